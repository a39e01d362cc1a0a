"""On which days a report goes out: every week, or once a month by a rule; holidays moved to the business day before."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kaname.domains.reporting.enums import SendingRule

type Working = Callable[[date], bool]
LAST = 5
"""The n of "the last one"."""
MONTHS = 14
"""So many months are looked through for the next day."""


def next_sending(rule: str, weekday: int, nth: int, after: date, working: Working) -> date:
    """Return the first day of a rule on a day or later.

    ``weekday`` 0 is Monday: of weekly and nth_weekday. ``nth``: the n-th working day (a month with fewer has its last),
    or the n-th weekday of the month, LAST the last. Weekly entries keep their weekday, holidays or not, since what was
    frozen on Friday is wanted on Monday morning.
    """
    if rule == SendingRule.WEEKLY:
        return after + timedelta(days=(weekday - after.weekday()) % 7)
    days = (_day(rule, weekday, nth, first, working) for first in _months(after))
    return next(day for day in days if day >= after)


def _months(after: date) -> Iterator[date]:
    """Yield the first days of the months from a day's on."""
    for n in range(MONTHS):
        month = after.month - 1 + n
        yield date(after.year + month // 12, month % 12 + 1, 1)


def _day(rule: str, weekday: int, nth: int, first: date, working: Working) -> date:
    month = [day for n in range(31) if (day := first + timedelta(days=n)).month == first.month]
    worked = [day for day in month if working(day)] or month
    if rule == SendingRule.LAST_WORKING:
        return worked[-1]
    if rule == SendingRule.NTH_WORKING:
        return worked[min(nth, len(worked)) - 1]
    same = [day for day in month if day.weekday() == weekday]
    return _moved(same[-1] if nth >= LAST else same[nth - 1], working)


def _moved(day: date, working: Working) -> date:
    """Return the day, or the business day before it; a calendar without work moves nothing."""
    earlier = (day - timedelta(days=n) for n in range(21))
    return next((each for each in earlier if working(each)), day)
