"""How much each relation can give: its slack, and which relations drive their successors."""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import start_of, work_at
from kaname.engine.cpm.carry import carry, carry_back
from kaname.engine.jit import njit


@njit(cache=True, nogil=True)
def relation_limits(t: Any, rec: Any, pred: Any, succ: Any, kind: Any, lag: Any, lag_calendar: Any, shown: Any) -> Any:
    """Return for each relation the latest predecessor date (start or finish, by kind) that would not move the
    successor's early dates, as a coordinate of the predecessor, and whether the relation drives. (2, E); O(E).

    ``shown`` is the early start that successors follow, by row.
    """
    out = np.empty((2, pred.shape[0]), np.int64)
    for e in range(pred.shape[0]):
        p, s = pred[e], succ[e]
        a, b = (rec[p, 3] >> 32) & 0xFFFF, (rec[s, 3] >> 32) & 0xFFFF
        lc = b
        if lag_calendar.shape[0] > 0:
            lc = lag_calendar[e] if lag_calendar[e] >= 0 else (b if lag_calendar[e] == -1 else a)
        from_start = (kind[e] & 1) == 1
        to_finish = (kind[e] & 2) == 2
        wanted = rec[s, 7] if to_finish else rec[s, 1]
        out[0, e] = carry_back(t, b, wanted, lag[e], lc, a)
        ask = carry(t, a, shown[p] if from_start else rec[p, 7], from_start, lag[e], lc, b)
        out[1, e] = 1 if ask >= wanted and (kind[e] & 4) == 0 else 0
    return out


@njit(cache=True, nogil=True)
def slack_on(t: Any, calendar: Any, own: Any, pred: Any, limits: Any, now: Any) -> Any:
    """Return slacks counted on other calendars: from ``now`` to ``limits`` (coordinates of the predecessors). O(E)."""
    out = np.empty(pred.shape[0], np.int64)
    for e in range(pred.shape[0]):
        a, c = own[pred[e]], calendar[e]
        if a == c:
            out[e] = limits[e] - now[e]
        else:
            last = work_at(t, c, start_of(t, a, limits[e]))
            out[e] = last - work_at(t, c, start_of(t, a, now[e]))
    return out
