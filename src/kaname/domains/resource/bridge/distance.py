"""Working days between two days, by the company's calendar: what a board says of 500 projects with 500 calendars."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.core.cache import cache

from kaname.domains.core.queries import COMPANY_DAYS
from kaname.domains.resource.bridge.calendars import HOLIDAYS_REACH, rules_by_calendar
from kaname.domains.resource.enums import CalendarScope
from kaname.domains.resource.queries import company_calendars
from kaname.engine.calendars import DayRules
from kaname.engine.days import day_number, weekday
from kaname.engine.holidays_jp import national_holidays

type Days = Sequence[date] | npt.NDArray[np.datetime64]
_KEPT_FOR = 60
"""Seconds; every write of a calendar forgets it, and so does every process that sees an event of another."""


class _Counted(NamedTuple):
    """How many working days a company has had from a day number up to each day after it, that day included."""

    first: int
    days: npt.NDArray[np.int32]


def working_days(earlier: Days, later: Days) -> list[int]:
    """Return how many days that the company works lie after each earlier day, up to its later one.

    Negative where the later day comes first. Before a company has a calendar, and for years that none is laid out for,
    weekdays count that are no national holidays. Both sequences have the same length n; O(n), and two queries a minute.
    """
    if not len(earlier):
        return []
    days = np.array([earlier, later], dtype="datetime64[D]")
    known = _company()
    if known is None:
        return _of_country(days)
    at = days.astype(np.int64) - known.first
    if at.min() < 0 or at.max() >= len(known.days):
        return _of_country(days)
    found: list[int] = (known.days[at[1]] - known.days[at[0]]).tolist()
    return found


def whole_days(days: float) -> int:
    """Return a plan's own count of working days in whole ones: half a day late is a day on a calendar."""
    return floor(days + 0.5)


def _company() -> _Counted | None:
    kept: tuple[_Counted | None] | None = cache.get(COMPANY_DAYS)
    if kept is None:
        rows = list(company_calendars())
        own = next((row.pk for row in rows if row.scope == CalendarScope.COMPANY), None)
        kept = (None if own is None else _counted(rules_by_calendar(rows)[own]),)
        cache.set(COMPANY_DAYS, kept, _KEPT_FOR)
    return kept[0]


def _counted(rules: DayRules) -> _Counted:
    first, last = (day_number(day) for day in (date(HOLIDAYS_REACH[0], 1, 1), date(HOLIDAYS_REACH[1], 12, 31)))
    works = np.resize(np.roll([bool(shifts) for shifts in rules.week], -weekday(first)), last - first + 1)
    for span in reversed(rules.ranges):  # the earlier range wins
        for number in range(max(span.first, first), min(span.last, last) + 1):
            works[number - first] = bool(span.week[weekday(number)])
    for number, shifts in rules.days.items():
        if first <= number <= last:
            works[number - first] = bool(shifts)
    return _Counted(first, np.cumsum(works, dtype=np.int32))


def _of_country(days: npt.NDArray[np.datetime64]) -> list[int]:
    years = days.astype("datetime64[Y]").astype(int) + 1970
    calendar = np.busdaycalendar(holidays=_holidays(int(years.min()), int(years.max())))
    one = np.timedelta64(1, "D")
    counted: list[int] = np.busday_count(days[0] + one, days[1] + one, busdaycal=calendar).tolist()
    return counted


def _holidays(first: int, last: int) -> npt.NDArray[np.datetime64]:
    return np.concatenate([_year(y) for y in range(first, last + 1)])


@lru_cache(maxsize=200)
def _year(year: int) -> npt.NDArray[np.datetime64]:
    return np.array(list(national_holidays(date(year, 1, 1), date(year, 12, 31))), dtype="datetime64[D]")
