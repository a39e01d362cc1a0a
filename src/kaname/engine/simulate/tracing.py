"""Kernels that follow the longest path back from the finish and add up what durations have to do with it."""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.calendar_kernels import work_at
from kaname.engine.simulate.columns import FF, FS, SS
from kaname.engine.simulate.passing import asked
from kaname.engine.simulate.streams import LANES

_PARTS = 16
_I8, _I32 = np.int8, np.int32


@njit(cache=True, nogil=True)
def _tight(p: Any, s: Any, i: int, e: int) -> None:
    """Mark the predecessor of a plain relation in the lanes where it holds a critical place."""
    q, lag, kind = p.pred[e], p.lag[e], p.kind[e]
    if kind == FS:
        for lane in range(LANES):
            holds = _I32(s.finish[q, lane] + lag) == s.base[i, lane]
            s.critical[q, lane] |= s.critical[i, lane] & _I8(holds)
    elif kind == SS:
        for lane in range(LANES):
            holds = _I32(s.base[q, lane] + lag) == s.base[i, lane]
            s.critical[q, lane] |= s.critical[i, lane] & _I8(holds)
    elif kind == FF:
        for lane in range(LANES):
            holds = _I32(_I32(s.finish[q, lane] + lag) - s.duration[i, lane]) == s.base[i, lane]
            s.critical[q, lane] |= s.critical[i, lane] & _I8(holds)
    else:
        for lane in range(LANES):
            holds = _I32(_I32(s.base[q, lane] + lag) - s.duration[i, lane]) == s.base[i, lane]
            s.critical[q, lane] |= s.critical[i, lane] & _I8(holds)


@njit(cache=True, nogil=True)
def _start_from_end(p: Any, s: Any, i: int, valid: int) -> int:
    """Mark the lanes in which the place is the last to finish; return in how many lanes the place is critical."""
    if p.ends[i]:
        cal = p.calendar[i]
        for lane in range(valid):
            s.critical[i, lane] |= _I8(np.int64(s.finish[i, lane]) == s.latest[cal, lane])
    marked = 0
    for lane in range(LANES):
        marked += s.critical[i, lane]
    return marked


@njit(cache=True, nogil=True)
def trace(p: Any, c: Any, s: Any, tally: Any, valid: int) -> None:
    """Mark, in each of the first ``valid`` lanes, the places on a longest path to the finish, and count them.

    A place is on a longest path when it finishes last, or when a relation asks of a place on a longest path exactly the
    base that it has. Places that the lane's branch leaves out pass the mark on and are not counted. O(V + E) a lane.
    """
    s.critical[:] = 0
    for i in range(p.node.shape[0] - 1, -1, -1):
        marked = _start_from_end(p, s, i, valid)
        if marked == 0:
            continue
        if c.branch[i] < 0:
            tally.critical[i] += marked
        else:
            for lane in range(valid):
                u = s.branch[c.branch[i], lane]
                there = c.branch_low[i] <= u and u < c.branch_high[i]
                tally.critical[i] += s.critical[i, lane] if there else _I8(0)
        for e in range(p.pointer[i], p.pointer[i + 1]):
            if p.plain[e]:
                _tight(p, s, i, e)
            else:
                for lane in range(valid):
                    if s.critical[i, lane] and asked(p, s, i, e, lane) == s.base[i, lane]:
                        s.critical[p.pred[e], lane] = _I8(1)


@njit(cache=True, nogil=True)
def tally_durations(p: Any, c: Any, s: Any, tally: Any, valid: int, ask: Any) -> None:
    """Add d, d*d and d*F of every place that varies; F is work on calendar ``ask[4]`` beyond ``ask[2]``, divided by
    2**``ask[3]`` so that no sum overflows."""
    late = np.empty(LANES, np.int64)
    for lane in range(LANES):
        late[lane] = (work_at(p.tape, ask[4], s.last[0, lane]) - ask[2]) >> ask[3]
    for i in range(p.node.shape[0]):
        if c.item[i] < 0 and c.effect_pointer[i + 1] == c.effect_pointer[i] and c.branch[i] < 0:
            continue
        whole = np.int64(p.whole[i])
        d_sum, square, product = np.int64(0), np.int64(0), np.int64(0)
        for lane in range(valid):
            d = np.int64(s.duration[i, lane]) - whole
            d_sum += d
            square += d * d
            product += d * late[lane]
        tally.sums[i, 0] += d_sum
        tally.sums[i, 1] += square
        tally.sums[i, 2] += product
