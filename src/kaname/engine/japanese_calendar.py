"""Working days in Japan: the weekday pattern, national holidays, company closures, and what stands over them.

Precedence (spec 5.1): person over project over organisation (年末年始, 夏季, 創立記念) over national holiday over
weekday.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from kaname.engine.calendars import DayRules
from kaname.engine.days import Shifts, day_number, days_between
from kaname.engine.diagnostics import Diagnostic, warning
from kaname.engine.holidays_jp import is_official, national_holidays

OFFICE_DAY: Shifts = ((540, 720), (780, 1080))  # 9-12, 13-18
OFFICE_WEEK: tuple[Shifts, ...] = (OFFICE_DAY,) * 5 + ((), ())

Days = Mapping[date, Shifts]


def year_end_closure(first: date, last: date) -> dict[date, Shifts]:
    """Return the usual closure of companies, 29 December to 3 January, of every year that a range touches."""
    days: dict[date, Shifts] = {}
    for year in range(first.year - 1, last.year + 1):
        days |= dict.fromkeys(days_between(date(year, 12, 29), date(year + 1, 1, 3)), ())
    return {day: shifts for day, shifts in days.items() if first <= day <= last}


def layered(week: tuple[Shifts, ...], national: Iterable[date], *over: Days, name: str = "") -> DayRules:
    """Return rules of a week, national holidays over it, then each further layer over the ones before it.

    Give organisation, project and person in this order.
    """
    days: dict[int, Shifts] = {day_number(day): () for day in national}
    for layer in over:
        days |= {day_number(day): shifts for day, shifts in layer.items()}
    return DayRules(week, days, name=name)


def japanese_rules(
    first: date,
    last: date,
    laid_out_from: date | None = None,
    laid_out_to: date | None = None,
    organisation: Days | None = None,
    week: tuple[Shifts, ...] = OFFICE_WEEK,
) -> tuple[DayRules, list[Diagnostic]]:
    """Return an office's calendar with national holidays and closures, and a warning for years not fixed officially.

    ``first`` to ``last`` is what the plan needs and is warned about; the calendar reaches from ``laid_out_from`` to
    ``laid_out_to``, beyond the official list by computation. ``organisation`` replaces the usual year-end closure.
    """
    begin, end = min(first, laid_out_from or first), max(last, laid_out_to or last)
    closures = year_end_closure(begin, end) if organisation is None else organisation
    return layered(week, national_holidays(begin, end), closures, name="日本"), unofficial_years(first, last)


def unofficial_years(first: date, last: date) -> list[Diagnostic]:
    """Return one warning that names the years whose holidays no official list fixes yet."""
    years = [year for year in range(first.year, last.year + 1) if not is_official(year)]
    return [warning("calendar-holidays-not-official", str(years[0]), years=years)] if years else []
