"""Taking earned value: from frozen inputs to immutable snapshots, of many projects at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, jobs
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.models import Job
from kaname.domains.core.queries import organisation, today
from kaname.domains.cost.bridge.measuring import CALC_VERSION
from kaname.domains.cost.bridge.taking import Taken, taken
from kaname.domains.cost.models import EvmSnapshot, VarianceExplanation
from kaname.domains.cost.queries.frozen import frozen_inputs
from kaname.domains.cost.rules import Limits
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import User
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write

TAKE = "evm.take"


@transaction.atomic
def take(*, projects: Iterable[Project], as_of: date, by: Any) -> list[EvmSnapshot]:
    """Take earned value of projects at their newest report date at or before a day; return the projects' own in yen
    or, where there is no money, in minutes: newly taken or as they were.

    Projects without report date or approved budget are left out. Where nothing changed since it was taken, nothing is
    written; where actuals came in later, a further edition. O(activities) and a constant number of queries, besides
    the audit event of each project.
    """
    found = {project.pk: project for project in projects}
    for project in found.values():
        check_write(by, project, Subject.COST)
    days = {pk: project.minutes_per_day for pk, project in found.items()}
    fresh = taken(frozen_inputs(found, as_of), days, Limits.of(organisation()).period_days)
    held = _held(fresh)
    changed = [t for t in fresh if _same(t) not in held or held[_same(t)].inputs != t.inputs]
    editions = _editions(changed)
    rows = [row for t in changed for row in _rows(t, editions.get(_same(t), 0) + 1, by)]
    EvmSnapshot.objects.bulk_create(rows, batch_size=500)
    for t in changed:
        _tell(found[t.project_id], t, by)
    for row in rows:
        if row.account_id is None:
            _keep(held, row)
    return [held[_same(t)] for t in fresh if _same(t) in held]


Key = tuple[int, date]


def _same(t: Taken) -> Key:
    return t.project_id, t.as_of


def _held(fresh: list[Taken]) -> dict[Key, EvmSnapshot]:
    """Return the newest edition that stands for each date."""
    wanted = EvmSnapshot.objects.filter(
        project__in=[t.project_id for t in fresh],
        as_of__in={t.as_of for t in fresh},
        account=None,
        calc_version=CALC_VERSION,
    )
    found: dict[Key, EvmSnapshot] = {}
    for row in wanted.order_by("edition", "unit"):
        _keep(found, row)
    return found


def _keep(found: dict[Key, EvmSnapshot], row: EvmSnapshot) -> None:
    """Keep the newest edition, and of its units yen."""
    before = found.get((row.project_id, row.as_of))
    if before is None or row.edition > before.edition or row.unit == "yen":
        found[row.project_id, row.as_of] = row


def _editions(changed: list[Taken]) -> dict[Key, int]:
    rows = EvmSnapshot.objects.filter(
        project__in=[t.project_id for t in changed], as_of__in={t.as_of for t in changed}, account=None
    )
    counted = rows.values_list("project_id", "as_of").order_by().annotate(last=Max("edition"))
    return {(project, day): last for project, day, last in counted}


def _rows(t: Taken, edition: int, by: Any) -> Iterable[EvmSnapshot]:
    for account, unit, values in t.measured:
        yield EvmSnapshot(
            project_id=t.project_id,
            as_of=t.as_of,
            account_id=account,
            unit=unit,
            edition=edition,
            calc_version=CALC_VERSION,
            inputs=t.inputs,
            taken_by=by,
            **values,
        )


def _tell(project: Project, t: Taken, by: Any) -> None:
    whole = next((v for account, _unit, v in t.measured if account is None), {})
    after = {"as_of": t.as_of, **{name: whole.get(name) for name in ("pv", "ev", "ac", "eac")}}
    audit.record(
        verb="evm.take",
        subject=project,
        by=by,
        after=after,
        project_id=project.pk,
        confidentiality=Confidentiality.MANAGEMENT,
    )


@transaction.atomic
def ask(*, as_of: date, by: Any) -> Job:
    """Let a worker take earned value of every project in which somebody keeps the cost."""
    return jobs.enqueue(kind=TAKE, title=f"EVM {as_of:%Y-%m-%d}", arguments={"as_of": as_of.isoformat()}, by=by)


def run(job: Job) -> dict[str, int]:
    """Do what :func:`ask` asked for: the work of a TAKE job."""
    user = User.objects.get(pk=job.owner_id)
    projects = Project.objects.visible_to(user, Subject.COST, Level.EDIT)
    jobs.progress(job, 0, 1)
    with transaction.atomic():
        found = take(projects=projects, as_of=date.fromisoformat(job.arguments["as_of"]), by=user)
        done = {"projects": len(found)}
        jobs.finish(job, done)
    return done


@transaction.atomic
def explain(*, snapshot: EvmSnapshot, cause: str, by: Any, action: str = "") -> VarianceExplanation:
    """Write why a variance is as it is, and what is done about it: who answers for the plan writes it."""
    project = snapshot.project
    check_write(by, project, Subject.BASELINE)
    if not cause.strip():
        raise ValidationError({"cause": _("Say in a sentence what the variance comes from.")})
    row = VarianceExplanation(snapshot=snapshot, cause=cause.strip(), action=action.strip(), written_by=by)
    row.save(force_insert=True)
    audit.record(
        verb="evm.explain",
        subject=project,
        by=by,
        after={"as_of": snapshot.as_of, "cause": row.cause, "action": row.action},
        project_id=project.pk,
        confidentiality=Confidentiality.MANAGEMENT,
    )
    return row


def check_as_of(as_of: date) -> None:
    """Raise ValidationError for a day that has not been."""
    if as_of > today():
        raise ValidationError({"as_of": _("A report date cannot lie in the future.")})
