"""Genetic search over activity lists in two populations, one left-justified and one right-justified.

After Debels and Vanhoucke (2007), "A decomposition-based genetic algorithm for the resource-constrained
project-scheduling problem", and the peak crossover of Valls, Ballestin and Quintanilla (2008): children of
left-justified parents are scheduled backwards, and theirs forwards again, so every generation is also a justification.
The mother's busiest stretch of time is kept; what lies before and after it follows the father's order.
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.level.profile_kernels import restore, serial_packed, serial_rows

MUTANTS = 2  # of 8 children
RARELY = 2**32 // 50  # chance of a swap at each place of a mutant's list, of 2**32


@njit(cache=True, nogil=True)
def rand(state: Any) -> Any:
    """Return the next 32 random bits as int64 of a xorshift64* generator whose state is a one-element uint64 array."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return np.int64((x * np.uint64(2685821657736338717)) >> np.uint64(32))


@njit(cache=True, nogil=True)
def below(state: Any, n: Any) -> Any:
    """Return a random whole number in 0..n-1."""
    return (rand(state) * n) >> 32


@njit(cache=True, nogil=True)
def sort_back(start: Any, duration: Any, end: Any, back: Any, order: Any, count: Any) -> Any:
    """Set ``back[i]`` to the time from the end at which i finishes, and ``order`` to activities by it.

    Ties keep later activities (in topological order) first, so that the list respects reversed relations. O(n + end).
    """
    n = len(start)
    count[: end + 2] = 0
    for i in range(n):
        back[i] = end - start[i] - duration[i]
        count[back[i] + 1] += 1
    for t in range(end + 1):
        count[t + 1] += count[t]
    for i in range(n - 1, -1, -1):
        order[count[back[i]]] = i
        count[back[i]] += 1


@njit(cache=True, nogil=True)
def sort_forth(start: Any, duration: Any, end: Any, back: Any, order: Any, count: Any) -> Any:
    """Do the same for a schedule counted from the end: ties keep earlier activities first."""
    n = len(start)
    count[: end + 2] = 0
    for i in range(n):
        back[i] = end - start[i] - duration[i]
        count[back[i] + 1] += 1
    for t in range(end + 1):
        count[t + 1] += count[t]
    for i in range(n):
        order[count[back[i]]] = i
        count[back[i]] += 1


@njit(cache=True, nogil=True)
def repair(order: Any, first: Any, before: Any, seen: Any, stack: Any) -> Any:
    """Reorder a list so that predecessors come first, changing little (for lags that overlap). O(n + E)."""
    n, out = len(order), 0
    seen[:] = 0
    fixed = np.empty(n, np.int64)
    for k in range(n):
        stack[0] = order[k]
        top = 1
        while top > 0:
            i = stack[top - 1]
            if seen[i] == 2:
                top -= 1
                continue
            ready = True
            for e in range(first[i], first[i + 1]):
                if seen[before[e]] != 2:
                    stack[top] = before[e]
                    top += 1
                    ready = False
                    break
            if ready:
                seen[i] = 2
                fixed[out] = i
                out += 1
                top -= 1
    restore(order, fixed, n)


