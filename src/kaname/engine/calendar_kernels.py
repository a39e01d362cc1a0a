"""The two conversions of working time, as Numba functions over :class:`kaname.engine.calendars.CalendarTables`.

``t`` is the tables, ``c`` the calendar's row. Each is O(1): one look-up of the day, then the few shifts of that day.
Called from Python they cost a microsecond; kernels inline them.
"""

from typing import Any

from numba import njit


@njit(cache=True, nogil=True)
def work_at(t: Any, c: int, instant: int) -> int:
    """Return the work done before an instant."""
    if c == 0:
        return instant
    day = (instant - t.first) // t.day_ticks
    days = t.pattern.shape[1]
    if day < 0:
        return t.before[c, 0] + (instant - t.first)
    if day >= days:
        return t.before[c, days] + (instant - t.first - days * t.day_ticks)
    rest = instant - t.first - day * t.day_ticks
    done = t.before[c, day]
    p = t.pattern[c, day]
    for i in range(t.pointer[p], t.pointer[p + 1]):
        if rest <= t.opens[i]:
            break
        done += min(rest, t.closes[i]) - t.opens[i]
    return done


@njit(cache=True, nogil=True)
def finish_of(t: Any, c: int, work: int) -> int:
    """Return the earliest instant with that much work before it."""
    if c == 0:
        return work
    days = t.pattern.shape[1]
    before = t.before[c]
    if work <= before[0]:
        return t.first - (before[0] - work)
    if work > before[days]:
        return t.first + days * t.day_ticks + (work - before[days])
    day = t.bucket[c, min((work - before[0]) // t.width[c], days + 1)]
    while before[day + 1] < work:
        day += 1
    rest = work - before[day]
    p = t.pattern[c, day]
    i = t.pointer[p + 1] - 1
    while t.worked[i] >= rest:
        i -= 1
    return t.first + day * t.day_ticks + t.opens[i] + (rest - t.worked[i])


@njit(cache=True, nogil=True)
def start_of(t: Any, c: int, work: int) -> int:
    """Return the latest instant with that much work before it."""
    if c == 0:
        return work
    days = t.pattern.shape[1]
    before = t.before[c]
    if work < before[0]:
        return t.first - (before[0] - work)
    if work >= before[days]:
        return t.first + days * t.day_ticks + (work - before[days])
    day = t.bucket[c, min((work - before[0]) // t.width[c], days + 1)]
    while before[day + 1] <= work:
        day += 1
    rest = work - before[day]
    p = t.pattern[c, day]
    i = t.pointer[p + 1] - 1
    while t.worked[i] > rest:
        i -= 1
    return t.first + day * t.day_ticks + t.opens[i] + (rest - t.worked[i])
