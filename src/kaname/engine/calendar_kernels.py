"""The two conversions of working time, as Numba functions over the tape of a set of compiled calendars.

``t`` is :attr:`kaname.engine.calendars.CalendarTables.tape` (its layout is described there), ``c`` the calendar's row.
Each is O(1): one look-up of the week, then its seven days and the few shifts of one of them. Row 0 is continuous: work
equals the instant.
"""

from typing import Any

from numba import njit


@njit(cache=True, nogil=True)
def work_at(t: Any, c: int, instant: int) -> Any:
    """Return the work done before an instant."""
    if c == 0:
        return instant
    rest = instant - t[0]
    row = t[4] + c * (t[2] + 1) * 2
    if rest < 0:
        return t[row] + rest
    if rest >= t[2] * 7 * t[1]:
        return t[row + t[2] * 2] + (rest - t[2] * 7 * t[1])
    week = (rest * t[7]) >> 46
    rest -= week * 7 * t[1]
    day = (rest * t[8]) >> 46
    rest -= day * t[1]
    pattern = t[row + week * 2 + 1]
    done = t[row + week * 2] + t[pattern + day]
    p = t[pattern + 8 + day]
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
    weeks = t[2]
    row = t[4] + c * (weeks + 1) * 2
    gone = work - t[row]
    if gone <= 0:
        return t[0] + gone
    if work > t[row + weeks * 2]:
        return t[0] + weeks * 7 * t[1] + (work - t[row + weeks * 2])
    week = t[t[5] + c * t[9] + (gone >> t[t[6] + c])]
    while t[row + week * 2 + 2] < work:
        week += 1
    rest = work - t[row + week * 2]
    pattern = t[row + week * 2 + 1]
    day = 0
    while t[pattern + day + 1] < rest:
        day += 1
    rest -= t[pattern + day]
    p = t[pattern + 8 + day]
    i = p + t[p] * 3 - 2
    while t[i + 2] >= rest:
        i -= 3
    return t[0] + (week * 7 + day) * t[1] + t[i] + (rest - t[i + 2])


@njit(cache=True, nogil=True)
def start_of(t: Any, c: int, work: int) -> Any:
    """Return the latest instant with that much work before it."""
    if c == 0:
        return work
    weeks = t[2]
    row = t[4] + c * (weeks + 1) * 2
    gone = work - t[row]
    if gone < 0:
        return t[0] + gone
    if work >= t[row + weeks * 2]:
        return t[0] + weeks * 7 * t[1] + (work - t[row + weeks * 2])
    week = t[t[5] + c * t[9] + (gone >> t[t[6] + c])]
    while t[row + week * 2 + 2] <= work:
        week += 1
    rest = work - t[row + week * 2]
    pattern = t[row + week * 2 + 1]
    day = 0
    while t[pattern + day + 1] <= rest:
        day += 1
    rest -= t[pattern + day]
    p = t[pattern + 8 + day]
    i = p + t[p] * 3 - 2
    while t[i + 2] > rest:
        i -= 3
    return t[0] + (week * 7 + day) * t[1] + t[i] + (rest - t[i + 2])
