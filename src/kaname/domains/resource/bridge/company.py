"""The company's calendar: business days between days, and how much of a month lies in a period."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import ticks_of_date
from kaname.domains.resource.bridge.calendars import rules_by_calendar
from kaname.domains.resource.bridge.capacity import WorkingTime, default_rules
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.queries import company_calendar
from kaname.engine.calendars import DayRules
from kaname.engine.days import day_number

Shares = npt.NDArray[np.float64]


def company_rules() -> DayRules:
    """Return the working days of the company: its calendar with national and company holidays. Three queries."""
    company = company_calendar()
    if company is None:
        return default_rules()
    rows = WorkCalendar.objects.filter(project=None).select_related("base").prefetch_related("exceptions")
    return rules_by_calendar(rows)[company.pk]


def business_days(rules: DayRules, pairs: Sequence[tuple[date, date]]) -> list[int]:
    """Return for each (earlier, later) how many working days lie after the earlier day, up to the later one.

    So two spans that follow each other add up. 0 where the later day is not later. O(days between first and last).
    """
    if not pairs:
        return []
    first, last = min(min(p) for p in pairs), max(max(p) for p in pairs)
    numbers = range(day_number(first), day_number(last) + 1)
    works = np.cumsum([bool(rules.shifts(number)) for number in numbers])
    at = [(works[(a - first).days], works[(b - first).days]) for a, b in pairs]
    return [max(int(until) - int(since), 0) for since, until in at]


def months_of(begins: date, ends: date) -> list[date]:
    """Return the first day of each month that a period touches."""
    found, month = [], begins.replace(day=1)
    while month <= ends:
        found.append(month)
        month = next_month(month)
    return found


def next_month(month: date) -> date:
    """Return the first day of the month after that of a day."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def shares(time: WorkingTime, months: Sequence[date], begins: date, ends: date) -> Shares:
    """Return for each month what part of its working time lies in a period, both days included: 0..1, (months,)."""
    edges = np.array([ticks_of_date(m) for m in [*months, next_month(months[-1])]], np.int64)
    since, until = ticks_of_date(begins), ticks_of_date(ends + timedelta(days=1))
    inside = np.diff(time.at(np.clip(edges, since, max(since, until))))
    whole = np.diff(time.at(edges))
    return np.divide(inside, whole, out=np.zeros(len(months)), where=whole > 0)
