"""Counting working days and minutes between typed dates, in plain Python: reading must not load the kernels."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import accumulate

from kaname.exchange.document import Shifts

DAY_SHIFTS: Shifts = ((540, 720), (780, 1080))
"""9:00-12:00 and 13:00-18:00: the usual eight hours of a Japanese office."""


def week_of(shifts: Shifts, days: int = 5) -> tuple[Shifts, ...]:
    """Return a week whose first ``days`` days are worked."""
    return (shifts,) * days + ((),) * (7 - days)


class WorkDays:
    """Cumulative working time over a horizon; outside it the usual week goes on (O(1) inside)."""

    def __init__(self, week: tuple[Shifts, ...], days: Mapping[date, Shifts], first: date, last: date) -> None:
        """Compile the days first..last; ``days`` are the exceptional ones."""
        self.week, self.days = week, days
        self._known: dict[datetime, float] = {}  # a plan names the same instants again and again
        self.first = first.toordinal() - 7
        ordinals = range(self.first, last.toordinal() + 400)
        minutes = [_length(self.shifts(date.fromordinal(o))) for o in ordinals]
        self.minutes_before = [0, *accumulate(minutes)]
        self.days_before = [0, *accumulate(int(m > 0) for m in minutes)]

    def shifts(self, day: date) -> Shifts:
        """Return the working intervals of a day."""
        found = self.days.get(day)
        return self.week[day.weekday()] if found is None else found

    def works(self, day: date) -> bool:
        """Say whether anything is worked on a day."""
        return bool(self.shifts(day))

    def count(self, first: date, last: date) -> int:
        """Return the working days from first to last, both included."""
        return self.days_before[self._place(last) + 1] - self.days_before[self._place(first)]

    def minutes(self, start: datetime, finish: datetime) -> float:
        """Return the working minutes between two instants, negative when they are reversed."""
        return self._before(finish) - self._before(start)

    def _place(self, day: date) -> int:
        return max(0, min(day.toordinal() - self.first, len(self.minutes_before) - 2))

    def _before(self, moment: datetime) -> float:
        found = self._known.get(moment)
        if found is None:
            found = self._known[moment] = self._counted(moment)
        return found

    def _counted(self, moment: datetime) -> float:
        minute = moment.hour * 60 + moment.minute + moment.second / 60
        worked = sum(max(0.0, min(end, minute) - start) for start, end in self.shifts(moment.date()))
        return self.minutes_before[self._place(moment.date())] + worked


def _length(shifts: Shifts) -> int:
    return sum(end - start for start, end in shifts)


def span_of(moments: Iterable[datetime]) -> tuple[date, date] | None:
    """Return the first and last day of some moments."""
    days = [moment.date() for moment in moments]
    return (min(days), max(days)) if days else None


def every_day(first: date, last: date) -> Iterable[date]:
    """Yield the days from first to last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
