"""What no schedule can beat: critical path, work on each resource, and contradiction."""

import time
from dataclasses import dataclass

import numpy as np

from kaname.engine.level.bound_kernels import NO_PATH, clique_bound, free_work_bound, refuted, work_bound
from kaname.engine.level.core import Prepared, relations_of
from kaname.engine.level.order_kernels import distances, grouped
from kaname.engine.level.problem import Ints

LARGE = 3000  # users of a resource up to which every pair of heads and tails is looked at
LARGEST = 400  # activities up to which contradiction is tried


@dataclass(frozen=True, slots=True)
class Bound:
    """A proved lower bound on the makespan in kernel units and the argument that gives it."""

    value: int
    by: str  # critical_path | resource_work | one_at_a_time | contradiction | solver


def dense_demand(prepared: Prepared) -> tuple[Ints, Ints]:
    """Return (n, R') demands and (R',) capacities at most, of the resources that are used, by rank."""
    core = prepared.core
    used, column = np.unique(core.need_row, return_inverse=True)
    need = np.zeros((len(core.duration), len(used)), dtype=np.int64)
    owner = np.repeat(np.arange(len(core.duration)), np.diff(core.need_first))
    need[owner, column] = core.need_amount
    return need, prepared.capacity[used]


def simple_bound(prepared: Prepared) -> Bound:
    """Return the better of the critical path and the work of each resource between heads and tails. O(R n^2)."""
    core = prepared.core
    path = int((prepared.head + prepared.tail).max(initial=0))
    best = Bound(path, "critical_path")
    owner = np.repeat(np.arange(len(core.duration)), np.diff(core.need_first))
    after = prepared.tail - core.duration
    begin, by = grouped(len(prepared.capacity), core.need_row)
    for r in np.flatnonzero(np.diff(begin)):
        at = by[begin[r] : begin[r + 1]]
        mine = owner[at]
        energy = core.need_amount[at] * core.duration[mine]
        if len(mine) > LARGE:
            value = int(prepared.head[mine].min() + after[mine].min() - (-energy.sum() // prepared.capacity[r]))
        else:
            order = np.argsort(-after[mine], kind="stable")
            value = _work(prepared, int(r), mine, after[mine], energy, order)
        if value > best.value:
            best = Bound(value, "resource_work")
    return best


def _work(prepared: Prepared, r: int, mine: Ints, after: Ints, energy: Ints, order: Ints) -> int:
    """Return the bound of one resource's work, within what is left of it over time."""
    head = prepared.head[mine]
    if prepared.free.shape[1] == 1:
        return int(work_bound(head, after, energy, int(prepared.capacity[r]), order))
    before = np.concatenate([[0], np.cumsum(prepared.free[r])])
    return int(free_work_bound(head, after, energy, before, order))


def contradiction_bound(prepared: Prepared, low: Bound, high: int, deadline: float) -> Bound:
    """Return the largest bound found by refuting horizons between ``low`` and ``high`` - 1 (a known makespan)."""
    core, n = prepared.core, len(prepared.topo)
    if n > LARGEST or low.value >= high:
        return low
    need, capacity = dense_demand(prepared)
    apart = np.zeros((n, n), dtype=bool)
    works = core.duration > 0
    for r in range(len(capacity)):
        apart |= (
            (need[:, r][:, None] + need[:, r][None, :] > capacity[r]) & (need[:, r] > 0)[:, None] & (need[:, r] > 0)
        )
    apart &= works[:, None] & works[None, :]
    longest = distances(n, *relations_of(prepared), NO_PATH)
    after = prepared.tail - core.duration
    by_duration, by_after = np.argsort(-core.duration, kind="stable"), np.argsort(-after, kind="stable")
    alone = int(clique_bound(prepared.head, after, core.duration, apart, by_duration, by_after))
    best, unknown = Bound(alone, "one_at_a_time") if alone > low.value else low, high
    horizon = best.value
    while best.value < unknown and time.perf_counter() < deadline:
        arguments = (prepared.head, prepared.tail, core.duration, need, capacity, apart, longest)
        if refuted(horizon, *arguments, np.zeros(horizon + core.duration.max(initial=0) + 2, np.int64)):
            best = Bound(horizon + 1, "contradiction")
        else:
            unknown = horizon
        horizon = (best.value + unknown) // 2
    return best
