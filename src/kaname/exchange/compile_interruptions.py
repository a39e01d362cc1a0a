"""Split activities: the working time in which nobody works lengthens their span.

A file that keeps a work contour drawn by hand but not where its amounts pause (MSPDI saved without them) still tells
how far the work was stretched: by the length of its assignments. That length is input, as the contour is; where it lies
is not.
"""

from collections.abc import Mapping
from datetime import datetime

from kaname.engine.calendar_kernels import work_at
from kaname.engine.calendars import CalendarTables
from kaname.engine.days import instant_of
from kaname.exchange.compile_activities import ActivityColumns
from kaname.exchange.document import Activity, Assignment


def add_interruptions(
    columns: ActivityColumns, assignments: Mapping[str, list[Assignment]], tables: CalendarTables
) -> None:
    """Add the interruptions of split activities to their durations and, where still to come, to what remains.

    The interruptions move with the activity: they are kept as working time from its start. O(splits).
    """
    duration, remaining = columns.values["duration"], columns.values.get("remaining")
    for row, activity in enumerate(columns.activities):
        calendar = int(columns.values["calendar"][row])
        if not activity.splits:
            stretch = _stretch(activity, assignments.get(activity.id, []), calendar, tables)
            if stretch > duration[row] >= 0:
                duration[row] = stretch
                if remaining is not None:
                    remaining[row] = stretch
            continue
        duration[row] += _working_time(activity, None, calendar, tables)
        if remaining is not None:
            after = activity.resume if activity.actual_start is not None else None
            remaining[row] += _working_time(activity, after, calendar, tables)


def _working_time(activity: Activity, after: datetime | None, calendar: int, tables: CalendarTables) -> int:
    """Return the working ticks of the interruptions that begin after an instant."""
    total = 0
    for start, finish in activity.splits:
        if after is None or start >= after:
            ends = (work_at(tables.tape, calendar, instant_of(d, tables.resolution)) for d in (start, finish))
            first, last = ends
            total += int(last) - int(first)
    return total


def _stretch(activity: Activity, assignments: list[Assignment], calendar: int, tables: CalendarTables) -> int:
    """Return how long the longest hand-drawn assignment lasts of an activity that has not started; 0 if none."""
    if activity.actual_start is not None or activity.elapsed:
        return 0
    longest = 0
    for a in assignments:
        if a.contour == "contoured" and a.start is not None and a.finish is not None:
            ends = [work_at(tables.tape, calendar, instant_of(d, tables.resolution)) for d in (a.start, a.finish)]
            longest = max(longest, int(ends[1]) - int(ends[0]))
    return longest
