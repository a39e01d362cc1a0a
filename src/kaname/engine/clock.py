"""The 24-hour reply clock that stops on Saturdays, Sundays and national holidays (土日祝日を除く; spec 05, 5.2).

Time counts on every instant of a day that is neither Saturday nor Sunday nor a national, substitute or in-between
holiday. Company closures and year-end days count: the public wording does not exclude them. Moments are Japanese
wall-clock time; aware ones are converted to it (Japan has no summer time) and stay aware.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.engine.holidays_jp import is_national_holiday, is_official

REPLY_TIME = timedelta(hours=24)
WARNING_SHARES = (0.5, 0.8, 1.0)
"""Shares of the reply time at which someone is warned."""
JAPAN = timezone(timedelta(hours=9), "JST")

_DAY = timedelta(days=1)
_LONGEST_PAUSE = 400
"""Days without countable time after which a calendar is taken to have none."""

Countable = Callable[[date], bool]


class Contact(StrEnum):
    """What may happen after a request was received."""

    CALL = "call"
    MAIL = "mail"
    MESSAGE = "message"
    AUTOMATIC_REPLY = "automatic_reply"


STOPPING = frozenset({Contact.CALL, Contact.MAIL, Contact.MESSAGE})
"""Contacts by a human being; an automatic reply never stops the clock."""


@dataclass(frozen=True)
class Deadline:
    """When the reply is due, when to warn before, and what makes the answer uncertain."""

    received: datetime
    due: datetime
    warnings: tuple[datetime, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def is_countable(day: date) -> bool:
    """Tell whether the clock runs on a day."""
    return day.weekday() < 5 and not is_national_holiday(day)


def reply_deadline(received: datetime, countable: Countable = is_countable) -> Deadline:
    """Return the deadline of a request; a year whose holidays are not fixed yet is a warning (未確定). O(days)."""
    due = instant_after(received, REPLY_TIME, countable)
    times = tuple(instant_after(received, REPLY_TIME * share, countable) for share in WARNING_SHARES)
    years = range(in_japan(received).year, in_japan(due).year + 1)
    unsure = tuple(warning("clock-holidays-not-fixed", str(year), year=year) for year in years if not is_official(year))
    return Deadline(received, due, times, unsure)


def instant_after(received: datetime, lasting: timedelta, countable: Countable = is_countable) -> datetime:
    """Return the earliest moment by which that much countable time has gone since ``received``.

    Raises ValueError for a negative time, or when no day counts for more than a year.
    """
    if lasting < timedelta(0):
        raise ValueError(f"a clock cannot run for {lasting}")
    if not lasting:
        return received
    now, left, pause = in_japan(received), lasting, 0
    while pause < _LONGEST_PAUSE:
        midnight = datetime.combine(now.date() + _DAY, time(), now.tzinfo)
        if countable(now.date()):
            if left <= midnight - now:
                return _like(received, now + left)
            left, pause = left - (midnight - now), -1
        now, pause = midnight, pause + 1
    raise ValueError(f"no countable day in {_LONGEST_PAUSE} days after {received:%Y-%m-%d}")


def elapsed(received: datetime, now: datetime, countable: Countable = is_countable) -> timedelta:
    """Return the countable time from ``received`` to ``now``; nothing before it. O(days)."""
    start, end = in_japan(received), in_japan(now)
    gone = timedelta(0)
    while start < end:
        until = min(datetime.combine(start.date() + _DAY, time(), start.tzinfo), end)
        if countable(start.date()):
            gone += until - start
        start = until
    return gone


def stopped_at(received: datetime, contacts: Iterable[tuple[Contact, datetime]]) -> datetime | None:
    """Return when a human being first answered at or after ``received``, None while nobody has."""
    human = [moment for kind, moment in contacts if kind in STOPPING and moment >= received]
    return min(human, default=None)


def business_days(after: date, until: date, countable: Countable = is_countable) -> int:
    """Return how many countable days lie after one day up to and with another; 0 when it is not later.

    The time to fill a position or to answer, as people say it: from Friday to Monday is one day. O(days).
    """
    return sum(countable(after + _DAY * n) for n in range(1, (until - after).days + 1))


def in_japan(moment: datetime) -> datetime:
    """Return a moment in Japanese time; a naive one is taken to be that already."""
    return moment if moment.tzinfo is None else moment.astimezone(JAPAN)


def _like(given: datetime, moment: datetime) -> datetime:
    return moment if given.tzinfo is None else moment.astimezone(given.tzinfo)
