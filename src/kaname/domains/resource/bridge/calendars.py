"""Rows of calendars to the engine's rules and to a document's calendars."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.engine.calendars import DayRules
from kaname.engine.days import Shifts, day_number, days_between
from kaname.engine.holidays_jp import OFFICIAL_LAST, is_official, national_holidays
from kaname.exchange import document as exchange
from kaname.exchange.compile_calendars import rules_of

HOLIDAYS_REACH = (2015, OFFICIAL_LAST + 8)
"""Years that a calendar with national holidays is laid out for; beyond the notice they are forecasts (未確定)."""


def id_of(row: WorkCalendar) -> str:
    """Return the id of a calendar in a document: its file's own, or one that no file has."""
    return row.source_id or f"kaname-{row.pk}"


def document_calendars(rows: Iterable[WorkCalendar]) -> list[exchange.Calendar]:
    """Return calendars as a plan document holds them; ``rows`` with their exceptions, bases among them."""
    first, last = HOLIDAYS_REACH
    around = date(first, 1, 1), date(last, 12, 31)
    return [
        document_calendar(row, row.exceptions.all(), id_of(row), id_of(row.base) if row.base else None, around)
        for row in rows
    ]


def document_calendar(
    row: WorkCalendar,
    exceptions: Iterable[CalendarException],
    calendar_id: str,
    base_id: str | None,
    holidays: tuple[date, date] | None,
) -> exchange.Calendar:
    """Return a document's calendar; national holidays of a period, where they apply, lie under the own exceptions."""
    own = [
        exchange.CalendarException(e.first, e.last, shifts_of(e.shifts), e.name, _recurrence(e.recurrence))
        for e in exceptions
    ]
    if row.national_holidays and holidays is not None:
        own += [exchange.CalendarException(day, day, (), name) for day, name in national_holidays(*holidays).items()]
    return exchange.Calendar(
        id=calendar_id,
        name=row.name,
        week=week_of(row.week),
        base_id=base_id,
        exceptions=own,
        work_weeks=[
            exchange.WorkWeek(
                date.fromisoformat(w["first"]), date.fromisoformat(w["last"]), week_of(w["week"]), w.get("name", "")
            )
            for w in row.work_weeks
        ],
        minutes_per_day=None if row.minutes_per_day is None else float(row.minutes_per_day),
        always_working=row.always_working,
    )


def rules_by_calendar(rows: Iterable[WorkCalendar]) -> dict[int, DayRules]:
    """Return the engine's rules of each calendar by its primary key."""
    rows = list(rows)
    rules = rules_of(exchange.PlanDocument("kaname", calendars=document_calendars(rows)), [])
    return {row.pk: rules[id_of(row)] for row in rows}


def without(rules: DayRules, away: Iterable[tuple[date, date]]) -> DayRules:
    """Return rules in which the days of a person's leave have no working time."""
    days: dict[int, Shifts] = dict(rules.days)
    for first, last in away:
        days |= {day_number(day): () for day in days_between(first, last)}
    return DayRules(rules.week, days, rules.ranges, rules.name)


def week_of(week: Sequence[Any]) -> tuple[Shifts | None, ...]:
    """Return the days of a stored week, Monday first; None: as its base, or no work where there is none."""
    return tuple(None if day is None else shifts_of(day) for day in week)


def shifts_of(day: Iterable[Iterable[int]]) -> Shifts:
    """Return a stored day's working intervals."""
    return tuple((int(start), int(end)) for start, end in day)


def holidays_of_year(year: int) -> tuple[dict[date, str], bool]:
    """Return a year's national holidays and whether the official notice fixes them."""
    return national_holidays(date(year, 1, 1), date(year, 12, 31)), is_official(year)


def _recurrence(kept: Mapping[str, Any] | None) -> exchange.Recurrence | None:
    return None if kept is None else exchange.Recurrence(**{**kept, "weekdays": tuple(kept.get("weekdays", ()))})
