"""Calendars as MSPDI."""

from collections.abc import Sequence

from lxml import etree

from kaname.exchange.calendar_shifts import STANDARD_WEEK
from kaname.exchange.document import Calendar, CalendarException, Recurrence, Shifts
from kaname.exchange.mspdi.writing.elements import Value, add, element, first_moment, last_moment, time_of

_NUMBERS = (2, 3, 4, 5, 6, 7, 1)  # Monday first
_KINDS = {"daily": 7, "yearly_day": 2, "yearly_nth": 3, "monthly_day": 4, "monthly_nth": 5, "weekly": 6}
_ITEMS = {7: 0, 8: 1, 9: 2, 6: 3, 0: 4, 1: 5, 2: 6, 3: 7, 4: 8, 5: 9}


def write_calendars(root: etree._Element, calendars: Sequence[Calendar]) -> None:
    """Add the calendars, base calendars and derived ones alike."""
    parent = element("Calendars", root)
    for calendar in calendars:
        _write_calendar(element("Calendar", parent), calendar)


def _write_calendar(node: etree._Element, calendar: Calendar) -> None:
    derived = calendar.base_id is not None
    add(
        node,
        [
            ("UID", calendar.id),
            ("Name", calendar.name),
            ("IsBaseCalendar", not derived),
            ("BaseCalendarUID", calendar.base_id or "-1"),
        ],
    )
    week = calendar.week if derived else [s if s is not None else STANDARD_WEEK[i] for i, s in enumerate(calendar.week)]
    _write_week(node, week)
    if calendar.exceptions:
        exceptions = element("Exceptions", node)
        for exception in calendar.exceptions:
            _write_exception(element("Exception", exceptions), exception)
    if calendar.work_weeks:
        weeks = element("WorkWeeks", node)
        for work_week in calendar.work_weeks:
            part = element("WorkWeek", weeks)
            add(
                element("TimePeriod", part),
                [("FromDate", first_moment(work_week.first)), ("ToDate", last_moment(work_week.last))],
            )
            add(part, [("Name", work_week.name)])
            _write_week(part, work_week.week)


def _write_week(node: etree._Element, week: Sequence[Shifts | None]) -> None:
    days = sorted((_NUMBERS[i], shifts) for i, shifts in enumerate(week) if shifts is not None)
    if not days:
        return
    parent = element("WeekDays", node)
    for number, shifts in days:
        day = element("WeekDay", parent)
        add(day, [("DayType", number)])
        _write_shifts(day, shifts)


def _write_shifts(node: etree._Element, shifts: Shifts) -> None:
    add(node, [("DayWorking", bool(shifts))])
    if shifts:
        times = element("WorkingTimes", node)
        for first, last in shifts:
            add(element("WorkingTime", times), [("FromTime", time_of(first)), ("ToTime", time_of(last))])


def _write_exception(node: etree._Element, exception: CalendarException) -> None:
    rule = exception.recurrence
    occurrences = rule.occurrences if rule else (exception.last - exception.first).days + 1
    add(node, [("EnteredByOccurrences", bool(rule and rule.occurrences))])
    period = element("TimePeriod", node)
    add(period, [("FromDate", first_moment(exception.first)), ("ToDate", last_moment(exception.last))])
    add(node, [("Occurrences", occurrences), ("Name", exception.name or None)])
    add(node, _rule(rule) if rule else [("Type", 1)])
    _write_shifts(node, exception.shifts)


def _rule(rule: Recurrence) -> list[tuple[str, Value]]:
    """Return the elements of a rule; None for those that its kind does not have."""
    nth = rule.kind.endswith("_nth")
    yearly = rule.kind.startswith("yearly")
    bits = sum(1 << ((day + 1) % 7) for day in rule.weekdays)
    return [
        ("Type", 8 if rule.workdays_only else _KINDS[rule.kind]),
        ("Period", None if yearly else rule.every),
        ("DaysOfWeek", bits if rule.kind == "weekly" else None),
        ("MonthItem", _ITEMS.get(rule.nth_weekday, 0) if nth else None),
        ("MonthPosition", rule.nth - 1 if nth else None),
        ("Month", rule.month - 1 if yearly else None),
        ("MonthDay", rule.day if rule.kind.endswith("_day") else None),
    ]
