"""What drives what: the relations that set their successor's early start, the longest path, the critical paths."""

from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm.relations import relation_limits
from kaname.engine.cpm.schedule import Schedule
from kaname.engine.network import NONE, Flag, Limit

_NOTHING = np.zeros(0, np.int32)


def driving_relations(schedule: Schedule) -> npt.NDArray[np.bool_]:
    """Return which relations drive: without them their successor would start earlier. (M,), O(N + M).

    A started activity is driven by nothing; a relation that only equals a constraint or the project's start does not
    drive either.
    """
    network, state = schedule.network, schedule.state
    rec, problem = state.rec, state.problem
    kind, lag = problem.kind[: network.relations], problem.lag[: network.relations]
    starts = rec[: network.size, 1].copy()
    if problem.flags is not None:
        shown = (problem.flags[: network.size] & 4) != 0
        starts[shown] = state.rare[: network.size][shown, 2]
    rows = _NOTHING if network.lag_calendar is None else network.lag_calendar
    found = relation_limits(state.tape, rec, network.pred, network.succ, kind, lag, rows, starts)[1] == 1
    floor = problem.column("floor")[: network.size] if problem.floor is not None else problem.least_floor
    free = rec[: network.size, 1] > floor
    if problem.flags is not None:
        free &= (problem.flags[: network.size] & 1) == 0
    driven: npt.NDArray[np.bool_] = found & free[network.succ]
    return driven


def driving_of(schedule: Schedule) -> dict[int, list[int]]:
    """Return the rows of the driving predecessors of each row that has one."""
    network = schedule.network
    found: dict[int, list[int]] = {}
    for e in np.flatnonzero(driving_relations(schedule)):
        found.setdefault(int(network.succ[e]), []).append(int(network.pred[e]))
    return found


def longest_path(schedule: Schedule) -> npt.NDArray[np.bool_]:
    """Return which activities lie on the longest path: from the last finish back along driving relations. O(N + M)."""
    network = schedule.network
    counted = _counted(schedule)
    ends = counted & (schedule.early_finish == schedule.early_finish[counted].max(initial=NONE))
    return _back_from(network.size, np.flatnonzero(ends), driving_of(schedule))


def critical_paths(schedule: Schedule) -> list[list[int]]:
    """Return for each open end (an activity without successors) its own longest path, rows first to last.

    Microsoft Project calls this multiple critical paths: every network of tasks that ends by itself has its own. O(N M)
    in the worst case of as many ends as activities.
    """
    network = schedule.network
    has_successor = np.zeros(network.size, np.bool_)
    has_successor[network.pred] = True
    driving = driving_of(schedule)
    paths = []
    for end in np.flatnonzero(_counted(schedule) & ~has_successor):
        on = np.flatnonzero(_back_from(network.size, np.array([end]), driving))
        paths.append([int(v) for v in on[np.lexsort((on, schedule.early_finish[on], schedule.early_start[on]))]])
    return paths


def _counted(schedule: Schedule) -> npt.NDArray[np.bool_]:
    out = schedule.network.column("flags") & int(Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK)
    counted: npt.NDArray[np.bool_] = out == 0
    return counted


def _back_from(size: int, ends: Any, driving: dict[int, list[int]]) -> npt.NDArray[np.bool_]:
    on = np.zeros(size, np.bool_)
    stack = [int(v) for v in ends]
    while stack:
        v = stack.pop()
        if not on[v]:
            on[v] = True
            stack += driving.get(v, [])
    return on


def why(schedule: Schedule, row: int) -> str:
    """Return what sets an activity's early start: actual, manual, constraint, relation, data-date or project-start."""
    network = schedule.network
    if network.column("actual_start")[row] != NONE:
        return "actual"
    if network.has(Flag.MANUAL)[row]:
        return "manual"
    if row in driving_of(schedule):
        return "relation"
    limits = network.column("constraint")[row], network.column("constraint2")[row]
    if any(limit not in (Limit.ASAP, Limit.ALAP) for limit in limits):
        return "constraint"
    return "data-date" if network.data_date is not None else "project-start"
