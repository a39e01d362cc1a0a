"""Dependencies between projects: who gives what to whom, how much slack is in it, and whether both agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from kaname.domains.core.instants import date_of, finish_date_of
from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.enums import LagKind, RelationKind, SignOff
from kaname.domains.schedule.models import Activity, ProgressDate, Relation

FROM_START = (RelationKind.SS, RelationKind.SF)
TO_START = (RelationKind.FS, RelationKind.SS)
TICKS = 10

type Dates = tuple[int | None, int | None, int | None]
"""Start, finish and total float in ticks."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """One relation between two projects. ``gives`` and ``needs``: the days that it ties together; ``gap``: working days
    between them beyond the lag; ``slack``: by how much the giving side may slip before the receiver's finish moves.
    """

    relation: int
    giver: Project
    receiver: Project
    given: str
    waiting: str
    kind: str
    state: str
    gives: date | None
    needs: date | None
    gap: float | None
    slack: float | None

    @property
    def health(self) -> str:
        """Return red where the wait is broken or refused, amber without slack or agreement, green else."""
        if self.state == SignOff.REFUSED or (self.gap is not None and self.gap < 0):
            return "red"
        if self.slack is None:
            return "unknown"
        if self.slack <= 0:
            return "red" if self.slack < 0 else "amber"
        return "green" if self.state in (SignOff.AGREED, SignOff.NOT_NEEDED) else "amber"


def dependencies(user: Any, as_of: date | None = None) -> list[Dependency]:
    """Return the relations between projects whose schedules the user reads, the tightest first.

    ``as_of``: those that were there, with the dates of each plan's last report date up to then. Four queries more
    than the rights, whatever their number.
    """
    seen = schedules_seen_by(user).keys()
    rows = Relation.objects.filter(crosses=True).select_related(
        "predecessor__plan__project", "successor__plan__project"
    )
    found = [r for r in rows.order_by("pk") if {_project(r.predecessor).pk, _project(r.successor).pk} <= seen]
    if as_of is not None:
        found = [r for r in found if _day(r.created_at) <= as_of]
    then = frozen_rows(found, as_of) if as_of is not None else None
    told = [_told(r, then, as_of) for r in found]
    return sorted(told, key=lambda d: (_ORDER[d.health], d.slack if d.slack is not None else 1e9, d.relation))


_ORDER = {"red": 0, "amber": 1, "unknown": 2, "green": 3}


def given_then(activity: int, as_of: date) -> list[Relation]:
    """Return the relations by which other projects waited for an activity on a day. One that was taken back since is
    not kept, so it is not among them.
    """
    rows = Relation.objects.filter(predecessor=activity, crosses=True).select_related("successor__plan__project")
    there = [r for r in rows.order_by("pk") if _day(r.created_at) <= as_of]
    return [r for r in there if state_on(r, as_of) != SignOff.REFUSED]


def frozen_rows(rows: Iterable[Relation], as_of: date) -> dict[int, Mapping[str, Any]]:
    """Return, by plan, the rows of both sides' plans as frozen on their last report date up to a day: by uid, start,
    finish, percent, total float. Two queries.
    """
    plans = {a.plan_id for r in rows for a in (r.predecessor, r.successor)}
    kept = ProgressDate.objects.filter(plan__in=plans, as_of__lte=as_of)
    newest = dict(kept.order_by().values("plan").annotate(last=Max("as_of")).values_list("plan", "last"))
    dates = ProgressDate.objects.filter(plan__in=newest, as_of__in=set(newest.values()))
    return {row.plan_id: row.rows for row in dates if newest[row.plan_id] == row.as_of}


def _told(relation: Relation, then: Mapping[int, Mapping[str, Any]] | None, as_of: date | None) -> Dependency:
    giver, receiver = _project(relation.predecessor), _project(relation.successor)
    a, b = _dates(relation.predecessor, then), _dates(relation.successor, then)
    one = a[0] if relation.kind in FROM_START else a[1]
    other = b[0] if relation.kind in TO_START else b[1]
    gap = _gap(relation, one, other, (receiver.minutes_per_day or 480) * TICKS)
    own = b[2] / ((receiver.minutes_per_day or 480) * TICKS) if b[2] is not None else None
    return Dependency(
        relation.pk,
        giver,
        receiver,
        spoken(relation.predecessor),
        spoken(relation.successor),
        str(relation.get_kind_display()),
        state_on(relation, as_of),
        _day_of(one, start=relation.kind in FROM_START),
        _day_of(other, start=relation.kind in TO_START),
        gap,
        None if gap is None or own is None else round(gap + own, 1),
    )


def _gap(relation: Relation, one: int | None, other: int | None, day: int) -> float | None:
    """Return the working days between two tied moments beyond the lag; lags in percent are taken as met."""
    first, last = _day_of(one, relation.kind in FROM_START), _day_of(other, relation.kind in TO_START)
    if one is None or other is None or first is None or last is None:
        return None
    lag = relation.lag / day if relation.lag_kind in (LagKind.WORKING, LagKind.ELAPSED) else 0.0
    between = working_days([first], [last])[0]
    if relation.kind == RelationKind.FS:
        between -= 1  # work goes on with the next working day
    if other >= one:
        between = max(between, 0)
    return round(between - lag, 1)


def _dates(activity: Activity, then: Mapping[int, Mapping[str, Any]] | None) -> Dates:
    if then is None:
        return activity.start, activity.finish, activity.total_float
    row = then.get(activity.plan_id, {}).get(activity.uid)
    return (None, None, None) if row is None else (row[0], row[1], row[3])


def state_on(relation: Relation, as_of: date | None) -> str:
    """Return how far it was agreed on a day; a refusal counts from the day on which the row was last written."""
    if as_of is None or relation.sign_off == SignOff.NOT_NEEDED:
        return relation.sign_off
    if relation.sign_off == SignOff.REFUSED and _day(relation.updated_at) <= as_of:
        return SignOff.REFUSED
    if relation.agreed_at is not None and _day(relation.agreed_at) <= as_of:
        return SignOff.AGREED
    return SignOff.GIVEN if relation.given_at is not None and _day(relation.given_at) <= as_of else SignOff.ASKED


def _project(activity: Activity) -> Project:
    return activity.plan.project


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()


def _day_of(ticks: int | None, start: bool) -> date | None:
    if ticks is None:
        return None
    return date_of(ticks) if start else finish_date_of(ticks)
