"""Which instant a finish is shown at: the evening of the work, but never one before the plan begins."""

from typing import Any

from kaname.engine.calendar_kernels import finish_of, start_of
from kaname.engine.jit import njit


@njit(cache=True, nogil=True)
def end_of(t: Any, begin: int, calendar: int, work: int) -> Any:
    """Return the instant at which work ends: ``t`` the calendars' tape, ``begin`` the plan's first instant.

    A milestone before all work ends where the plan begins, not on the evening before.
    """
    end = finish_of(t, calendar, work)
    if end < begin:
        morning = start_of(t, calendar, work)
        if morning >= begin:
            return morning
    return end


@njit(cache=True, nogil=True)
def last_end(t: Any, begin: int, calendar: Any, rows: Any, finish: Any) -> Any:
    """Return the last of the instants at which rows end; at least one row. O(rows)."""
    last = end_of(t, begin, calendar[rows[0]], finish[rows[0]])
    for row in rows:
        last = max(last, end_of(t, begin, calendar[row], finish[row]))
    return last
