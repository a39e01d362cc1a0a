"""What a calendar of a document works on one day, and between two instants: before anything is compiled."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from kaname.exchange.document import Calendar, Shifts

LONGEST = timedelta(days=366 * 30)
"""Longer spans are not counted day by day."""


def minutes_between(
    calendar: Calendar, calendars: Mapping[str, Calendar], start: datetime, finish: datetime
) -> float | None:
    """Return the working minutes between two instants; None beyond thirty years. O(days of the span).

    Recurring exceptions are not looked at.
    """
    if finish - start > LONGEST:
        return None
    total, day = 0.0, start.date()
    while day <= finish.date():
        midnight = datetime.combine(day, time())
        first, last = ((moment - midnight).total_seconds() / 60 for moment in (start, finish))
        for begins, ends in shifts_of(calendar, calendars, day):
            total += max(0.0, min(ends, last) - max(begins, first))
        day += timedelta(days=1)
    return total


def shifts_of(calendar: Calendar, calendars: Mapping[str, Calendar], day: date) -> Shifts:
    """Return the shifts of one day: an exception of the calendar or a base, else a work week, else the week."""
    chain: list[Calendar] = []
    current: Calendar | None = calendar
    while current is not None and current not in chain:
        chain.append(current)
        current = calendars.get(current.base_id or "")
    for calendar in chain:
        for exception in calendar.exceptions:
            if exception.recurrence is None and exception.first <= day <= exception.last:
                return exception.shifts
    for calendar in chain:
        own = _pattern(calendar, day)
        if own is not None:
            return own
    return ()


def _pattern(calendar: Calendar, day: date) -> Shifts | None:
    for week in calendar.work_weeks:
        if week.first <= day <= week.last and week.week[day.weekday()] is not None:
            return week.week[day.weekday()]
    return calendar.week[day.weekday()]
