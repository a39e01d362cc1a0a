"""The two conversions of working time, as Numba functions over the tape of a set of compiled calendars.

``t`` is :attr:`kaname.engine.calendars.CalendarTables.tape` (its layout is described there), ``c`` the calendar's row.
Each is O(1): one look-up of the week, then of a shift in its pattern. The first two steps from a bucket to the entry
sought are additions of a comparison, not branches: in a random network every guess of a branch would be lost. Row 0 is
continuous: work equals the instant.
"""

from typing import Any

import numpy as np
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
    week = row + ((rest * t[7]) >> 46) * 2
    rest -= ((rest * t[7]) >> 46) * 7 * t[1]
    i = t[t[week + 1] + 15 + (rest >> t[8])]
    i += 2 * (np.int64(t[i + 2] <= rest) + np.int64(t[i + 4] <= rest))
    while t[i + 2] <= rest:
        i += 2
    return t[week] + t[i + 1] + min(rest - t[i], t[i + 3] - t[i + 1])


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
    week = t[t[5] + c * t[10] + (gone >> t[t[6] + c])]
    at = row + week * 2
    one = t[at + 2] < work
    at += 2 * (np.int64(one) + np.int64(one & (t[at + 4] < work)))
    while t[at + 2] < work:
        at += 2
    rest = work - t[at]
    i = t[t[at + 1] + t[11] + (rest >> t[9])]
    i += 2 * (np.int64(t[i + 3] < rest) + np.int64(t[i + 5] < rest))
    while t[i + 3] < rest:
        i += 2
    return t[0] + ((at - row) >> 1) * 7 * t[1] + t[i] + (rest - t[i + 1])


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
    week = t[t[5] + c * t[10] + (gone >> t[t[6] + c])]
    at = row + week * 2
    one = t[at + 2] <= work
    at += 2 * (np.int64(one) + np.int64(one & (t[at + 4] <= work)))
    while t[at + 2] <= work:
        at += 2
    rest = work - t[at]
    i = t[t[at + 1] + t[11] + (rest >> t[9])]
    i += 2 * (np.int64(t[i + 3] <= rest) + np.int64(t[i + 5] <= rest))
    while t[i + 3] <= rest:
        i += 2
    return t[0] + ((at - row) >> 1) * 7 * t[1] + t[i] + (rest - t[i + 1])
