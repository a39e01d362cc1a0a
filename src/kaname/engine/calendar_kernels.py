"""The two conversions of working time, as Numba functions over the tape of a set of compiled calendars.

``t`` is :attr:`kaname.engine.calendars.CalendarTables.tape` (its layout is described there), ``c`` the calendar's row.
Each is O(1): one look-up of the week, then of a shift in its pattern. The first two steps from a bucket to the entry
sought are additions of a comparison, not branches: in a random network every guess of a branch would be lost.
Row 0 is continuous: work equals the instant; every other begins with the horizon, at work 0.
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit

_LOW_BITS = 28
_LOW = (1 << _LOW_BITS) - 1


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _word(t: Any, i: int) -> Any:
    """Return a word of the tape; an unsigned index spares the question whether it counts from the end."""
    return t[np.uint64(i)]


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def work_at(t: Any, c: int, instant: int) -> Any:
    """Return the work done before an instant."""
    if c == 0:
        return instant
    rest = instant - t[0]
    if rest < 0:
        return rest
    row = t[4] + c * (t[2] + 3)
    if rest >= t[2] * 7 * t[1]:
        return (_word(t, row + t[2]) >> _LOW_BITS) + (rest - t[2] * 7 * t[1])
    number = (rest * t[7]) >> 46
    week = _word(t, row + number)
    rest -= number * 7 * t[1]
    i = _word(t, (week & _LOW) + 15 + (rest >> t[8]))
    bound = (rest + 1) << _LOW_BITS
    i += np.int64(_word(t, i + 1) < bound) + np.int64(_word(t, i + 2) < bound)
    while _word(t, i + 1) < bound:
        i += 1
    shift, follow = _word(t, i), _word(t, i + 1)
    done = shift & _LOW
    return (week >> _LOW_BITS) + done + min(rest - (shift >> _LOW_BITS), (follow & _LOW) - done)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def finish_of(t: Any, c: int, work: int) -> Any:
    """Return the earliest instant with that much work before it."""
    if c == 0:
        return work
    if work <= 0:
        return t[0] + work
    if work > _word(t, t[4] + c * (t[2] + 3) + t[2]) >> _LOW_BITS:
        return _beyond(t, c, work)
    return _instant(t, c, work, 0)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def start_of(t: Any, c: int, work: int) -> Any:
    """Return the latest instant with that much work before it."""
    if c == 0:
        return work
    if work < 0:
        return t[0] + work
    if work >= _word(t, t[4] + c * (t[2] + 3) + t[2]) >> _LOW_BITS:
        return _beyond(t, c, work)
    return _instant(t, c, work, 1)


@njit(cache=True, nogil=True, _nrt=False)
def _beyond(t: Any, c: int, work: int) -> Any:
    """Return the instant of work that ends behind the horizon."""
    return t[0] + t[2] * 7 * t[1] + (work - (_word(t, t[4] + c * (t[2] + 3) + t[2]) >> _LOW_BITS))


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def _instant(t: Any, c: int, work: int, more: int) -> Any:
    """Return where the last tick of work ended (``more`` 0) or the next one begins (1), inside the horizon."""
    row = t[4] + c * (t[2] + 3)
    at = row + _word(t, t[5] + c * t[10] + (work >> _word(t, t[6] + c)))
    bound = (work + more) << _LOW_BITS
    at += np.int64(_word(t, at + 1) < bound) + np.int64(_word(t, at + 2) < bound)
    while _word(t, at + 1) < bound:
        at += 1
    week = _word(t, at)
    rest = work - (week >> _LOW_BITS)
    i = _word(t, (week & _LOW) + t[11] + (rest >> t[9]))
    bound = (rest + more) << _LOW_BITS
    i += np.int64(_word(t, i + 1) < bound) + np.int64(_word(t, i + 2) < bound)
    while _word(t, i + 1) < bound:
        i += 1
    return t[0] + (at - row) * 7 * t[1] + rest + (_word(t, i) & _LOW)
