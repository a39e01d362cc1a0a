"""Levelling with several modes an activity: many lists and choices of modes, changed a little at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaname.engine.level.clock import Clock
from kaname.engine.level.mode_kernels import EXCESS, mode_cost, search_modes, serial_modes
from kaname.engine.level.order_kernels import topological
from kaname.engine.level.problem import NO_DEADLINE, Ints, LevellingProblem

HISTORY = 200  # steps back that a change may be no worse than
STEPS = 500  # schedules between two looks at the clock when their number is given


class ModeProblem(NamedTuple):
    """What the kernels read; demands and budgets are by mode, renewable ones apart from the others."""

    duration: Ints  # M
    mode_first: Ints
    choosers: Ints  # activities with more than one mode
    release: Ints
    deadline: Ints
    first: Ints  # n + 1: relations into each activity
    into: Ints
    pred: Ints
    kind: Ints
    lag: Ints
    before: Ints
    need_first: Ints
    need_row: Ints
    need_amount: Ints
    spend_first: Ints
    spend_row: Ints
    spend_amount: Ints
    budget: Ints


class ModeWork(NamedTuple):
    """One worker's state."""

    random: NDArray[np.uint64]
    order: Ints
    mode: Ints
    trial: Ints
    trial_mode: Ints
    best: Ints
    best_mode: Ints
    starts: Ints
    rows: Ints
    free: Ints
    cost: Ints
    history: Ints
    spent: Ints
    seen: Ints
    stack: Ints


@dataclass(frozen=True, slots=True)
class ModesFound:
    """The best schedule: starts and modes (empty where none keeps all rules), makespan, schedules built."""

    starts: Ints
    modes: Ints
    end: int
    count: int


def search_with_modes(
    problem: LevellingProblem, *, seed: int, bound: int, clock: Clock, workers: int = 2, rounds: int | None = None
) -> ModesFound | None:
    """Return the best schedule until time, ``rounds`` of 500 schedules or the bound end it; None where relations form
    a circle (maximum lags).
    """
    keep = ~problem.fixed[problem.succ]
    topo = topological(problem.n, problem.pred[keep], problem.succ[keep])
    if len(topo) < problem.n:
        return None
    made, rows = mode_problem(problem), _rows(problem)
    states = [_state(problem, made, rows, topo, seed * 1_000_003 + w) for w in range(workers)]
    with ThreadPoolExecutor(workers) as threads:
        running = [threads.submit(_live, made, state, bound, clock, rounds) for state in states]
        count = sum(one.result() for one in running)
    best = min(states, key=lambda state: int(state.cost[1]))
    if best.cost[1] >= EXCESS:
        return ModesFound(np.zeros(0, np.int64), np.zeros(0, np.int64), -1, count)
    return ModesFound(best.best, best.best_mode, int(best.cost[2]), count)


def _live(made: ModeProblem, state: ModeWork, bound: int, clock: Clock, rounds: int | None) -> int:
    count, step = 0, STEPS if rounds is not None else 10
    while state.cost[1] > bound and not clock.over() and (rounds is None or count < rounds * STEPS):
        begun = time.perf_counter()
        search_modes(made, state, step)
        count += step
        if rounds is None and time.perf_counter() - begun < 0.005:
            step *= 2
    return count


def _state(p: LevellingProblem, made: ModeProblem, rows: Ints, topo: Ints, seed: int) -> ModeWork:
    """Return a worker's beginning: a list in topological order, the cheapest modes for the scarce budgets."""
    n = p.n
    frugal = _frugal(p)
    state = ModeWork(
        random=np.array([(seed * 0x9E3779B97F4A7C15 + 99) % 2**64 or 1], np.uint64),
        order=topo.copy(),
        mode=frugal,
        trial=np.zeros(n, np.int64),
        trial_mode=np.zeros(n, np.int64),
        best=np.zeros(n, np.int64),
        best_mode=frugal.copy(),
        starts=np.zeros(n, np.int64),
        rows=rows,
        free=rows.copy(),
        cost=np.full(4, 2**60, np.int64),
        history=np.full(HISTORY, 2**60, np.int64),
        spent=np.zeros(len(made.budget), np.int64),
        seen=np.zeros(n, np.int64),
        stack=np.zeros(n + 1, np.int64),
    )
    state.cost[3] = 0
    end = serial_modes(state.order, state.mode, made, rows, state.free, state.starts)
    if end >= 0:
        cost = mode_cost(state.mode, made, state.starts, end, state.spent)
        state.cost[:3] = cost, cost, end
        state.history[:] = cost
        state.best[:] = state.starts
    return state


