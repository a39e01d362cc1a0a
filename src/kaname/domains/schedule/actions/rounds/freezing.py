"""A round freezes: every plan's status date is closed, and the round becomes a snapshot with a number and a hash."""

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, jobs
from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.models import Job
from kaname.domains.core.queries import today
from kaname.domains.people.models import User
from kaname.domains.schedule.actions.progress import close_status_date
from kaname.domains.schedule.actions.rounds import mailing
from kaname.domains.schedule.enums import ReportStatus, RoundStatus
from kaname.domains.schedule.models import Plan, ProgressDate, ProgressRecord, ReportingRound, RoundSnapshot
from kaname.domains.schedule.queries.reporters import running_plans
from kaname.domains.schedule.queries.round_times import moment
from kaname.domains.schedule.queries.rounds import expected_reports
from kaname.domains.schedule.rules import check_rounds

FREEZE = "round.freeze"
"""The kind of the job that freezes a round by hand."""
log = logging.getLogger("kaname.rounds")

type Step = Callable[[ReportingRound], object]
_after: list[Step] = []


def after_freeze(step: Step) -> Step:
    """Register what is computed once a round has frozen: health, earned value. For the tasks of domains above."""
    if step not in _after:
        _after.append(step)
    return step


def ask_freeze(*, round_: ReportingRound, reason: str, by: Any) -> Job:
    """Put the freezing into the queue; before its hour only with a reason."""
    check_rounds(by)
    if round_.status == RoundStatus.FROZEN:
        raise ValidationError(_("This round is frozen already."))
    if today() < round_.as_of:
        raise ValidationError(_("A round cannot be frozen before the day of its status date."))
    if moment() < round_.freezes and not reason.strip():
        raise ValidationError({"reason": _("Before its hour a round is frozen only for a reason.")})
    arguments = {"round": round_.pk, "reason": reason.strip()}
    return jobs.enqueue(kind=FREEZE, title=str(round_), arguments=arguments, by=by)


def frozen_by(job: Job) -> dict[str, Any]:
    """Do the job; a round that is frozen already stays as it is."""
    found = ReportingRound.objects.get(pk=job.arguments["round"])
    by = User.objects.get(pk=job.owner_id)
    snapshot = freeze(
        round_=found, by=by, reason=job.arguments.get("reason", ""), tell=lambda d, n: jobs.progress(job, d, n)
    )
    return {"round": found.number, "digest": snapshot.digest}


def freeze(
    *,
    round_: ReportingRound,
    by: Any,
    reason: str = "",
    at: datetime | None = None,
    tell: Callable[[int, int], object] = max,
) -> RoundSnapshot:
    """Close every plan's status date, each in its own transaction, then keep the snapshot (``at``: now).

    May be done again: what is closed and kept already stays.
    """
    check_rounds(by)
    ReportingRound.objects.filter(pk=round_.pk, status=RoundStatus.OPEN).update(status=RoundStatus.FREEZING)
    plans = list(running_plans())
    for done, plan in enumerate(plans, start=1):
        _close(plan, round_)
        tell(done, len(plans))
    snapshot = _keep(round_, by, reason, at or moment())
    for step in _after:
        try:
            step(round_)
        except Exception:
            log.exception("a step after the freeze of %s broke", round_)
    return snapshot


def _close(plan: Plan, round_: ReportingRound) -> None:
    """Close one plan's status date; one not begun, closed for this day or later, or without dates is left as it is."""
    if plan.start >= ticks_of_date(round_.as_of) + TICKS_A_DAY:
        return
    if plan.progress_dates.filter(as_of__gte=round_.as_of).exists():
        return
    try:
        close_status_date(plan=plan, as_of=round_.as_of, by=None)
    except ValidationError as refused:
        log.warning("%s: %s was not closed: %s", round_, plan, refused)


@transaction.atomic
def _keep(round_: ReportingRound, by: Any, reason: str, now: datetime) -> RoundSnapshot:
    found = ReportingRound.objects.select_for_update().get(pk=round_.pk)
    kept = RoundSnapshot.objects.filter(round=found).first()
    if kept is not None:
        return kept
    content = content_of(found)
    last = RoundSnapshot.objects.order_by("-number").values_list("digest", flat=True).first() or "0" * 64
    kept = RoundSnapshot.objects.create(
        round=found,
        number=found.number,
        as_of=found.as_of,
        content=content,
        previous=last,
        digest=digest(last, content),
        frozen_at=now,
        frozen_by=by,
    )
    found.status, found.frozen_at, found.frozen_by = RoundStatus.FROZEN, now, by
    found.stamp(by)
    found.save()
    mailing.over(found)
    after = {"digest": kept.digest, "plans": len(content["plans"]), "reports": len(content["reports"])}
    audit.record(verb="round.freeze", subject=found, by=by, after=after, reason=reason)
    return kept


def content_of(round_: ReportingRound) -> dict[str, Any]:
    """Return what a round froze: the digest of each plan's rows, and how each report stood."""
    dates = ProgressDate.objects.filter(as_of=round_.as_of).select_related("plan__project").order_by("plan")
    records = ProgressRecord.objects.filter(round=round_).count()
    return {
        "round": round_.number,
        "as_of": round_.as_of.isoformat(),
        "records": records,
        "plans": [
            {"project": each.plan.project.code, "finish": each.answer.get("finish"), "rows": _hash(each.rows)}
            for each in dates
        ],
        "reports": [
            {
                "project": row.plan.project.code,
                "person": row.person.code,
                "status": row.status if row.status == ReportStatus.RECEIVED else "missing",
                "way": row.way,
                "late": row.late,
                "unchanged": row.unchanged,
                "activities": len(row.uids),
            }
            for row in expected_reports(round_)
        ],
    }


def digest(previous: str, content: dict[str, Any]) -> str:
    """Return a snapshot's hash: SHA-256 over the one before and the canonical JSON of the content."""
    return hashlib.sha256(f"{previous}\n{_canonical(content)}".encode()).hexdigest()


def _hash(value: Any) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
