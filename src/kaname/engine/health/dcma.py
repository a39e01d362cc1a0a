"""The 14 checks, one small function each. Advisory: a prompt to look, not a verdict (GAO, DCMA)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm import Schedule, schedule
from kaname.engine.cpm.problem import LOW
from kaname.engine.health.finding import COUNT, INDEX, TEST, Finding, at_most, bei, cpli
from kaname.engine.network import NONE, Flag, Limit

Rows = npt.NDArray[np.int64]
HARD = (Limit.MSO, Limit.MFO, Limit.SNLT, Limit.FNLT, Limit.MANDATORY_START, Limit.MANDATORY_FINISH)
_TEST_DAYS = 600


@dataclass(frozen=True)
class Thresholds:
    """What is allowed; ``long_days`` and ``high_float_days`` are working days (spec 5.8: 44; 10 for Japanese SI)."""

    share: float = 0.05
    fs_share: float = 0.90
    index: float = 0.95
    long_days: float = 44.0
    high_float_days: float = 44.0


@dataclass(eq=False)
class Facts:
    """A schedule and what the checks need beside it.

    ``baseline_finish``, ``baseline_duration`` (N,): instants and ticks, NONE where there is no baseline; ``staffed``
    (N,) which activities have people or cost, None for a plan without resources; ``status`` the status date or NONE;
    ``day`` ticks of a working day.
    """

    schedule: Schedule
    day: float
    status: int = NONE
    baseline_finish: Rows | None = None
    baseline_duration: Rows | None = None
    staffed: npt.NDArray[np.bool_] | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)

    def __post_init__(self) -> None:
        """Work out which activities and relations the checks look at."""
        network = self.schedule.network
        flags = network.column("flags")
        out = flags & int(Flag.SUMMARY | Flag.HAMMOCK | Flag.INACTIVE | Flag.EXTERNAL)
        self.real = out == 0
        self.done = network.column("actual_finish") != NONE
        milestone = (flags & int(Flag.MILESTONE)) != 0
        self.open = self.real & ~self.done
        self.work = self.open & ~milestone & (network.duration > 0)
        self.links = np.flatnonzero(self.open[network.succ] & self.real[network.pred])

    @property
    def population(self) -> int:
        """Return how many activities are not finished and have a duration."""
        return int(self.work.sum())

    def rows(self, which: Any) -> list[int]:
        """Return the rows of a mask."""
        return [int(r) for r in np.flatnonzero(which)]


def logic(facts: Facts) -> Finding:
    """1: activities without a predecessor or without a successor. The first and the last one are let off."""
    network = facts.schedule.network
    has_before, has_after = np.zeros(network.size, np.bool_), np.zeros(network.size, np.bool_)
    has_before[network.succ] = True
    has_after[network.pred] = True
    loose = facts.work & (
        ~(has_before | _under_linked(facts, network.succ)) | ~(has_after | _under_linked(facts, network.pred))
    )
    return at_most(1, "logic", facts.rows(loose), facts.population, facts.thresholds.share)


def _under_linked(facts: Facts, ends: Any) -> npt.NDArray[np.bool_]:
    """Return which activities lie under a summary that carries relations at this end."""
    network = facts.schedule.network
    linked = np.zeros(network.size, np.bool_)
    linked[ends] = True
    parent = network.column("parent")
    under = np.zeros(network.size, np.bool_)
    above = parent.copy()
    while (above >= 0).any():
        under |= np.where(above >= 0, linked[above], False)
        above = np.where(above >= 0, parent[above], -1)
    return under


def leads(facts: Facts) -> Finding:
    """2: relations with negative lag."""
    return _links(facts, 2, "leads", facts.schedule.network.lag[facts.links] < 0, 0.0)


def lags(facts: Facts) -> Finding:
    """3: relations with positive lag."""
    return _links(facts, 3, "lags", facts.schedule.network.lag[facts.links] > 0, facts.thresholds.share)


def _links(facts: Facts, check: int, name: str, which: Any, threshold: float) -> Finding:
    chosen = facts.links[which]
    rows = sorted({int(s) for s in facts.schedule.network.succ[chosen]})
    value = len(chosen) / len(facts.links) if len(facts.links) else None
    return Finding(check, name, "ratio", value, threshold, None if value is None else value <= threshold, rows)


def relationship_types(facts: Facts) -> Finding:
    """4: the share of finish-to-start relations."""
    network = facts.schedule.network
    other = facts.links[(network.kind[facts.links] & 3) != 0]
    rows = sorted({int(s) for s in network.succ[other]})
    value = 1 - len(other) / len(facts.links) if len(facts.links) else None
    limit = facts.thresholds.fs_share
    return Finding(4, "relationship types", "ratio", value, limit, None if value is None else value >= limit, rows)


def hard_constraints(facts: Facts) -> Finding:
    """5: constraints that can break the logic."""
    network = facts.schedule.network
    codes = [int(limit) for limit in HARD]
    hard = np.isin(network.column("constraint"), codes) | np.isin(network.column("constraint2"), codes)
    return at_most(5, "hard constraints", facts.rows(facts.work & hard), facts.population, facts.thresholds.share)


def high_float(facts: Facts) -> Finding:
    """6: total float over 44 working days."""
    high = facts.schedule.total_float > facts.thresholds.high_float_days * facts.day
    return at_most(6, "high float", facts.rows(facts.work & high), facts.population, facts.thresholds.share)


def negative_float(facts: Facts) -> Finding:
    """7: total float below zero."""
    late = facts.schedule.total_float < 0
    return at_most(7, "negative float", facts.rows(facts.work & late), facts.population, 0.0)


def high_duration(facts: Facts) -> Finding:
    """8: a baseline duration (the planned one where there is no baseline) over 44 working days."""
    duration = facts.schedule.network.duration
    if facts.baseline_duration is not None:
        duration = np.where(facts.baseline_duration == NONE, duration, facts.baseline_duration)
    long = duration > facts.thresholds.long_days * facts.day
    return at_most(8, "high duration", facts.rows(facts.work & long), facts.population, facts.thresholds.share)


def invalid_dates(facts: Facts) -> Finding:
    """9: what is planned before the status date, or happened after it."""
    name = "invalid dates"
    if facts.status == NONE:
        return Finding(9, name, COUNT, None, 0, None)
    network, dates = facts.schedule.network, facts.schedule
    begun = network.column("actual_start")
    forecast = facts.open & ((dates.finish < facts.status) | ((begun == NONE) & (dates.start < facts.status)))
    later = facts.real & ((begun > facts.status) | (network.column("actual_finish") > facts.status))
    rows = facts.rows(forecast | later)
    return Finding(9, name, COUNT, len(rows), 0, not rows, rows)


def resources(facts: Facts) -> Finding:
    """10: activities of a day or more without people or cost; only told where the plan has resources."""
    if facts.staffed is None:
        return Finding(10, "resources", "ratio", None, 0.0, None)
    bare = facts.work & (facts.schedule.network.duration >= facts.day) & ~facts.staffed
    return at_most(10, "resources", facts.rows(bare), facts.population, 0.0)


def _due(facts: Facts) -> npt.NDArray[np.bool_]:
    """Return which activities the baseline wants finished by the status date."""
    if facts.baseline_finish is None or facts.status == NONE:
        return np.zeros(facts.schedule.network.size, np.bool_)
    due: npt.NDArray[np.bool_] = facts.real & (facts.baseline_finish > LOW) & (facts.baseline_finish <= facts.status)
    return due


def missed_baseline(facts: Facts) -> Finding:
    """11: due by the baseline, and not finished or finished late."""
    due = _due(facts)
    if facts.baseline_finish is None or not due.any():
        return Finding(11, "missed tasks", "ratio", None, facts.thresholds.share, None)
    late = due & (~facts.done | (facts.schedule.network.column("actual_finish") > facts.baseline_finish))
    return at_most(11, "missed tasks", facts.rows(late), int(due.sum()), facts.thresholds.share)


def critical_path_test(facts: Facts) -> Finding:
    """12: 600 working days added to the first critical activity must move the finish by as much."""
    dates = facts.schedule
    name = "critical path test"
    candidates = np.flatnonzero(facts.work & dates.critical)
    if not candidates.size:
        return Finding(12, name, TEST, None, 1, None)
    first = int(candidates[np.argmin(dates.early_start[candidates])])
    moved, wanted = _moved(facts, first)
    return Finding(12, name, TEST, moved / wanted if wanted else None, 1, moved == wanted, [first])


def _moved(facts: Facts, row: int) -> tuple[int, int]:
    """Return by how much the finish moves, and by how much the activity's own does, both on its calendar."""
    from kaname.engine.calendar_kernels import work_at

    network, dates = facts.schedule.network, facts.schedule
    more = int(_TEST_DAYS * facts.day)
    duration, remaining = network.duration.copy(), network.column("remaining").copy()
    duration[row] += more
    remaining[row] += more
    later = schedule(network.changed(duration=duration, remaining=remaining), dates.policy)
    calendar = int(network.column("calendar")[row])
    ends = [int(work_at(network.tables.tape, calendar, s.project_finish)) for s in (dates, later)]
    return ends[1] - ends[0], more


