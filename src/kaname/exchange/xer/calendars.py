"""Calendars of XER."""

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.calendar_bases import base_cycles
from kaname.exchange.calendar_shifts import STANDARD_SHIFTS, STANDARD_WEEK, join_shifts
from kaname.exchange.document import Calendar, CalendarException, Shifts
from kaname.exchange.xer.calendar_data import Node, day_of, parse, times
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row


def read_calendars(tables: Tables, problems: list[Diagnostic]) -> list[Calendar]:
    """Return the calendars; a calendar that cannot be read works the standard week, with a warning."""
    found: dict[str, Calendar] = {}
    for values in tables.of("CALENDAR"):
        row = Row(values, f"CALENDAR {values.get('clndr_id', '')}", problems)
        calendar = _read_calendar(row)
        if calendar.id in found:
            problems.append(warning("xer-duplicate-calendar", row.subject, name=calendar.name))
        found.setdefault(calendar.id, calendar)
    for calendar in found.values():
        if calendar.base_id is not None and calendar.base_id not in found:
            problems.append(
                warning(
                    "xer-dangling-reference", f"CALENDAR {calendar.id}", field="base_clndr_id", value=calendar.base_id
                )
            )
            calendar.base_id = None
    problems.extend(base_cycles(list(found.values())))
    return list(found.values())


def _read_calendar(row: Row) -> Calendar:
    calendar = Calendar(
        id=row.text("clndr_id"),
        name=row.text("clndr_name"),
        week=STANDARD_WEEK,
        base_id=row.reference("base_clndr_id"),
        minutes_per_day=row.minutes("day_hr_cnt"),
    )
    top = parse(row.values.get("clndr_data", ""))
    days = top.find("DaysOfWeek") if top is not None else None
    if top is None or days is None or not days.parts:
        row.problems.append(warning("xer-calendar-unreadable", row.subject, name=calendar.name))
        return calendar
    calendar.week = _read_week(days, row)
    calendar.exceptions = _read_exceptions(top.find("Exceptions"), row)
    plain = not calendar.exceptions and calendar.base_id is None  # around the clock, but for holidays
    calendar.always_working = plain and all(shifts == ((0, 1440),) for shifts in calendar.week)
    return calendar


def _read_week(days: Node, row: Row) -> tuple[Shifts, ...]:
    """Return the week, Monday first; a shift over midnight goes on the next day."""
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for day in days.parts:
        if day.name not in _DAYS:
            continue
        number = _DAYS[day.name]
        for start, finish in _shifts(day, row):
            week[number].append((start, min(finish, 1440)))
            if finish > 1440:
                week[(number + 1) % 7].append((0, finish - 1440))
    return tuple(join_shifts(shifts) for shifts in week)


def _read_exceptions(node: Node | None, row: Row) -> list[CalendarException]:
    found = []
    for part in node.parts if node is not None else ():
        day = day_of(part)
        if day is None:
            value = part.attributes.get("d", "")[:80]
            row.problems.append(
                warning("xer-unreadable-date", row.subject, line=row.values.line, field="Exceptions", value=value)
            )
            continue
        shifts = join_shifts([(start, min(finish, 1440)) for start, finish in _shifts(part, row)])
        found.append(CalendarException(day, day, shifts))
    return sorted(found, key=lambda exception: exception.first)


def _shifts(node: Node, row: Row) -> list[tuple[int, int]]:
    """Return the shifts of a day; where one cannot be read, the usual ones of a working day."""
    found = times(node)
    if found is None:
        value = ", ".join("-".join(part.attributes.values()) for part in node.parts)[:80]
        row.problems.append(warning("xer-unreadable-time", row.subject, line=row.values.line, value=value))
        return list(STANDARD_SHIFTS)
    return found


_DAYS = {"1": 6, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
