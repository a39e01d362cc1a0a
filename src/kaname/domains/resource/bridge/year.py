"""A calendar's year as it comes out: what the editor shows."""

import calendar as months
from datetime import date
from typing import NamedTuple

from kaname.domains.resource.bridge.calendars import holidays_of_year, rules_by_calendar
from kaname.domains.resource.models import WorkCalendar
from kaname.engine.calendars import DayRules
from kaname.engine.days import day_number, days_between


class Day(NamedTuple):
    """One day: its number in the month, hours worked, its name if it has one."""

    number: int
    hours: float
    name: str


class Month(NamedTuple):
    """A month's weeks, Monday first; None outside the month."""

    number: int
    weeks: list[list[Day | None]]
    working_days: int


def year_of(calendar: WorkCalendar, year: int) -> list[Month]:
    """Return the twelve months of a calendar's year."""
    every = WorkCalendar.objects.select_related("base").prefetch_related("exceptions")
    rules = rules_by_calendar(every)[calendar.pk]
    names = {d: e.name for e in calendar.exceptions.all() for d in days_between(e.first, e.last)}
    names |= holidays_of_year(year)[0] if calendar.national_holidays else {}
    return [_month(rules, names, year, month) for month in range(1, 13)]


def _month(rules: DayRules, names: dict[date, str], year: int, month: int) -> Month:
    weeks = [
        [_day(rules, names, day) if day.month == month else None for day in week]
        for week in months.Calendar().monthdatescalendar(year, month)
    ]
    return Month(month, weeks, sum(day is not None and day.hours > 0 for week in weeks for day in week))


def _day(rules: DayRules, names: dict[date, str], day: date) -> Day:
    hours = sum(end - start for start, end in rules.shifts(day_number(day))) / 60
    return Day(day.day, hours, names.get(day, ""))