def _frugal(p: LevellingProblem) -> Ints:
    """Return the mode of each activity that uses the smallest share of what cannot be renewed, then of time."""
    share = np.zeros(len(p.duration))
    owner = np.repeat(np.arange(len(p.duration)), np.diff(p.demand_first))
    weight = np.where(p.renewable, 0.0, 1.0 / np.maximum(p.capacity, 1))
    np.add.at(share, owner, p.demand_amount * weight[p.demand_resource])
    over = p.renewable[p.demand_resource] & (p.demand_amount > p.capacity[p.demand_resource])
    share[owner[over]] += 1000.0
    share += p.duration * 1e-9
    return np.array([a + int(np.argmin(share[a:b])) for a, b in zip(p.mode_first, p.mode_first[1:], strict=False)])


def mode_problem(p: LevellingProblem) -> ModeProblem:
    """Return the problem in the kernel's form."""
    into = np.flatnonzero(~p.fixed[p.succ])
    into = into[np.argsort(p.succ[into], kind="stable")]
    owner = np.repeat(np.arange(len(p.duration)), np.diff(p.demand_first))
    activity = np.repeat(np.arange(p.n), np.diff(p.mode_first))
    need = p.renewable[p.demand_resource] & ~p.fixed[activity[owner]]
    spend = ~p.renewable[p.demand_resource]
    column = np.cumsum(~p.renewable) - 1

    def csr(of: Ints, count: int) -> Ints:
        return np.concatenate([[0], np.cumsum(np.bincount(of, minlength=count))]).astype(np.int64)

    return ModeProblem(
        duration=p.duration,
        mode_first=p.mode_first,
        choosers=np.flatnonzero(np.diff(p.mode_first) > 1),
        release=p.release,
        deadline=np.where(p.deadline == NO_DEADLINE, 2**40, p.deadline),
        first=csr(p.succ[into], p.n),
        into=into,
        pred=p.pred,
        kind=p.kind,
        lag=p.lag,
        before=np.ascontiguousarray(p.pred[into]),
        need_first=csr(owner[need], len(p.duration)),
        need_row=p.demand_resource[need],
        need_amount=p.demand_amount[need],
        spend_first=csr(owner[spend], len(p.duration)),
        spend_row=np.ascontiguousarray(column[p.demand_resource[spend]]),
        spend_amount=p.demand_amount[spend],
        budget=p.capacity[~p.renewable],
    )


def _rows(p: LevellingProblem) -> Ints:
    """Return the free amounts (R, T), long enough for any list."""
    longest = np.maximum.reduceat(p.duration, p.mode_first[:-1])
    last = int(max(p.release.max(initial=0), p.step_time.max(initial=0)))
    rows = np.repeat(p.capacity[:, None], last + int(longest.sum()) + int(np.maximum(p.lag, 0).sum()) + 2, axis=1)
    for r, at, value in sorted(zip(p.step_resource, p.step_time, p.step_amount, strict=True), key=lambda s: int(s[1])):
        rows[r, at:] = value
    for i in np.flatnonzero(p.fixed):
        m = p.mode_first[i]
        for q in range(p.demand_first[m], p.demand_first[m + 1]):
            rows[p.demand_resource[q], p.release[i] : p.release[i] + p.duration[m]] -= p.demand_amount[q]
    return np.maximum(rows, 0)
