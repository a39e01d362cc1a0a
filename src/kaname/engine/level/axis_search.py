"""Levelling on a work axis: many lists that respect relations, changed a little at a time, each built exactly."""

import time
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaname.engine.jit import njit
from kaname.engine.level.axis import WorkAxis
from kaname.engine.level.axis_kernels import serial_axis
from kaname.engine.level.clock import Clock
from kaname.engine.level.genetic_kernels import below, repair
from kaname.engine.level.order_kernels import topological
from kaname.engine.level.problem import NO_DEADLINE, Ints, LevellingProblem
from kaname.engine.level.profile_kernels import restore

BATCH = 50  # schedules between two looks at the clock
LATE = 1000  # slots that a slot after a deadline costs


class AxisProblem(NamedTuple):
    """What the kernel reads; relations into i are ``into[first[i] : first[i + 1]]``."""

    duration: Ints
    release: Ints
    deadline: Ints
    fixed: NDArray[np.bool_]
    calendar: Ints
    first: Ints
    into: Ints
    pred: Ints
    kind: Ints
    lag: Ints
    lag_calendar: Ints
    need_first: Ints
    need_row: Ints
    need_amount: Ints
    before_first: Ints  # predecessors of each activity, to keep lists in order
    before: Ints


@dataclass(frozen=True, slots=True)
class AxisFound:
    """The best schedule: starts and ends in slots (empty where none fits on the axis), its end, schedules built."""

    starts: Ints
    ends: Ints
    end: int
    count: int


@njit(cache=True, nogil=True)
def _cost(problem: Any, ends: Any, end: Any) -> Any:
    late = 0
    for i in range(len(ends)):
        late += max(0, ends[i] - problem.deadline[i])
    return end + LATE * late


@njit(cache=True, nogil=True)
def _batch(
    problem: Any,
    before: Any,
    rows: Any,
    free: Any,
    order: Any,
    trial: Any,
    best: Any,
    state: Any,
    starts: Any,
    ends: Any,
    seen: Any,
    stack: Any,
    times: Any,
) -> Any:
    """Try changed lists; keep one that is no worse. ``best`` holds the cost and the starts and ends it belongs to."""
    n = len(order)
    for _ in range(times):
        restore(trial, order, n)
        for _ in range(1 + below(state, 3)):
            a, b = below(state, n), below(state, n)
            moved = trial[a]
            if a < b:
                for k in range(a, b):
                    trial[k] = trial[k + 1]
            else:
                for k in range(a, b, -1):
                    trial[k] = trial[k - 1]
            trial[b] = moved
        repair(trial, problem.before_first, problem.before, seen, stack)
        end = serial_axis(trial, problem, before, rows, free, starts[1], ends[1])
        if end < 0:
            continue
        cost = _cost(problem, ends[1], end)
        if cost <= best[0]:
            best[0], best[1] = cost, end
            restore(order, trial, n)
            restore(starts[0], starts[1], n)
            restore(ends[0], ends[1], n)


def search_axis(
    problem: LevellingProblem,
    axis: WorkAxis,
    *,
    first: Ints,
    seed: int,
    bound: int,
    clock: Clock,
    batches: int | None = None,
) -> AxisFound:
    """Return the best schedule until time, ``batches`` or the bound end it; ``first`` ranks activities at the start."""
    made, rows = axis_problem(problem, axis), _rows(problem, axis)
    n, state = problem.n, np.array([(seed * 0x9E3779B97F4A7C15 + 77) % 2**64 or 1], np.uint64)
    order = np.lexsort((first, ~problem.fixed)).astype(np.int64)
    seen, stack = np.zeros(n, np.int64), np.zeros(n + 1, np.int64)
    repair(order, made.before_first, made.before, seen, stack)
    starts, ends = np.zeros((2, n), np.int64), np.zeros((2, n), np.int64)
    free, count = rows.copy(), 1
    end = serial_axis(order, made, axis.before, rows, free, starts[0], ends[0])
    if end < 0:
        return AxisFound(np.zeros(0, np.int64), np.zeros(0, np.int64), -1, 1)
    best, step = np.array([_cost(made, ends[0], end), end]), 1
    while best[0] > bound and not clock.over() and (batches is None or count <= batches * BATCH):
        begun = time.perf_counter()
        _batch(made, axis.before, rows, free, order, order.copy(), best, state, starts, ends, seen, stack, step)
        count += step
        if time.perf_counter() - begun < 0.005 and batches is None:
            step = min(1000, step * 2)
    return AxisFound(starts[0], ends[0], int(best[1]), count)


def axis_problem(p: LevellingProblem, axis: WorkAxis) -> AxisProblem:
    """Return the problem in the kernel's form; started activities need no predecessor."""
    keep = np.flatnonzero(~p.fixed[p.succ])
    into = keep[np.argsort(p.succ[keep], kind="stable")]
    first = np.concatenate([[0], np.cumsum(np.bincount(p.succ[keep], minlength=p.n))]).astype(np.int64)
    use = p.renewable[p.demand_resource]
    owner = np.repeat(np.arange(p.n), np.diff(p.demand_first))
    use &= ~p.fixed[owner]
    need_first = np.concatenate([[0], np.cumsum(np.bincount(owner[use], minlength=p.n))]).astype(np.int64)
    deadline = np.where(p.deadline == NO_DEADLINE, 2**40, p.deadline)
    return AxisProblem(
        p.duration, p.release, deadline, p.fixed, axis.calendar, first, into, p.pred, p.kind, p.lag, axis.lag_calendar,
        need_first, p.demand_resource[use], p.demand_amount[use], first, np.ascontiguousarray(p.pred[into]),
    )  # fmt: skip


def _rows(p: LevellingProblem, axis: WorkAxis) -> Ints:
    """Return the free amounts (R, S): capacities, their changes, and what started activities hold."""
    rows = np.repeat(p.capacity[:, None], axis.slots, axis=1)
    for r, time_, value in sorted(
        zip(p.step_resource, p.step_time, p.step_amount, strict=True), key=lambda s: int(s[1])
    ):
        rows[r, time_:] = value
    for i in np.flatnonzero(p.fixed):
        mine = axis.before[axis.calendar[i]]
        a = int(p.release[i])
        z = min(axis.slots, int(np.searchsorted(mine, mine[min(a, axis.slots)] + p.duration[i])))
        works = np.flatnonzero(np.diff(mine[a : z + 1]) > 0) + a
        for q in range(p.demand_first[i], p.demand_first[i + 1]):
            rows[p.demand_resource[q], works] -= p.demand_amount[q]
    return np.maximum(rows, 0)


def has_circle(p: LevellingProblem) -> bool:
    """Say whether the relations form a circle, which the search on an axis cannot do."""
    keep = ~p.fixed[p.succ]
    return len(topological(p.n, p.pred[keep], p.succ[keep])) < p.n
