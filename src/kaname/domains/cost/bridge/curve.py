"""Planned value week by week: what an approved budget will have earned by each Friday."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_DAY, finish_date_of, ticks_of_date
from kaname.domains.cost.bridge.axis import CostAxis
from kaname.domains.cost.bridge.laying import Floats, Lines, laid

FRIDAY = 4


def weekly(lines: Lines, yen: Floats, minutes: Floats, axis: CostAxis) -> dict[str, Any]:
    """Return the planned value at the end of each week from the first to the last date, as JSON."""
    rows = laid(lines, axis)
    days = _fridays(finish_date_of(int(lines.start.min()) + 1), finish_date_of(int(lines.finish.max())))
    points = axis.ticks([ticks_of_date(day) + TICKS_A_DAY for day in days])
    found: dict[str, Any] = {"dates": [day.isoformat() for day in days]}
    for name, amounts in (("yen", yen), ("minutes", minutes)):
        budget = rows.budget(amounts)
        found[name] = [round(float(budget.value_at(int(point)).sum())) for point in points]
    return found


def _fridays(first: date, last: date) -> list[date]:
    """Return the Fridays from before the first day to the last, and the last day."""
    day = first - timedelta((first.weekday() - FRIDAY) % 7 or 7)
    days = []
    while day < last:
        days.append(day)
        day += timedelta(7)
    return [*days, last]


def monthly(lines: Lines, amounts: Floats, axis: CostAxis) -> dict[date, Floats]:
    """Return what falls due in each month, by line: {first day of the month: amounts of n lines}."""
    rows = laid(lines, axis)
    budget = rows.budget(amounts)
    month = finish_date_of(int(lines.start.min()) + 1).replace(day=1)
    last = finish_date_of(int(lines.finish.max()))
    found, before = {}, np.zeros(len(amounts))
    while month <= last:
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        value = budget.value_at(int(axis.ticks([ticks_of_date(after)])[0]))
        so_far = np.bincount(rows.line, weights=value, minlength=len(amounts))
        found[month], before = so_far - before, so_far
        month = after
    return found
