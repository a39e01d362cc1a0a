"""Plan time: integer ticks, tenths of a minute since 1970-01-01 00:00 of the plan's wall clock (ADR 0003). No zone."""

from datetime import date, datetime, timedelta

TICKS_A_MINUTE = 10
TICKS_A_DAY = 1440 * TICKS_A_MINUTE
_EPOCH = datetime(1970, 1, 1)  # a wall clock has no zone


def ticks_of(moment: datetime) -> int:
    """Return the ticks of a naive wall-clock moment, seconds rounded to tenths of minutes."""
    span = moment - _EPOCH
    return span.days * TICKS_A_DAY + (span.seconds * TICKS_A_MINUTE + 30) // 60


def moment_of(ticks: int) -> datetime:
    """Return the naive wall-clock moment of ticks."""
    return _EPOCH + timedelta(minutes=ticks / TICKS_A_MINUTE)


def ticks_of_date(day: date) -> int:
    """Return the ticks of midnight at the beginning of a day."""
    return (day - _EPOCH.date()).days * TICKS_A_DAY


def date_of(ticks: int) -> date:
    """Return the day that ticks fall on."""
    return _EPOCH.date() + timedelta(days=ticks // TICKS_A_DAY)


def finish_date_of(ticks: int) -> date:
    """Return the day that work ending at ticks ends on: midnight belongs to the day before."""
    return date_of(ticks - 1)
