"""Split activities: the working time in which nobody works lengthens their span."""

from datetime import datetime

from kaname.engine.calendar_kernels import work_at
from kaname.engine.calendars import CalendarTables
from kaname.engine.days import instant_of
from kaname.exchange.compile_activities import ActivityColumns
from kaname.exchange.document import Activity


def add_interruptions(columns: ActivityColumns, tables: CalendarTables) -> None:
    """Add the interruptions of split activities to their durations and, where still to come, to what remains.

    The interruptions move with the activity: they are kept as working time from its start. O(splits).
    """
    duration, remaining = columns.values["duration"], columns.values.get("remaining")
    for row, activity in enumerate(columns.activities):
        if not activity.splits:
            continue
        calendar = int(columns.values["calendar"][row])
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
