"""The dates of something that repeats: every n days, weeks, months or years, as planners and calendars say it."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

ANY_DAY, WORKDAY, WEEKEND = 7, 8, 9
"""Values of ``weekday`` that are not a day of the week: any day, Monday to Friday, Saturday and Sunday."""


def daily(first: date, last: date, every: int = 1) -> Iterator[date]:
    """Yield every n-th day from first to last."""
    while first <= last:
        yield first
        first += timedelta(days=max(every, 1))


def weekly(first: date, last: date, every: int, weekdays: tuple[int, ...]) -> Iterator[date]:
    """Yield the given weekdays (Monday = 0) of every n-th week; weeks begin on Sunday, the first is first's."""
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    while sunday <= last:
        for offset in range(7):
            day = sunday + timedelta(days=offset)
            if first <= day <= last and day.weekday() in weekdays:
                yield day
        sunday += timedelta(weeks=max(every, 1))


def monthly_day(first: date, last: date, every: int, day: int) -> Iterator[date]:
    """Yield a day of every n-th month; the last day of months that are shorter."""
    for year, month in _months(first, last, every):
        yield from _within(date(year, month, min(day, calendar.monthrange(year, month)[1])), first, last)


def monthly_nth(first: date, last: date, every: int, nth: int, weekday: int) -> Iterator[date]:
    """Yield the nth (5: last) weekday of every n-th month."""
    for year, month in _months(first, last, every):
        yield from _within(nth_weekday(year, month, nth, weekday), first, last)


def yearly_day(first: date, last: date, month: int, day: int) -> Iterator[date]:
    """Yield a day of each year; 29 February falls on the 28th of other years."""
    for year in range(first.year, last.year + 1):
        yield from _within(date(year, month, min(day, calendar.monthrange(year, month)[1])), first, last)


def yearly_nth(first: date, last: date, month: int, nth: int, weekday: int) -> Iterator[date]:
    """Yield the nth (5: last) weekday of a month of each year."""
    for year in range(first.year, last.year + 1):
        yield from _within(nth_weekday(year, month, nth, weekday), first, last)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """Return the nth (5: last) day of a month that is a weekday, or of the groups ANY_DAY, WORKDAY, WEEKEND."""
    length = calendar.monthrange(year, month)[1]
    fits = [d for d in (date(year, month, n + 1) for n in range(length)) if _is(d, weekday)]
    return fits[-1] if nth >= 5 else fits[nth - 1]


def _is(day: date, weekday: int) -> bool:
    if weekday == ANY_DAY:
        return True
    if weekday == WORKDAY:
        return day.weekday() < 5
    return day.weekday() >= 5 if weekday == WEEKEND else day.weekday() == weekday


def _months(first: date, last: date, every: int) -> Iterator[tuple[int, int]]:
    for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month, max(every, 1)):
        yield n // 12, n % 12 + 1


def _within(day: date, first: date, last: date) -> Iterator[date]:
    if first <= day <= last:
        yield day
