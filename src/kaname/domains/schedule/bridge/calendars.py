"""Calendars as rows and back. A calendar that rows cannot hold exactly keeps its whole self until it is edited."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kaname.domains.resource import bridge
from kaname.domains.resource.enums import CalendarScope, DayKind
from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.domains.schedule.bridge.columns import short
from kaname.exchange import document as exchange

_FIRST, _LAST = 5, 15  # years around a plan for which national holidays are laid out


def row_of(calendar: exchange.Calendar) -> dict[str, Any]:
    """Return the values of a calendar's row; its base is joined by whoever saves it."""
    minutes = calendar.minutes_per_day
    return {
        "name": calendar.name[:100],
        "scope": CalendarScope.PROJECT,
        "week": _week(calendar.week),
        "work_weeks": [
            {"first": w.first.isoformat(), "last": w.last.isoformat(), "week": _week(w.week), "name": w.name}
            for w in calendar.work_weeks
        ],
        "always_working": calendar.always_working,
        "minutes_per_day": None if minutes is None else max(round(minutes), 0),
        "source_id": short(calendar.id, 100),
    }


def exceptions_of(calendar: exchange.Calendar) -> list[dict[str, Any]]:
    """Return the values of the rows of a calendar's exceptions; one that goes backwards is left out."""
    return [
        {
            "first": e.first,
            "last": e.last,
            "shifts": [list(shift) for shift in e.shifts],
            "name": e.name[:100],
            "kind": DayKind.WORKING if e.shifts else DayKind.OTHER,
            "recurrence": None if e.recurrence is None else _recurrence(e.recurrence),
        }
        for e in calendar.exceptions
        if e.last >= e.first
    ]


def held_by_rows(calendar: exchange.Calendar) -> bool:
    """Tell whether the rows made of a calendar give it back exactly."""
    row = WorkCalendar(**row_of(calendar))
    exceptions = [CalendarException(**values) for values in exceptions_of(calendar)]
    return document_calendar(row, exceptions, calendar.id, calendar.base_id, None) == calendar


def document_calendar(
    row: WorkCalendar,
    exceptions: Iterable[CalendarException],
    calendar_id: str,
    base_id: str | None,
    around: tuple[date, date] | None,
) -> exchange.Calendar:
    """Return a document's calendar, with national holidays, where they apply, well before and after a plan's dates."""
    holidays = None
    if around is not None:
        first, last = around[0].year - _FIRST, min(around[1].year + _LAST, 2099)
        holidays = date(first, 1, 1), date(last, 12, 31)
    return bridge.document_calendar(row, exceptions, calendar_id, base_id, holidays)


def _week(week: Sequence[exchange.Shifts | None]) -> list[Any]:
    return [None if day is None else [list(shift) for shift in day] for day in week]


def _recurrence(rule: exchange.Recurrence) -> dict[str, Any]:
    return {
        name: list(v) if isinstance(v, tuple) else v
        for name in rule.__slots__
        if (v := getattr(rule, name)) is not None
    }
