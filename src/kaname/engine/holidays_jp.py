"""National holidays of Japan (国民の祝日に関する法律), through jpholiday, and how far the official list reaches.

The vernal and autumnal equinox days are fixed by a notice in February of the year before; a later year is a forecast
from astronomy and must be shown as 未確定 (not fixed yet).
"""

from datetime import date
from functools import cache

import jpholiday

OFFICIAL_FIRST = 1955
"""First year of the Cabinet Office's published list."""

OFFICIAL_LAST = 2027
"""Last year fixed by notice: the notice of 2026-02-02 fixed 2027. Raised by one each February."""

_SUBSTITUTES_SINCE = date(1973, 4, 12)  # Art. 3-2 in force; jpholiday applies it two months too early
_BETWEEN_DAYS_SINCE = date(1985, 12, 27)  # Art. 3-3 in force; jpholiday applies it to every 4 May before


def national_holidays(first: date, last: date) -> dict[date, str]:
    """Return the holidays from first to last, both included, with their Japanese names, in date order.

    Substitute holidays (振替休日, Art. 3-2) and days between two holidays (国民の休日, Art. 3-3) are included;
    year-end bank holidays and company closures are not. Empty when last is before first. O(days).
    """
    years = range(first.year, last.year + 1)
    return {day: name for year in years for day, name in _of_year(year) if first <= day <= last}


@cache
def _of_year(year: int) -> tuple[tuple[date, str], ...]:
    """Return a year's holidays: asking jpholiday takes 15 ms, and every plan asks for the same few years."""
    found = jpholiday.between(date(year, 1, 1), date(year, 12, 31))
    return tuple((day, name) for day, name in found if _in_force(day, name))


def is_national_holiday(day: date) -> bool:
    """Return whether the day is a national, substitute or in-between holiday."""
    return day in national_holidays(day, day)


def is_official(year: int) -> bool:
    """Return whether the official list fixes that year; if not, its holidays are 未確定."""
    return OFFICIAL_FIRST <= year <= OFFICIAL_LAST


def _in_force(day: date, name: str) -> bool:
    if name.endswith("振替休日"):
        return day >= _SUBSTITUTES_SINCE
    return name != "国民の休日" or day >= _BETWEEN_DAYS_SINCE
