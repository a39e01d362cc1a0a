"""Serial schedule generation on packed or plain resource profiles: the innermost loop of all heuristics.

A packed profile holds the free amounts of all resources at one time in one 64-bit word: each resource has a field wide
enough for its capacity and a guard bit above it. Taking a demand from a word clears a guard bit exactly where a field
would go below zero, so one subtraction and one comparison check every resource at once. Where the fields do not fit
into 64 bits, plain rows (one per resource) are used.
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.level.problem import Ints


@njit(cache=True, nogil=True)
def restore(free: Any, profile: Any, until: Any) -> None:
    """Copy the first places of an array. A loop: Numba compiles a slice's errors for seconds."""
    for p in range(until):
        free[p] = profile[p]


@njit(cache=True, nogil=True)
def restore_rows(free: Any, profile: Any, until: Any) -> None:
    """Copy the first places of each row."""
    for row in range(free.shape[0]):
        for p in range(until):
            free[row, p] = profile[row, p]


@njit(cache=True, nogil=True)
def serial_packed(
    order: Any,
    duration: Any,
    need: Any,
    first: Any,
    before: Any,
    offset: Any,
    release: Any,
    profile: Any,
    guard: Any,
    free: Any,
    start: Any,
) -> Any:
    """Schedule each activity of ``order`` as early as relations and resources allow; return the makespan.

    Returns -1 where the profile is too short. ``free`` equals ``profile`` on entry and again on return. ``need`` is
    zero where nothing is used. Source: Kolisch (1996), serial schedule generation scheme. O(n (E/n + window)).
    """
    end, width = 0, len(free)
    for k in range(len(order)):
        i = order[k]
        t = release[i]
        for e in range(first[i], first[i + 1]):
            s = start[before[e]] + offset[e]
            t = max(t, s)
        d, use = duration[i], need[i]
        if t + d > width:
            restore(free, profile, width)
            return -1
        if d > 0 and use != 0:
            p, checked = t + d - 1, t
            while p >= checked:
                if ((free[p] - use) & guard) != guard:
                    checked, t = t + d, p + 1
                    p += d
                    if p >= width:
                        restore(free, profile, width)
                        return -1
                else:
                    p -= 1
            for p in range(t, t + d):
                free[p] -= use
        start[i] = t
        end = max(end, t + d)
    restore(free, profile, end)
    return end


@njit(cache=True, nogil=True)
def serial_rows(
    order: Any,
    duration: Any,
    need_first: Any,
    need_row: Any,
    need_amount: Any,
    first: Any,
    before: Any,
    offset: Any,
    release: Any,
    profile: Any,
    free: Any,
    start: Any,
) -> Any:
    """Do the same on one row of free amounts a resource; return the makespan, or -1 when the rows are too short."""
    end, width = 0, free.shape[1]
    for k in range(len(order)):
        i = order[k]
        t = release[i]
        for e in range(first[i], first[i + 1]):
            s = start[before[e]] + offset[e]
            t = max(t, s)
        d = duration[i]
        if d > 0:
            a, z = need_first[i], need_first[i + 1]
            fits = a == z
            while not fits:
                if t + d > width:
                    restore_rows(free, profile, width)
                    return -1
                fits = True
                for q in range(a, z):
                    row, amount, p = need_row[q], need_amount[q], t + d - 1
                    while p >= t and free[row, p] >= amount:
                        p -= 1
                    if p >= t:
                        t, fits = p + 1, False
            for q in range(a, z):
                row, amount = need_row[q], need_amount[q]
                for p in range(t, t + d):
                    free[row, p] -= amount
        start[i] = t
        end = max(end, t + d)
    for i in order:  # giving back what was taken touches less memory than copying every row
        for q in range(need_first[i], need_first[i + 1]):
            row, amount = need_row[q], need_amount[q]
            for p in range(start[i], start[i] + duration[i]):
                free[row, p] += amount
    return end


def serial_plain(
    order: Ints, duration: Ints, demand: Ints, relations: list[tuple[int, int, int]], release: Ints, capacity: Ints
) -> Ints:
    """Return the starts of the same schedule, written plainly: the twin that tests compare both kernels with.

    ``demand`` is (n, R), ``relations`` are (pred, succ, least distance from start to start).
    """
    start = np.full(len(duration), -1, dtype=np.int64)
    placed: list[int] = []
    for i in map(int, order):
        t = max([int(release[i])] + [int(start[p]) + w for p, s, w in relations if s == i])
        while any(
            (
                demand[[j for j in placed if start[j] <= u < start[j] + duration[j]]].sum(axis=0) + demand[i] > capacity
            ).any()
            for u in range(t, t + int(duration[i]))
        ):
            t += 1
        start[i] = t
        placed.append(i)
    return start
