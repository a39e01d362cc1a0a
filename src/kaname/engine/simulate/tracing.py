"""Kernels that follow the longest path back from the finish and add up what durations have to do with it."""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import work_at
from kaname.engine.jit import njit
from kaname.engine.simulate import rows
from kaname.engine.simulate.clocks import carry_row
from kaname.engine.simulate.columns import FF, FS, SS
from kaname.engine.simulate.streams import LANES

_PARTS, _AT_START = 16, 2048
_I8 = np.int8

tight, tight_finish, tight_ask, copy_row = rows.tight, rows.tight_finish, rows.tight_ask, rows.copy_row
less_duration, parts_less = rows.less_duration, rows.parts_less


@njit(cache=True, nogil=True)
def _mark_last(critical: Any, i: int, finish: Any, latest: Any, cal: int, valid: int) -> None:
    """Mark the lanes in which the place is the last to finish."""
    for lane in range(valid):
        critical[i, lane] |= _I8(np.int64(finish[i, lane]) == latest[cal, lane])


@njit(cache=True, nogil=True)
def _marked(critical: Any, i: int) -> int:
    """Return in how many lanes a place is marked."""
    count = 0
    for lane in range(LANES):
        count += critical[i, lane]
    return count


@njit(cache=True, nogil=True)
def _there(critical: Any, i: int, branch: Any, b: int, low: Any, high: Any, valid: int) -> int:
    """Return in how many lanes a place is marked and its branch is taken."""
    count: Any = 0
    for lane in range(valid):
        u = branch[b, lane]
        count += critical[i, lane] if low <= u and u < high else _I8(0)
    return int(count)


@njit(cache=True, nogil=True)
def trace(p: Any, s: Any, branches: Any, total: Any, valid: int) -> None:
    """Mark, in each of the first ``valid`` lanes, the places on a longest path to the finish; add them up in ``total``.

    A place is on a longest path when it finishes last, or when a relation asks of a place on a longest path exactly the
    base that it has. Places that the lane's branch leaves out pass the mark on and are not counted. ``branches`` is
    (branch, low, high) by place. O(V + E) a lane at most; unmarked places cost nothing.
    """
    tape, board, calendar, flags, ends, parts, whole = p.tape, p.board, p.calendar, p.flags, p.ends, p.parts, p.whole
    pointer, pred, kind, lag, on, plain = p.pointer, p.pred, p.kind, p.lag, p.lag_calendar, p.plain
    base, finish, duration, ask, critical, latest = s.base, s.finish, s.duration, s.ask, s.critical, s.latest
    branch, low, high = branches
    numbers = s.branch
    critical[:] = 0
    for i in range(calendar.shape[0] - 1, -1, -1):
        if ends[i]:
            _mark_last(critical, i, finish, latest, calendar[i], valid)
        count = _marked(critical, i)
        if count == 0:
            continue
        b = branch[i]
        total[i] += count if b < 0 else _there(critical, i, numbers, b, low[i], high[i], valid)
        for e in range(pointer[i], pointer[i + 1]):
            q, k = pred[e], kind[e]
            if plain[e]:
                if k == FS:
                    tight(critical, i, q, base, finish, lag[e])
                elif k == SS:
                    tight(critical, i, q, base, base, lag[e])
                elif k == FF:
                    tight_finish(critical, i, q, base, finish, lag[e], duration)
                else:
                    tight_finish(critical, i, q, base, base, lag[e], duration)
                continue
            if k & 1:
                copy_row(ask, 0, base, q)
                carry_row(ask, tape, board, calendar[q], True, lag[e], on[e], calendar[i])
            else:
                copy_row(ask, 0, finish, q)
                carry_row(ask, tape, board, calendar[q], flags[q] & _AT_START != 0, lag[e], on[e], calendar[i])
            if k >= FF and flags[i] & _PARTS:
                parts_less(tape, ask, duration, i, parts, whole[i])
            elif k >= FF:
                less_duration(ask, duration, i)
            tight_ask(critical, i, q, base, ask)


@njit(cache=True, nogil=True)
def _sums(sums: Any, i: int, duration: Any, whole: int, late: Any, valid: int) -> None:
    """Add d, d*d and d*F of one place."""
    d_sum, square, product = np.int64(0), np.int64(0), np.int64(0)
    for lane in range(valid):
        d = np.int64(duration[i, lane]) - whole
        d_sum += d
        square += d * d
        product += d * late[lane]
    sums[i, 0] += d_sum
    sums[i, 1] += square
    sums[i, 2] += product


@njit(cache=True, nogil=True)
def tally_durations(p: Any, s: Any, varies: Any, sums: Any, valid: int, ask: Any) -> None:
    """Add d, d*d and d*F of every place that varies; F is work on calendar ``ask[4]`` beyond ``ask[2]``, divided by
    2**``ask[3]`` so that no sum overflows.
    """
    late = np.empty(LANES, np.int64)
    duration, whole, last = s.duration, p.whole, s.last
    for lane in range(LANES):
        late[lane] = (work_at(p.tape, ask[4], last[0, lane]) - ask[2]) >> ask[3]
    for i in range(whole.shape[0]):
        if varies[i]:
            _sums(sums, i, duration, np.int64(whole[i]), late, valid)