def critical_path_length_index(facts: Facts) -> Finding:
    """13: CPLI, (critical path length + total float) / critical path length, at least 0.95."""
    dates, name = facts.schedule, "CPLI"
    ends = np.flatnonzero(facts.open)
    if not ends.size:
        return Finding(13, name, INDEX, None, facts.thresholds.index, None)
    last = int(ends[np.argmax(dates.early_finish[ends])])
    begin = facts.status if facts.status != NONE else int(dates.early_start[facts.real].min())
    length = _work_days(facts, last, begin, int(dates.early_finish[last]))
    value = cpli(length, int(dates.total_float[ends].min()) / facts.day)
    passed = None if value is None else value >= facts.thresholds.index
    return Finding(13, name, INDEX, value, facts.thresholds.index, passed, [last])


def _work_days(facts: Facts, row: int, start: int, finish: int) -> float:
    from kaname.engine.calendar_kernels import work_at

    network = facts.schedule.network
    calendar = int(network.column("calendar")[row])
    ends = [int(work_at(network.tables.tape, calendar, instant)) for instant in (start, finish)]
    return (ends[1] - ends[0]) / facts.day


def baseline_execution_index(facts: Facts) -> Finding:
    """14: BEI, activities completed by those that the baseline wants finished, at least 0.95."""
    due = _due(facts)
    value = bei(int((facts.real & facts.done & _has_baseline(facts)).sum()), int(due.sum()))
    passed = None if value is None else value >= facts.thresholds.index
    return Finding(14, "BEI", INDEX, value, facts.thresholds.index, passed, facts.rows(due & ~facts.done))


def _has_baseline(facts: Facts) -> npt.NDArray[np.bool_]:
    if facts.baseline_finish is None:
        return np.zeros(facts.schedule.network.size, np.bool_)
    known: npt.NDArray[np.bool_] = facts.baseline_finish > LOW
    return known


CHECKS: tuple[Callable[[Facts], Finding], ...] = (
    logic,
    leads,
    lags,
    relationship_types,
    hard_constraints,
    high_float,
    negative_float,
    high_duration,
    invalid_dates,
    resources,
    missed_baseline,
    critical_path_test,
    critical_path_length_index,
    baseline_execution_index,
)


def assess(facts: Facts) -> list[Finding]:
    """Return the findings of all 14 checks, in their order. One more schedule (check 12); else O(N + M)."""
    return [check(facts) for check in CHECKS]
