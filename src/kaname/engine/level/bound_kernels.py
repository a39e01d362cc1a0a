"""Lower bounds by contradiction: no schedule fits into a horizon, hence every schedule is longer.

Source: Klein and Scholl (1999), "Computing lower bounds by destructive improvement"; energetic reasoning after
Erschler, Lopez and Thuriot (1991).
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit

NO_PATH = -(2**30)


@njit(cache=True, nogil=True)
def work_bound(head: Any, after: Any, energy: Any, capacity: Any, order: Any) -> Any:
    """Return the largest ``a + b + ceil(work / capacity)`` over the work that lies after a and before b from the end.

    ``head`` earliest starts, ``after`` least time from finish to the end, ``energy`` duration times demand,
    ``order`` activities by decreasing ``after``. O(n^2).
    """
    best = 0
    for a in head:
        work = 0
        for i in order:
            if head[i] >= a and energy[i] > 0:
                work += energy[i]
                best = max(best, a + after[i] + (work + capacity - 1) // capacity)
    return best


@njit(cache=True, nogil=True)
def free_work_bound(head: Any, after: Any, energy: Any, before: Any, order: Any) -> Any:
    """Do the same where what is free changes: ``before[t]`` is all that is free before t. O(n^2 log T)."""
    best = 0
    for a in head:
        work = 0
        for i in order:
            if head[i] >= a and energy[i] > 0:
                work += energy[i]
                t = np.searchsorted(before, before[min(a, len(before) - 1)] + work)
                if t < len(before):
                    best = max(best, t + after[i])
    return best


@njit(cache=True, nogil=True)
def clique_bound(head: Any, after: Any, duration: Any, apart: Any, by_duration: Any, by_after: Any) -> Any:
    """Return the best bound from sets of activities of which no two can run together, one grown from each. O(n^3)."""
    n, best = len(head), 0
    member = np.zeros(n, np.bool_)
    alone = np.zeros(n, np.int64)
    for seed in range(n):
        for i in range(n):
            member[i] = i == seed
        for i in by_duration:
            fits = i != seed and apart[i, seed]
            for j in range(n):
                if fits and member[j] and not apart[i, j]:
                    fits = False
            member[i] |= fits
        for i in range(n):
            alone[i] = duration[i] if member[i] else 0
        best = max(best, work_bound(head, after, alone, 1, by_after))
    return best


@njit(cache=True, nogil=True)
def _raise_est(i: Any, value: Any, est: Any, longest: Any) -> Any:
    for k in range(len(est)):
        if longest[i, k] > NO_PATH:
            est[k] = max(est[k], value + longest[i, k])


@njit(cache=True, nogil=True)
def _lower_lst(i: Any, value: Any, lst: Any, longest: Any) -> Any:
    for k in range(len(lst)):
        if longest[k, i] > NO_PATH:
            lst[k] = min(lst[k], value - longest[k, i])


@njit(cache=True, nogil=True)
def _pairs(est: Any, lst: Any, duration: Any, apart: Any, longest: Any) -> Any:
    """Order pairs that cannot run together; return -1 for a contradiction, else how many windows shrank."""
    moved, n = 0, len(est)
    for i in range(n):
        for j in range(i + 1, n):
            if not apart[i, j]:
                continue
            i_first, j_first = est[i] + duration[i] <= lst[j], est[j] + duration[j] <= lst[i]
            if not i_first and not j_first:
                return -1
            if i_first and j_first:
                continue
            a, b = (i, j) if i_first else (j, i)
            if est[b] < est[a] + duration[a]:
                _raise_est(b, est[a] + duration[a], est, longest)
                moved += 1
            if lst[a] > lst[b] - duration[a]:
                _lower_lst(a, lst[b] - duration[a], lst, longest)
                moved += 1
            if est[b] > lst[b] or est[a] > lst[a]:
                return -1
    return moved


@njit(cache=True, nogil=True)
def _timetable(est: Any, lst: Any, duration: Any, need: Any, capacity: Any, load: Any, longest: Any) -> Any:
    """Move windows off the times where compulsory parts leave no room; -1 for a contradiction, else moves."""
    n, moved = len(est), 0
    for r in range(need.shape[1]):
        load[:] = 0
        for i in range(n):
            for t in range(lst[i], est[i] + duration[i]):
                load[t] += need[i, r]
                if load[t] > capacity[r]:
                    return -1
        for i in range(n):
            if need[i, r] == 0 or duration[i] == 0:
                continue
            limit, start, t = capacity[r] - need[i, r], est[i], est[i]
            while t < start + duration[i] and start <= lst[i]:
                own = need[i, r] if lst[i] <= t < est[i] + duration[i] else 0
                if load[t] - own > limit:
                    start = t + 1
                t += 1
            if start > lst[i]:
                return -1
            if start > est[i]:
                _raise_est(i, start, est, longest)
                moved += 1
                return moved  # compulsory parts have changed: count them again
    return moved


@njit(cache=True, nogil=True)
def _overfull(est: Any, lst: Any, duration: Any, need: Any, capacity: Any) -> Any:
    """Say whether some interval must hold more work than a resource can do in it. O(R n^3)."""
    n = len(est)
    for r in range(need.shape[1]):
        for a in range(n):
            if need[a, r] == 0:
                continue
            t1 = est[a]
            for b in range(n):
                t2 = lst[b] + duration[b]
                if need[b, r] == 0 or t2 <= t1:
                    continue
                energy = 0
                for i in range(n):
                    if need[i, r] > 0:
                        inside = min(t2 - t1, duration[i], est[i] + duration[i] - t1, t2 - lst[i])
                        if inside > 0:
                            energy += inside * need[i, r]
                if energy > capacity[r] * (t2 - t1):
                    return True
    return False


@njit(cache=True, nogil=True)
def refuted(
    horizon: Any, head: Any, tail: Any, duration: Any, need: Any, capacity: Any, apart: Any, longest: Any, load: Any
) -> Any:
    """Say whether no schedule can end by ``horizon``; False means "not known". ``load`` has horizon + 1 places."""
    est, lst = head.copy(), horizon - tail
    for i in range(len(est)):
        if est[i] > lst[i]:
            return True
    for _ in range(200):
        moved = _pairs(est, lst, duration, apart, longest)
        if moved < 0:
            return True
        more = _timetable(est, lst, duration, need, capacity, load, longest)
        if more < 0:
            return True
        if moved + more == 0:
            break
    return _overfull(est, lst, duration, need, capacity)
