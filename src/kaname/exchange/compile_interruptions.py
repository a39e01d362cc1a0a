"""Split activities: the working time in which nobody works lengthens their span.

A file that keeps a work contour drawn by hand but not where its amounts pause (MSPDI saved without them) still tells
how far the work was stretched: by the length of its assignments. That length is input, as the contour is; where it lies
is not.
"""

from datetime import datetime

from kaname.engine.calendar_kernels import work_at
from kaname.engine.calendars import CalendarTables
from kaname.engine.days import instant_of
from kaname.exchange.compile_activities import ActivityColumns
from kaname.exchange.document import Activity, Assignment, PlanDocument

Spans = list[tuple[datetime, datetime]]


def add_interruptions(columns: ActivityColumns, document: PlanDocument, tables: CalendarTables) -> None:
    """Add the interruptions of split activities to their durations and, where still to come, to what remains.

    The interruptions move with the activity: they are kept as working time from its start. O(activities + amounts).
    """
    drawn: dict[str, list[Assignment]] = {}
    for a in document.assignments:
        if a.contour == "contoured":
            drawn.setdefault(a.activity_id, []).append(a)
    duration, remaining = columns.values["duration"], columns.values.get("remaining")
    for row in [row for row, a in enumerate(columns.activities) if a.splits or a.id in drawn]:
        activity = columns.activities[row]
        calendar = int(columns.values["calendar"][row])
        splits = activity.splits or _pauses(drawn.get(activity.id, []))
        if not splits:
            stretch = _stretch(activity, drawn.get(activity.id, []), calendar, tables)
            if stretch > duration[row] >= 0:
                duration[row] = stretch
                if remaining is not None:
                    remaining[row] = stretch
            continue
        duration[row] += _working_time(splits, None, calendar, tables)
        if remaining is not None:
            after = activity.resume if activity.actual_start is not None else None
            remaining[row] += _working_time(splits, after, calendar, tables)


def _working_time(splits: Spans, after: datetime | None, calendar: int, tables: CalendarTables) -> int:
    """Return the working ticks of the interruptions that begin after an instant."""
    total = 0
    for start, finish in splits:
        if after is None or start >= after:
            ends = (work_at(tables.tape, calendar, instant_of(d, tables.resolution)) for d in (start, finish))
            first, last = ends
            total += int(last) - int(first)
    return total


def _pauses(assignments: list[Assignment]) -> Spans:
    """Return the times between the amounts of hand-drawn assignments in which nobody works, nights and all."""
    busy = sorted(
        (t.start, t.finish)
        for a in assignments
        for t in a.timephased
        if t.kind in ("work", "actual_work", "overtime") and t.value > 0
    )
    found: Spans = []
    until = busy[0][1] if busy else None
    for start, finish in busy:
        if until is not None and start > until:
            found.append((until, start))
        until = finish if until is None else max(until, finish)
    return found


def _stretch(activity: Activity, assignments: list[Assignment], calendar: int, tables: CalendarTables) -> int:
    """Return how long the longest hand-drawn assignment lasts of an activity that has not started; 0 if none."""
    if activity.actual_start is not None or activity.elapsed:
        return 0
    longest = 0
    for a in assignments:
        if not a.timephased and a.start is not None and a.finish is not None:
            ends = [work_at(tables.tape, calendar, instant_of(d, tables.resolution)) for d in (a.start, a.finish)]
            longest = max(longest, int(ends[1]) - int(ends[0]))
    return longest
