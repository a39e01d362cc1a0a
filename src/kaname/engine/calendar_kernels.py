"""The two conversions of working time, as Numba functions over the tape of a set of compiled calendars.

``t`` is :attr:`kaname.engine.calendars.CalendarTables.tape` (its layout is described there), ``c`` the calendar's row.
Each is O(1): one look-up of the week, then of a shift in its pattern. The first two steps from a bucket to the entry
sought are additions of a comparison, not branches: in a random network every guess of a branch would be lost. Row 0 is
continuous: work equals the instant; every other begins with the horizon, at work 0.
"""

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True, _nrt=False)
def _word(t: Any, i: int) -> Any:
    """Return a word of the tape; an unsigned index spares the question whether it counts from the end."""
    return t[np.uint64(i)]


@njit(cache=True, nogil=True, _nrt=False)
def work_at(t: Any, c: int, instant: int) -> Any:
    """Return the work done before an instant."""
    if c == 0:
        return instant
    rest = instant - t[0]
    if rest < 0:
        return rest
    row = t[4] + c * (t[2] + 1) * 2
    if rest >= t[2] * 7 * t[1]:
        return _word(t, row + t[2] * 2) + (rest - t[2] * 7 * t[1])
    number = (rest * t[7]) >> 46
    week = row + number * 2
    rest -= number * 7 * t[1]
    i = _word(t, _word(t, week + 1) + 15 + (rest >> t[8]))
    i += 2 * (np.int64(_word(t, i + 2) <= rest) + np.int64(_word(t, i + 4) <= rest))
    while _word(t, i + 2) <= rest:
        i += 2
    done = _word(t, i + 1)
    return _word(t, week) + done + min(rest - _word(t, i), _word(t, i + 3) - done)


@njit(cache=True, nogil=True, _nrt=False)
def finish_of(t: Any, c: int, work: int) -> Any:
    """Return the earliest instant with that much work before it."""
    if c == 0:
        return work
    if work <= 0:
        return t[0] + work
    row = t[4] + c * (t[2] + 1) * 2
    total = _word(t, row + t[2] * 2)
    if work > total:
        return t[0] + t[2] * 7 * t[1] + (work - total)
    at = row + 2 * _word(t, t[5] + c * t[10] + (work >> _word(t, t[6] + c)))
    later = _word(t, at + 2) < work
    at += 2 * (np.int64(later) + np.int64(later & (_word(t, at + 4) < work)))
    while _word(t, at + 2) < work:
        at += 2
    rest = work - _word(t, at)
    i = _word(t, _word(t, at + 1) + t[11] + (rest >> t[9]))
    i += 2 * (np.int64(_word(t, i + 3) < rest) + np.int64(_word(t, i + 5) < rest))
    while _word(t, i + 3) < rest:
        i += 2
    return t[0] + ((at - row) >> 1) * 7 * t[1] + _word(t, i) + (rest - _word(t, i + 1))


@njit(cache=True, nogil=True, _nrt=False)
def start_of(t: Any, c: int, work: int) -> Any:
    """Return the latest instant with that much work before it."""
    if c == 0:
        return work
    if work < 0:
        return t[0] + work
    row = t[4] + c * (t[2] + 1) * 2
    total = _word(t, row + t[2] * 2)
    if work >= total:
        return t[0] + t[2] * 7 * t[1] + (work - total)
    at = row + 2 * _word(t, t[5] + c * t[10] + (work >> _word(t, t[6] + c)))
    later = _word(t, at + 2) <= work
    at += 2 * (np.int64(later) + np.int64(later & (_word(t, at + 4) <= work)))
    while _word(t, at + 2) <= work:
        at += 2
    rest = work - _word(t, at)
    i = _word(t, _word(t, at + 1) + t[11] + (rest >> t[9]))
    i += 2 * (np.int64(_word(t, i + 3) <= rest) + np.int64(_word(t, i + 5) <= rest))
    while _word(t, i + 3) <= rest:
        i += 2
    return t[0] + ((at - row) >> 1) * 7 * t[1] + _word(t, i) + (rest - _word(t, i + 1))
