"""A round opens: everybody who must report is listed, told, and mailed a link; the same for one project and 200."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, jobs
from kaname.domains.core.models import Job
from kaname.domains.people.models import Person, User
from kaname.domains.schedule.actions.rounds import mailing
from kaname.domains.schedule.enums import RoundStatus
from kaname.domains.schedule.models import ExpectedReport, ReportingRound
from kaname.domains.schedule.queries.reporters import reporters, running_plans
from kaname.domains.schedule.queries.round_times import Times, business_days, cycle, moment, next_times
from kaname.domains.schedule.queries.rounds import current_round
from kaname.domains.schedule.rules import check_rounds

OPEN = "round.open"
"""The kind of the job that opens a round by hand."""
_AT_ONCE = 500


def ask_open(*, by: Any, base_url: str = "") -> Job:
    """Put the opening of the next round into the queue. Raises ValidationError where one is open already."""
    check_rounds(by)
    times = next_round()
    title = f"{times.as_of:%Y-%m-%d}"
    return jobs.enqueue(kind=OPEN, title=title, arguments={"as_of": title, "base_url": base_url}, by=by)


def opened_by(job: Job) -> dict[str, Any]:
    """Do the job: open the round it names; one that is there already is left, so that it may run twice."""
    as_of = date.fromisoformat(job.arguments["as_of"])
    found = ReportingRound.objects.filter(as_of=as_of).first()
    if found is None:
        by = User.objects.get(pk=job.owner_id)
        try:
            found = open_round(times=next_round(), by=by, base_url=job.arguments.get("base_url", ""))
        except ValidationError as refused:
            raise jobs.Refused(" ".join(refused.messages)) from None
        mail(found)
    return {"round": found.number, "reports": found.expected.count()}


def next_round() -> Times:
    """Return the moments of the next round that may be opened by hand: the first that has not frozen yet."""
    if current_round() is not None:
        raise ValidationError(_("A round is open already. It must freeze before the next one opens."))
    now, asked, working = moment(), cycle(), business_days()
    last = ReportingRound.objects.aggregate(last=Max("as_of"))["last"]
    after = max(last or now.date() - timedelta(days=1), now.date() - timedelta(days=1))
    found = next_times(after, asked, working)
    if found is not None and found.freezes <= now:
        found = next_times(found.as_of, asked, working)
    if found is None:
        raise ValidationError(_("The company's calendar has no working day in the coming weeks."))
    return found


@transaction.atomic
def open_round(*, times: Times, by: Any, base_url: str = "", at: datetime | None = None) -> ReportingRound:
    """Open a round (``at``: now) and list who must report; tell everybody. :func:`mail` sends the links after."""
    check_rounds(by)
    if current_round() is not None or ReportingRound.objects.filter(as_of=times.as_of).exists():
        raise ValidationError(_("A round is open already. It must freeze before the next one opens."))
    number = (ReportingRound.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    found = ReportingRound(
        number=number,
        as_of=times.as_of,
        due=times.due,
        freezes=times.freezes,
        base_url=base_url or cycle().base_url,
        opened_at=at or moment(),
        opened_by=by,
    )
    found.stamp(by)
    found.save(force_insert=True)
    rows = _expected(found, by)
    ExpectedReport.objects.bulk_create(rows, batch_size=_AT_ONCE)
    people = Person.objects.filter(pk__in={row.person_id for row in rows})
    mailing.tell(found, list(people), "round.asked")
    after = {"as_of": times.as_of, "due": times.due, "freezes": times.freezes, "reports": len(rows)}
    audit.record(verb="round.open", subject=found, by=by, after=after)
    return found


def _expected(found: ReportingRound, by: Any) -> list[ExpectedReport]:
    asked = reporters(found.as_of, running_plans().exclude(progress_dates__as_of__gte=found.as_of))
    rows = []
    for (plan, person), what in asked.items():
        row = ExpectedReport(round=found, plan_id=plan, person_id=person, uids=what.uids, reason=what.reason)
        row.stamp(by)
        rows.append(row)
    return rows


def mail(found: ReportingRound) -> int:
    """Mail a link to everybody who has none yet; so it may be done again after it broke."""
    if not cycle().mails or found.status != RoundStatus.OPEN:
        return 0
    linked = found.links.values("person")
    keys = found.expected.exclude(person__in=linked).order_by().values("person").distinct()
    return mailing.send(found, list(Person.objects.filter(pk__in=keys).select_related("user").order_by("code")))
