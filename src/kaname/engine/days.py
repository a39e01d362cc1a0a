"""Days as numbers: day 0 is 1970-01-01, instants are ticks of wall-clock time since its midnight."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

MINUTES_A_DAY = 1440
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)

Shifts = tuple[tuple[int, int], ...]
"""Working intervals of one day in minutes after midnight, ordered, not overlapping; the end may be 1440."""


def day_number(day: date) -> int:
    """Return the day's number."""
    return day.toordinal() - _EPOCH_ORDINAL


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + _EPOCH_ORDINAL)


def weekday(number: int) -> int:
    """Return the weekday of a day number, Monday = 0 (1970-01-01 was a Thursday)."""
    return (number + 3) % 7


def instant_of(moment: datetime, resolution: int = 1) -> int:
    """Return the instant in ticks (``resolution`` a minute), rounded to the nearest tick."""
    gone = moment - _EPOCH
    seconds = gone.days * 86400 + gone.seconds
    return (seconds * resolution * 2 + 60) // 120


def moment_of(instant: int, resolution: int = 1) -> datetime:
    """Return the wall-clock time of an instant."""
    return _EPOCH + timedelta(seconds=int(instant) * 60 / resolution)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each date from first to last, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
