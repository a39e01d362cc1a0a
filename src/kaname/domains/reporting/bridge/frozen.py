"""Many plans as they were frozen up to a day, each beside its baseline of then: arrays by activity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db.models import OuterRef, Subquery

from kaname.domains.core.instants import ticks_of_date
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Baseline, BaselineActivity, ProgressDate

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
UNKNOWN = np.nan
_ROWS_AT_ONCE = 200
MILESTONES = frozenset({ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE})
NO_WORK = frozenset({ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT})


@dataclass(eq=False)
class Promised:
    """A baseline: uid to (kind, start, finish, name)."""

    rows: dict[str, tuple[str, int | None, int | None, str]]


@dataclass(eq=False)
class Frozen:
    """A plan on the last report date up to a day. ``answer``: what its recalculation said; ``rows``: {uid: [start,
    finish, percent, total float, critical]}; ``baseline``: what was promised then, or None.
    """

    plan: int
    project: int
    day: date
    answer: Mapping[str, Any]
    rows: Mapping[str, Sequence[Any]]
    baseline: Promised | None = None

    @cached_property
    def uids(self) -> list[str]:
        """The rows' ids, those that the baseline knows and that are work of their own."""
        known = self.baseline.rows if self.baseline else {}
        return [
            uid
            for uid in self.rows
            if uid in known and known[uid][0] not in NO_WORK and None not in (known[uid][1], known[uid][2])
        ]

    @cached_property
    def now(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Finish, percent, total float and whether critical, of the ids."""
        found = [self.rows[uid] for uid in self.uids]
        table = np.array(
            [[_number(r[1]), _number(r[2]) if r[2] is not None else 0.0, _number(r[3]), bool(r[4])] for r in found],
            np.float64,
        ).reshape(-1, 4)
        return table[:, 0], table[:, 1], table[:, 2], table[:, 3]

    @cached_property
    def promised(self) -> tuple[Numbers, Numbers]:
        """Start and finish of the ids in the baseline."""
        known = self.baseline.rows if self.baseline else {}
        table = np.array([known[uid][1:3] for uid in self.uids], np.float64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    @cached_property
    def milestone(self) -> Mask:
        """Which of the ids are milestones."""
        known = self.baseline.rows if self.baseline else {}
        return np.array([known[uid][0] in MILESTONES for uid in self.uids], np.bool_)

    def name_of(self, uid: str) -> str:
        """Return an activity's name as it was promised."""
        return self.baseline.rows[uid][3] if self.baseline and uid in self.baseline.rows else uid


def _number(value: Any) -> float:
    return UNKNOWN if value is None else float(value)


def frozen_plans(projects: Iterable[int], as_of: date) -> dict[int, Frozen]:
    """Return, by project, each plan as it was frozen last up to a day, with its baseline. Three queries and one more
    for every 200 baselines; O(rows).
    """
    wanted = set(projects)
    last = ProgressDate.objects.filter(plan=OuterRef("plan"), as_of__lte=as_of).order_by("-as_of").values("pk")[:1]
    rows = ProgressDate.objects.filter(pk=Subquery(last)).order_by()
    values = rows.values_list("plan_id", "plan__project_id", "as_of", "answer", "rows")
    found = {project: Frozen(plan, project, *rest) for plan, project, *rest in values if project in wanted}
    by_plan = {f.plan: f for f in found.values()}
    plan_of = {baseline: plan for plan, baseline in _baselines(set(by_plan), as_of).items()}
    for number, promised in _promised(plan_of):
        by_plan[plan_of[number]].baseline = promised
    return found


def _baselines(plans: set[int], as_of: date) -> dict[int, int]:
    """Return each plan's newest baseline of the day; the first where all are younger (it came with a file)."""
    end = end_of(as_of)
    first: dict[int, int] = {}
    found: dict[int, int] = {}
    for plan, pk, made in Baseline.objects.order_by("-number").values_list("plan_id", "pk", "created_at"):
        if plan in plans:
            first[plan] = pk
            if made < end:
                found.setdefault(plan, pk)
    return first | found


def _promised(baselines: Iterable[int]) -> Iterator[tuple[int, Promised]]:
    wanted = sorted(baselines)
    for first in range(0, len(wanted), _ROWS_AT_ONCE):
        some = wanted[first : first + _ROWS_AT_ONCE]
        rows: dict[int, dict[str, tuple[str, int | None, int | None, str]]] = {pk: {} for pk in some}
        values = BaselineActivity.objects.filter(baseline__in=some).order_by()
        for pk, uid, *rest in values.values_list("baseline_id", "uid", "kind", "start", "finish", "name"):
            rows[pk][uid] = tuple(rest)  # type: ignore[assignment] # four values
        yield from ((pk, Promised(held)) for pk, held in rows.items())


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends where the company is."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))


def evening_of(day: date) -> int:
    """Return the ticks of the end of a day."""
    return ticks_of_date(day + timedelta(days=1))
