"""Schedule generation where every activity follows a calendar of its own and lays its work down outside of it."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.level.profile_kernels import restore_rows


@njit(cache=True, nogil=True)
def first_at(before: Any, work: Any) -> Any:
    """Return the first slot with at least so much work before it; one past the last where there is none."""
    return np.searchsorted(before, work)


@njit(cache=True, nogil=True)
def snap(before: Any, slot: Any) -> Any:
    """Return the first working slot from ``slot`` on."""
    return np.searchsorted(before, before[slot] + 1) - 1


@njit(cache=True, nogil=True)
def earliest(i: Any, problem: Any, before: Any, starts: Any, ends: Any) -> Any:
    """Return the earliest slot that the relations into i and its release allow; -1 beyond the axis."""
    mine, last = before[problem.calendar[i]], before.shape[1] - 1
    t = problem.release[i]
    for q in range(problem.first[i], problem.first[i + 1]):
        e = problem.into[q]
        kind, of_lag = problem.kind[e], before[problem.lag_calendar[e]]
        base = ends[problem.pred[e]] if kind in (0, 2) else starts[problem.pred[e]]
        if problem.lag[e] != 0:
            base = first_at(of_lag, max(0, of_lag[base] + problem.lag[e]))
        if kind >= 2 and base <= last:  # what is bound is the finish
            base = first_at(mine, max(0, mine[base] - problem.duration[i]))
        if base > last:
            return -1
        t = max(t, base)
    return t


@njit(cache=True, nogil=True)
def serial_axis(order: Any, problem: Any, before: Any, rows: Any, free: Any, starts: Any, ends: Any) -> Any:
    """Schedule a list; resources are held in the working slots of the activity only. Return the end, -1 off the axis.

    ``free`` equals ``rows`` on entry and on return. O(n (E/n + window)).
    """
    last, finish = before.shape[1] - 1, 0
    for i in order:
        mine, d = before[problem.calendar[i]], problem.duration[i]
        t = problem.release[i] if problem.fixed[i] else earliest(i, problem, before, starts, ends)
        fits = d == 0 or problem.fixed[i]
        until = first_at(mine, mine[t] + d) if 0 <= t <= last and d > 0 else t
        while not fits:
            t = snap(mine, t) if 0 <= t < last else last + 1
            until = first_at(mine, mine[t] + d) if t <= last else last + 1
            if until > last:
                t = -1
                break
            fits = True
            for q in range(problem.need_first[i], problem.need_first[i + 1]):
                p = until - 1
                while p >= t and (free[problem.need_row[q], p] >= problem.need_amount[q] or mine[p + 1] == mine[p]):
                    p -= 1
                if p >= t:
                    t, fits = p + 1, False
        if t < 0 or until > last:
            restore_rows(free, rows, last)
            return -1
        for q in range(problem.need_first[i], problem.need_first[i + 1]):
            for p in range(t, until):
                if mine[p + 1] > mine[p]:
                    free[problem.need_row[q], p] -= problem.need_amount[q]
        starts[i], ends[i] = t, until
        finish = max(finish, until)
    restore_rows(free, rows, last)
    return finish
