"""Taking earned value: from frozen inputs to immutable snapshots, of many projects at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.instants import TICKS_A_MINUTE
from kaname.domains.core.queries import organisation
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.bridge.measuring import CALC_VERSION, Period
from kaname.domains.cost.bridge.taking import Money, taken
from kaname.domains.cost.models import EvmSnapshot, VarianceExplanation
from kaname.domains.cost.queries.frozen import Frozen, estimates, frozen_inputs, spending
from kaname.domains.cost.rules import Limits
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.schedule.actions import insertion

VALUES = (
    "pv", "ev", "ac", "bac", "sv", "cv", "spi", "cpi", "eac", "eac_all", "etc", "vac", "tcpi_bac", "tcpi_eac",
    "unattainable", "es", "at", "spi_t", "pd", "ieac_t",
)  # fmt: skip
COLUMNS = (
    "project_id", "as_of", "edition", "calc_version", "inputs", "taken_at", "taken_by_id", "account_id", "unit",
    "finish_ieac", *VALUES,
)  # fmt: skip


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
    wanted = list(_inputs(frozen_inputs(found, as_of), found))
    held = _held(wanted)
    changed = [w for w in wanted if w.key not in held or not _same(held[w.key], w)]
    insertion.insert(EvmSnapshot, COLUMNS, _rows(changed, held, by))
    held = _held(wanted) if changed else held
    for w in changed:
        _tell(found[w.frozen.project_id], held[w.key], by)
    return [held[w.key] for w in wanted]


Key = tuple[int, date]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one project's earned value is to be computed from."""

    frozen: Frozen
    money: Money
    period: Period
    inputs: dict[str, Any]

    @property
    def key(self) -> Key:
        return self.frozen.project_id, self.frozen.as_of


def _inputs(frozen: list[Frozen], projects: Mapping[int, Project]) -> Iterable[_Wanted]:
    spent, rest = spending(frozen), estimates(frozen)
    company = organisation()
    for f in frozen:
        days = Limits.of(company, projects[f.project_id].project_type).period_days
        own, parts = spent[f.project_id], rest[f.project_id]
        f.last_actual = own.last
        period = Period(round(days * projects[f.project_id].minutes_per_day * TICKS_A_MINUTE))
        money = Money(own.by_account, {account: (yen, work) for account, (_pk, yen, work) in parts.items()})
        inputs = f.inputs(own.count, period.ticks // TICKS_A_MINUTE, [pk for pk, *_ in parts.values()])
        yield _Wanted(f, money, period, inputs)


def _held(wanted: list[_Wanted]) -> dict[Key, EvmSnapshot]:
    """Return the newest edition that stands for each date, of its units yen where there is money."""
    rows = EvmSnapshot.objects.filter(
        project__in=[w.frozen.project_id for w in wanted], as_of__in={w.frozen.as_of for w in wanted}, account=None
    )
    return {(row.project_id, row.as_of): row for row in rows.order_by("edition", "unit")}  # "yen" comes last


def _same(row: EvmSnapshot, w: _Wanted) -> bool:
    return row.inputs == w.inputs and row.calc_version == CALC_VERSION


def _rows(changed: list[_Wanted], held: Mapping[Key, EvmSnapshot], by: Any) -> Iterable[tuple[Any, ...]]:
    """Yield the rows to insert, columns of COLUMNS: 9,000 for 500 projects, so past the model layer."""
    money = {w.frozen.project_id: w.money for w in changed}
    periods = {w.frozen.project_id: w.period for w in changed}
    now, day = connection.ops.adapt_datetimefield_value(timezone.now()), connection.ops.adapt_datefield_value
    for w, measured in zip(changed, taken([w.frozen for w in changed], money, periods), strict=True):
        edition = held[w.key].edition + 1 if w.key in held else 1
        head = (w.frozen.project_id, day(w.frozen.as_of), edition, CALC_VERSION, w.inputs, now, getattr(by, "pk", None))
        for account, unit, values in measured:
            yield *head, account, unit, day(values["finish_ieac"]), *(values[name] for name in VALUES)


def _tell(project: Project, row: EvmSnapshot, by: Any) -> None:
    after = {name: getattr(row, name) for name in ("as_of", "pv", "ev", "ac", "eac")}
    audit.record(verb="evm.take", subject=project, by=by, after=after, **told(project))


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
        **told(project),
    )
    return row
