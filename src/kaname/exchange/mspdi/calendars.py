"""Calendars of MSPDI: weeks, exceptions of both styles, work weeks, derived calendars."""

from collections.abc import Container
from datetime import date

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.calendar_bases import base_cycles
from kaname.exchange.calendar_shifts import STANDARD_SHIFTS, STANDARD_WEEK, WHOLE_DAY, join_shifts
from kaname.exchange.document import Calendar, CalendarException, Shifts, WorkWeek
from kaname.exchange.mspdi.exceptions import read_recurrence
from kaname.exchange.mspdi.values import Row, child, children


def read_calendars(root: etree._Element, problems: list[Diagnostic], left_out: dict[str, int]) -> list[Calendar]:
    """Return the file's calendars; of several with one id the first, and dangling bases are left out."""
    known: dict[str, Calendar] = {}
    for element in children(child(root, "Calendars"), "Calendar"):
        calendar = _read_calendar(element, problems, left_out)
        if calendar.id in known:
            problems.append(warning("mspdi-repeated-uid", f"Calendar {calendar.id}", kind="Calendar"))
        known.setdefault(calendar.id, calendar)
    calendars = list(known.values())
    for calendar in calendars:
        _check_base(calendar, known.keys(), problems)
    problems.extend(base_cycles(calendars))
    return calendars


def _read_calendar(element: etree._Element, problems: list[Diagnostic], left_out: dict[str, int]) -> Calendar:
    row = Row(element, "Calendar", problems)
    row.leave_out(_KEPT, left_out)
    base = None if row.flag("IsBaseCalendar") else row.reference("BaseCalendarUID")
    days, weeks = children(child(element, "WeekDays"), "WeekDay"), children(child(element, "WorkWeeks"), "WorkWeek")
    week = read_week(days, row, derived=base is not None)
    styled = child(element, "Exceptions")
    exceptions = (
        [read_exception(e, row) for e in children(styled, "Exception")]
        if styled is not None and len(styled)
        else [read_exception(day, row) for day in days if _text(day, "DayType") == "0"]
    )
    return Calendar(
        id=row.text("UID"),
        name=row.text("Name"),
        week=week,
        base_id=base,
        exceptions=[e for e in exceptions if e is not None],
        work_weeks=[w for w in (_read_work_week(e, row) for e in weeks) if w is not None],
        always_working=all(shifts == WHOLE_DAY for shifts in week),
    )


def read_week(days: list[etree._Element], row: Row, derived: bool) -> tuple[Shifts | None, ...]:
    """Return the week's shifts, Monday first; None where a derived calendar leaves the day to its base."""
    week: list[Shifts | None] = [None] * 7 if derived else list(STANDARD_WEEK)
    for day in days:
        number = _text(day, "DayType")
        if number in _DAYS:
            week[_DAYS[number]] = read_shifts(day, row)
        elif number != "0":
            row.problems.append(
                warning("mspdi-unknown-choice", row.subject, field="DayType", value=number, expected=list(range(8)))
            )
    return tuple(week)


def read_shifts(day: etree._Element, row: Row) -> Shifts:
    """Return the shifts of a week day or exception, ordered and joined; none if it is not a working day.

    A working day of which no time can be read works the usual hours, as one without times does.
    """
    if _text(day, "DayWorking") not in ("1", "true"):
        return ()
    times = children(child(day, "WorkingTimes"), "WorkingTime")
    if not times:
        return STANDARD_SHIFTS
    shifts: list[tuple[int, int]] = []
    before = len(row.problems)
    for time in times:
        shifts.extend(_read_shift(time, row))
    return STANDARD_SHIFTS if not shifts and len(row.problems) > before else join_shifts(shifts)


def read_exception(element: etree._Element, calendar: Row) -> CalendarException | None:
    """Return one exception of either style; None if its dates cannot be used (a problem is noted)."""
    first, last = _period(element, calendar)
    if first is None or last is None:
        return None
    if last < first:
        calendar.problems.append(
            warning("calendar-exception-backwards", calendar.subject, first=first.isoformat(), last=last.isoformat())
        )
        return None
    return CalendarException(
        first=first,
        last=last,
        shifts=read_shifts(element, calendar),
        name=_text(element, "Name"),
        recurrence=read_recurrence(element, calendar),
    )


def _read_work_week(element: etree._Element, calendar: Row) -> WorkWeek | None:
    """Return one work week; None if its dates cannot be read: without an end it would rule the calendar for ever."""
    before = len(calendar.problems)
    first, last = _period(element, calendar)
    if len(calendar.problems) > before:
        return None
    days = children(child(element, "WeekDays"), "WeekDay")
    return WorkWeek(
        first=first or date.min,
        last=last or date.max,
        week=read_week(days, calendar, derived=True),
        name=_text(element, "Name"),
    )


def _period(element: etree._Element, calendar: Row) -> tuple[date | None, date | None]:
    period = child(element, "TimePeriod")
    if period is None:
        calendar.problems.append(warning("mspdi-exception-without-dates", calendar.subject))
        return None, None
    row = Row(period, calendar.subject, calendar.problems)
    return row.day("FromDate"), row.day("ToDate")


def _read_shift(time: etree._Element, row: Row) -> list[tuple[int, int]]:
    first, last = _minute(_text(time, "FromTime")), _minute(_text(time, "ToTime"))
    if first is None or last is None:
        if _text(time, "FromTime") or _text(time, "ToTime"):
            value = f"{_text(time, 'FromTime')} - {_text(time, 'ToTime')}"
            row.problems.append(warning("mspdi-unreadable-time", row.subject, line=time.sourceline, value=value[:80]))
        return []
    last = last or 1440
    if last <= first:
        value = f"{_text(time, 'FromTime')} - {_text(time, 'ToTime')}"
        row.problems.append(warning("calendar-shift-backwards", row.subject, value=value))
        return []
    return [(first, last)]


def _minute(text: str) -> int | None:
    """Return the minute of the day of "08:00:00" (or of a whole date and time); None if unreadable."""
    hours, _, rest = text.rpartition("T")[2].partition(":")
    minutes = rest.partition(":")[0]
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 25 and int(minutes) < 60):
        return None
    return min(int(hours) * 60 + int(minutes), 1440)


def _text(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""


def _check_base(calendar: Calendar, known: Container[str], problems: list[Diagnostic]) -> None:
    if calendar.base_id is not None and calendar.base_id not in known:
        problems.append(warning("mspdi-dangling-calendar", f"Calendar {calendar.id}", value=calendar.base_id))
        calendar.base_id = None
        calendar.week = tuple(
            shifts if shifts is not None else (STANDARD_SHIFTS if day < 5 else ())
            for day, shifts in enumerate(calendar.week)
        )


_DAYS = {"1": 6, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_KEPT = frozenset(("UID", "Name", "IsBaseCalendar", "IsBaselineCalendar", "BaseCalendarUID", "GUID"))
