"""Schedule generation and search where activities have several modes."""

from typing import Any

from kaname.engine.jit import njit
from kaname.engine.level.genetic_kernels import below, repair
from kaname.engine.level.profile_kernels import restore, restore_rows

EXCESS = 10**6  # cost of one unit of a non-renewable resource beyond what there is, or of time after a deadline


@njit(cache=True, nogil=True)
def serial_modes(order: Any, mode: Any, p: Any, rows: Any, free: Any, starts: Any) -> Any:
    """Schedule a list in chosen modes, each activity as early as possible; return the makespan, -1 beyond the rows.

    ``free`` equals ``rows`` on entry and on return. O(n (E/n + window)).
    """
    end, width = 0, free.shape[1]
    for i in order:
        m = mode[i]
        d, t = p.duration[m], p.release[i]
        for q in range(p.first[i], p.first[i + 1]):
            e = p.into[q]
            s = starts[p.pred[e]] + p.lag[e]
            if p.kind[e] == 0 or p.kind[e] == 2:
                s += p.duration[mode[p.pred[e]]]
            if p.kind[e] >= 2:
                s -= d
            t = max(t, s)
        fits = d == 0
        while not fits:
            if t + d > width:
                break
            fits = True
            for q in range(p.need_first[m], p.need_first[m + 1]):
                row, amount, at = p.need_row[q], p.need_amount[q], t + d - 1
                while at >= t and free[row, at] >= amount:
                    at -= 1
                if at >= t:
                    t, fits = at + 1, False
        if not fits:
            restore_rows(free, rows, width)
            return -1
        for q in range(p.need_first[m], p.need_first[m + 1]):
            for at in range(t, t + d):
                free[p.need_row[q], at] -= p.need_amount[q]
        starts[i] = t
        end = max(end, t + d)
    restore_rows(free, rows, end)
    return end


@njit(cache=True, nogil=True)
def mode_cost(mode: Any, p: Any, starts: Any, end: Any, spent: Any) -> Any:
    """Return the makespan, and what is too much of non-renewable resources or too late, heavily."""
    excess = 0
    for r in range(len(p.budget)):
        spent[r] = 0
    for i in range(len(mode)):
        for q in range(p.spend_first[mode[i]], p.spend_first[mode[i] + 1]):
            spent[p.spend_row[q]] += p.spend_amount[q]
        excess += max(0, starts[i] + p.duration[mode[i]] - p.deadline[i])
    for r in range(len(p.budget)):
        excess += max(0, spent[r] - p.budget[r])
    return end + EXCESS * excess


@njit(cache=True, nogil=True)
def search_modes(p: Any, w: Any, times: Any) -> Any:
    """Change lists and modes a little; keep what is no worse than now or than some steps ago.

    Source: late acceptance, Burke and Bykov (2017). ``w.cost`` is (now, best, makespan of the best, step).
    """
    n = len(w.order)
    for _ in range(times):
        restore(w.trial, w.order, n)
        restore(w.trial_mode, w.mode, n)
        what = below(w.random, 4)
        if what < 3:
            a = below(w.random, n)
            b = min(n - 1, max(0, a + below(w.random, 21) - 10)) if what < 2 else below(w.random, n)
            moved, step = w.trial[a], 1 if a < b else -1
            for k in range(a, b, step):
                w.trial[k] = w.trial[k + step]
            w.trial[b] = moved
            repair(w.trial, p.first, p.before, w.seen, w.stack)
        if what != 1 and len(p.choosers) > 0:
            for _ in range(1 + below(w.random, 2)):
                i = p.choosers[below(w.random, len(p.choosers))]
                w.trial_mode[i] = p.mode_first[i] + below(w.random, p.mode_first[i + 1] - p.mode_first[i])
        end = serial_modes(w.trial, w.trial_mode, p, w.rows, w.free, w.starts)
        if end < 0:
            continue
        cost = mode_cost(w.trial_mode, p, w.starts, end, w.spent)
        slot = w.cost[3] % len(w.history)
        w.cost[3] += 1
        if cost <= w.cost[0] or cost <= w.history[slot]:
            w.cost[0] = cost
            restore(w.order, w.trial, n)
            restore(w.mode, w.trial_mode, n)
        w.history[slot] = min(w.history[slot], w.cost[0])
        if cost < w.cost[1]:
            w.cost[1], w.cost[2] = cost, end
            restore(w.best, w.starts, n)
            restore(w.best_mode, w.trial_mode, n)
