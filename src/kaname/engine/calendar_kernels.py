"""The two conversions of working time, as Numba functions over the tape of a set of compiled calendars.

``t`` is :attr:`kaname.engine.calendars.CalendarTables.tape` (its layout is described there), ``c`` the calendar's row.
Each is O(1): one look-up of the day, then the few shifts of that day. Row 0 is continuous: work equals the instant.
"""

from typing import Any

from numba import njit


@njit(cache=True, nogil=True)
def work_at(t: Any, c: int, instant: int) -> Any:
    """Return the work done before an instant."""
    if c == 0:
        return instant
    rest = instant - t[0]
    days = t[2]
    row = t[4] + c * (days + 1) * 2
    if rest < 0:
        return t[row] + rest
    if rest >= days * t[1]:
        return t[row + days * 2] + (rest - days * t[1])
    day = (rest * t[7]) >> 46
    rest -= day * t[1]
    done = t[row + day * 2]
    p = t[row + day * 2 + 1]
    for i in range(p + 1, p + 1 + t[p] * 3, 3):
        if rest <= t[i]:
            break
        done += min(rest, t[i + 1]) - t[i]
    return done


@njit(cache=True, nogil=True)
def finish_of(t: Any, c: int, work: int) -> Any:
    """Return the earliest instant with that much work before it."""
    if c == 0:
        return work
    days = t[2]
    row = t[4] + c * (days + 1) * 2
    gone = work - t[row]
    if gone <= 0:
        return t[0] + gone
    if work > t[row + days * 2]:
        return t[0] + days * t[1] + (work - t[row + days * 2])
    day = t[t[5] + c * t[8] + (gone >> t[t[6] + c])]
    while t[row + day * 2 + 2] < work:
        day += 1
    rest = work - t[row + day * 2]
    p = t[row + day * 2 + 1]
    i = p + t[p] * 3 - 2
    while t[i + 2] >= rest:
        i -= 3
    return t[0] + day * t[1] + t[i] + (rest - t[i + 2])


@njit(cache=True, nogil=True)
def start_of(t: Any, c: int, work: int) -> Any:
    """Return the latest instant with that much work before it."""
    if c == 0:
        return work
    days = t[2]
    row = t[4] + c * (days + 1) * 2
    gone = work - t[row]
    if gone < 0:
        return t[0] + gone
    if work >= t[row + days * 2]:
        return t[0] + days * t[1] + (work - t[row + days * 2])
    day = t[t[5] + c * t[8] + (gone >> t[t[6] + c])]
    while t[row + day * 2 + 2] <= work:
        day += 1
    rest = work - t[row + day * 2]
    p = t[row + day * 2 + 1]
    i = p + t[p] * 3 - 2
    while t[i + 2] > rest:
        i -= 3
    return t[0] + day * t[1] + t[i] + (rest - t[i + 2])
