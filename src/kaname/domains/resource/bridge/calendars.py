"""Rows of calendars to the engine's rules and to a document's calendars."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.engine.calendars import DayRules
from kaname.engine.days import Shifts, day_number, days_between
from kaname.engine.holidays_jp import OFFICIAL_LAST, is_official, national_holidays
from kaname.exchange.compile_calendars import rules_of
from kaname.exchange.document import Calendar, PlanDocument, Recurrence, WorkWeek
from kaname.exchange.document import CalendarException as Exceptional

HOLIDAYS_REACH = (2015, OFFICIAL_LAST + 8)
"""Years that a calendar with national holidays is laid out for; beyond the notice they are forecasts (未確定)."""


def id_of(row: WorkCalendar) -> str:
    """Return the id of a calendar in a document: its file's own, or one that no file has."""
    return row.source_id or f"kaname-{row.pk}"


def document_calendars(rows: Iterable[WorkCalendar]) -> list[Calendar]:
    """Return calendars as a plan document holds them; ``rows`` with their exceptions, bases among them."""
    return [
        Calendar(
            id=id_of(row),
            name=row.name,
            week=week_of(row),
            base_id=id_of(row.base) if row.base else None,
            exceptions=[*map(_exceptional, row.exceptions.all()), *_holidays(row)],
            work_weeks=[_work_week(w) for w in row.work_weeks],
            minutes_per_day=row.minutes_per_day,
            always_working=row.always_working,
        )
        for row in rows
    ]


def rules_by_calendar(rows: Iterable[WorkCalendar]) -> dict[int, DayRules]:
    """Return the engine's rules of each calendar by its primary key."""
    rows = list(rows)
    rules = rules_of(PlanDocument("kaname", calendars=document_calendars(rows)), [])
    return {row.pk: rules[id_of(row)] for row in rows}


def without(rules: DayRules, away: Iterable[tuple[date, date]]) -> DayRules:
    """Return rules in which the days of a person's leave have no working time."""
    days: dict[int, Shifts] = dict(rules.days)
    for first, last in away:
        days |= {day_number(day): () for day in days_between(first, last)}
    return DayRules(rules.week, days, rules.ranges, rules.name)


def week_of(row: WorkCalendar) -> tuple[Shifts | None, ...]:
    """Return the seven days of a calendar's week, Monday first; None: as its base, or no work where there is none."""
    days = [*row.week, *[None] * 7][:7]
    return tuple(None if day is None else shifts_of(day) for day in days)


def shifts_of(day: Iterable[Iterable[int]]) -> Shifts:
    """Return a stored day's working intervals."""
    return tuple((int(start), int(end)) for start, end in day)


def holidays_of_year(year: int) -> tuple[dict[date, str], bool]:
    """Return a year's national holidays and whether the official notice fixes them."""
    return national_holidays(date(year, 1, 1), date(year, 12, 31)), is_official(year)


def _holidays(row: WorkCalendar) -> list[Exceptional]:
    if not row.national_holidays:
        return []
    first, last = HOLIDAYS_REACH
    known = national_holidays(date(first, 1, 1), date(last, 12, 31))
    return [Exceptional(day, day, (), name) for day, name in known.items()]


def _exceptional(row: CalendarException) -> Exceptional:
    recurrence = _recurrence(row.recurrence) if row.recurrence else None
    return Exceptional(row.first, row.last, shifts_of(row.shifts), row.name, recurrence)


def _recurrence(kept: Mapping[str, Any]) -> Recurrence:
    return Recurrence(**{**kept, "weekdays": tuple(kept.get("weekdays", ()))})


def _work_week(kept: Mapping[str, Any]) -> WorkWeek:
    week = tuple(None if day is None else shifts_of(day) for day in kept["week"])
    return WorkWeek(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"]), week, kept.get("name", ""))