@njit(cache=True, nogil=True)
def busiest(back: Any, duration: Any, density: Any, end: Any, state: Any, load: Any, tries: Any) -> Any:
    """Return a stretch of a quarter to three quarters of the schedule, the busiest of a few random ones. O(n + end)."""
    load[: end + 1] = 0.0
    for i in range(len(back)):
        load[back[i]] += density[i]
        load[back[i] + duration[i]] -= density[i]
    level = 0.0
    total = 0.0
    for t in range(end + 1):
        level += load[t]
        load[t] = total
        total += level
    length = max(1, end // 4 + below(state, end // 2 + 1))
    best, at = -1.0, 0
    for _ in range(tries):
        t = below(state, end - length + 1)
        if load[t + length] - load[t] > best:
            best, at = load[t + length] - load[t], t
    return at, at + length


@njit(cache=True, nogil=True)
def cross(mother_order: Any, mother_back: Any, father_order: Any, early: Any, late: Any, child: Any) -> Any:
    """Fill ``child``: the mother's stretch [early, late) in her order; before and after it the father's order. O(n)."""
    out = 0
    for i in father_order:
        if mother_back[i] < early:
            child[out] = i
            out += 1
    for i in mother_order:
        if early <= mother_back[i] < late:
            child[out] = i
            out += 1
    for i in father_order:
        if mother_back[i] >= late:
            child[out] = i
            out += 1


@njit(cache=True, nogil=True)
def mutate(order: Any, first: Any, before: Any, state: Any, chance: Any) -> Any:
    """Swap neighbours of a list with a chance (of 2**32) each, unless a relation joins them. O(n + swaps)."""
    for k in range(len(order) - 1):
        if rand(state) < chance:
            i, j = order[k], order[k + 1]
            joined = False
            for e in range(first[j], first[j + 1]):
                joined |= before[e] == i
            if not joined:
                order[k], order[k + 1] = j, i


@njit(cache=True, nogil=True)
def build(core: Any, lane: Any, order: Any, packed: Any, rows: Any, start: Any) -> Any:
    """Schedule a list in one direction of time; return its end, or -1 where it does not fit into the profile."""
    if core.is_packed:
        return serial_packed(
            order,
            core.duration,
            core.need,
            lane.first,
            lane.before,
            lane.offset,
            lane.release,
            lane.packed,
            core.guard,
            packed,
            start,
        )
    return serial_rows(
        order,
        core.duration,
        core.need_first,
        core.need_row,
        core.need_amount,
        lane.first,
        lane.before,
        lane.offset,
        lane.release,
        lane.rows,
        rows,
        start,
    )


@njit(cache=True, nogil=True)
def price(core: Any, start: Any, end: Any, backwards: Any, finish: Any) -> Any:
    """Return what a schedule costs: deadlines missed before makespan before weighted finishes of projects. O(n)."""
    if end < 0:
        return 4 * 10**18
    cost = end * 10**6
    if core.costed:
        late = 0
        finish[:] = 0
        for i in range(len(start)):
            at = end - start[i] if backwards else start[i] + core.duration[i]
            late += max(0, at - core.deadline[i])
            finish[core.project[i]] = max(finish[core.project[i]], at)
        weighted = 0.0
        for p in range(len(finish)):
            weighted += finish[p] * core.weight[p]
        cost += min(late, 10**6) * 10**12 + int(weighted)
    return cost


@njit(cache=True, nogil=True)
def sample(core: Any, priority: Any, greed: Any, state: Any, left: Any, eligible: Any, order: Any) -> Any:
    """Fill ``order`` with a random list that respects relations; of ``greed`` drawn, the smallest priority goes next.

    O(n greed + E).
    """
    into, onto = core.forth, core.back
    count, n = 0, len(order)
    for i in range(n):
        left[i] = into.first[i + 1] - into.first[i]
        if left[i] == 0:
            eligible[count] = i
            count += 1
    for out in range(n):
        best = below(state, count)
        for _ in range(greed - 1):
            q = below(state, count)
            if priority[eligible[q]] < priority[eligible[best]]:
                best = q
        i = eligible[best]
        order[out] = i
        count -= 1
        eligible[best] = eligible[count]
        for e in range(onto.first[i], onto.first[i + 1]):
            j = onto.before[e]
            left[j] -= 1
            if left[j] == 0:
                eligible[count] = j
                count += 1


@njit(cache=True, nogil=True)
def keep(core: Any, pool: Any, work: Any, side: Any, k: Any, end: Any, cost: Any) -> Any:
    """Put the schedule in ``work.start`` into place k of a population, with its list for the other direction."""
    restore(pool.start[side, k], work.start, len(work.start))
    pool.end[side, k] = end
    pool.cost[side, k] = cost
    if side == 0:
        sort_back(work.start, core.duration, end, pool.back[side, k], pool.order[side, k], work.tally)
    else:
        sort_forth(work.start, core.duration, end, pool.back[side, k], pool.order[side, k], work.tally)
    if not core.tame:
        lane = core.back if side == 0 else core.forth
        repair(pool.order[side, k], lane.first, lane.before, work.left, work.eligible)


@njit(cache=True, nogil=True)
def record(core: Any, pool: Any, work: Any, side: Any, end: Any, cost: Any, symmetric: Any) -> Any:
    """Remember the best schedule so far, as starts from the beginning; one built backwards only where that is valid."""
    if cost < pool.best_cost[0] and (side == 0 or symmetric):
        pool.best_cost[0] = cost
        pool.best_end[0] = end
        if side == 0:
            restore(pool.best, work.start, len(work.start))
        else:
            for i in range(len(work.start)):
                pool.best[i] = end - work.start[i] - core.duration[i]


@njit(cache=True, nogil=True)
def populate(core: Any, pool: Any, work: Any, steady: Any, priority: Any, symmetric: Any, low: Any, high: Any) -> Any:
    """Fill places low..high-1 of the left-justified population; place 0 in the steady order, others at random."""
    for k in range(low, high):
        if k > 0:
            sample(core, priority, 1 + k % 4, work.random, work.left, work.eligible, work.child)
        else:
            restore(work.child, steady, len(steady))
            if not core.tame:
                repair(work.child, core.forth.first, core.forth.before, work.left, work.eligible)
        end = build(core, core.forth, work.child, work.packed, work.rows, work.start)
        cost = price(core, work.start, end, False, work.finish)
        if end < 0:
            work.start[:] = 0
            end = core.horizon
        keep(core, pool, work, 0, k, end, cost)
        record(core, pool, work, 0, end, cost, symmetric)
        pool.cost[1, k] = 5 * 10**18
        pool.built[0] += 1


@njit(cache=True, nogil=True)
def breed(core: Any, pool: Any, work: Any, side: Any, low: Any, high: Any, symmetric: Any) -> Any:
    """Replace places low..high-1 of the other population by children of this one where they are no worse."""
    other, size = 1 - side, pool.cost.shape[1]
    lane = core.forth if other == 0 else core.back
    for k in range(low, high):
        a, b = below(work.random, size), below(work.random, size)
        father = a if pool.cost[side, a] < pool.cost[side, b] else b
        if father == k:
            restore(work.child, pool.order[side, k], len(work.child))
        else:
            early, late = busiest(
                pool.back[side, k], core.duration, core.density, pool.end[side, k], work.random, work.load, 3
            )
            cross(pool.order[side, k], pool.back[side, k], pool.order[side, father], early, late, work.child)
        if not core.tame:
            repair(work.child, lane.first, lane.before, work.left, work.eligible)
        if below(work.random, 8) < MUTANTS:
            mutate(work.child, lane.first, lane.before, work.random, RARELY)
        end = build(core, lane, work.child, work.packed, work.rows, work.start)
        cost = price(core, work.start, end, other == 1, work.finish)
        pool.built[0] += 1
        if end >= 0:
            record(core, pool, work, other, end, cost, symmetric)
            if cost <= pool.cost[other, k]:
                keep(core, pool, work, other, k, end, cost)
