"""Which days the people of a plan work: said by the workbook, or read off the dates that the plan uses and avoids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kaname.exchange.document import Calendar, CalendarException, Shifts
from kaname.exchange.workbook.holidays import japanese_holidays
from kaname.exchange.workbook.workdays import DAY_SHIFTS, WorkDays, week_of

MISFITS = 0.1
"""A calendar is believed while at most this share of the plan's dates falls on its days off."""

FEW = 2
"""So many misfits are always rows of their own (a release on a Saturday), not another calendar."""

_FIVE_DAYS = ("listed", "japanese", "weekdays")


@dataclass(frozen=True, slots=True)
class Span:
    """The planned dates of one row as typed, and the days it is said to take."""

    start: date
    finish: date
    days: float | None = None


@dataclass(slots=True)
class Working:
    """The plan's calendar, compiled for counting; ``way`` says where it comes from."""

    calendar: Calendar
    days: WorkDays
    way: str  # listed | agenda | japanese | weekdays | six-days | every-day
    shown: bool = True  # False: assumed, the dates neither show nor contradict it
    misfits: int = 0

    @property
    def start_minute(self) -> int:
        """The minute of the day at which work begins."""
        return min((s[0][0] for s in self.days.week if s), default=0)

    @property
    def finish_minute(self) -> int:
        """The minute of the day at which work ends."""
        return max((s[-1][1] for s in self.days.week if s), default=1440)

    @property
    def minutes_per_day(self) -> float:
        """The working minutes of the usual day."""
        lengths = [sum(end - start for start, end in shifts) for shifts in self.days.week if shifts]
        return float(max(set(lengths), key=lengths.count)) if lengths else 1440.0


def make_working(
    week: tuple[Shifts, ...], off: Mapping[date, str], first: date, last: date, way: str, name: str, shown: bool = True
) -> Working:
    """Return a calendar of a week and days off."""
    exceptions = [CalendarException(day, day, (), title) for day, title in sorted(off.items())]
    minutes = float(max((sum(end - start for start, end in shifts) for shifts in week), default=480))
    calendar = Calendar("1", name, week, exceptions=exceptions, minutes_per_day=minutes)
    return Working(calendar, WorkDays(week, dict.fromkeys(off, ()), first, last), way, shown)


def find_working(spans: Sequence[Span], listed: Mapping[date, str], japanese: bool, first: date, last: date) -> Working:
    """Return the calendar that the fewest dates contradict.

    The workbook's own list of days off comes first, then weekdays without Japan's holidays (for a Japanese sheet),
    weekdays, Monday to Saturday, every day. The first whose misfits are few enough wins; days counted in the sheet
    decide between calendars that the dates alone do not tell apart.
    """
    candidates = _candidates(listed, japanese, first, last)
    scores = [_misfits(candidate.days, spans) for candidate in candidates]
    best = next((i for i, s in enumerate(scores) if s <= max(MISFITS * 2 * len(spans), FEW)), len(scores) - 1)
    best = _better_by_counts(best, candidates, scores, spans)
    chosen = candidates[best]
    chosen.misfits = scores[best]
    chosen.shown = bool(spans) and (chosen.way != "japanese" or _avoids(chosen, spans))
    return chosen


def every_day(spans: Sequence[Span], working: Working, first: date, last: date) -> Working:
    """Return the calendar of a sheet whose finish is start plus days: every day, if days off were counted too."""
    one, told = timedelta(days=1), [span for span in spans if span.days]
    if all(working.days.count(s.start, s.finish - one) == s.days for s in told):
        return working
    return make_working(week_of(DAY_SHIFTS, 7), {}, first, last, "every-day", working.calendar.name)


def _candidates(listed: Mapping[date, str], japanese: bool, first: date, last: date) -> list[Working]:
    week, name = week_of(DAY_SHIFTS), "標準" if japanese else "Standard"
    candidates = []
    if listed:
        candidates.append(make_working(week, listed, first, last, "listed", name))
    if japanese:
        off = japanese_holidays(first, date(last.year + 1, 12, 31))
        candidates.append(make_working(week, off, first, last, "japanese", name))
    candidates.append(make_working(week, {}, first, last, "weekdays", name))
    candidates.append(make_working(week_of(DAY_SHIFTS, 6), {}, first, last, "six-days", name))
    candidates.append(make_working(week_of(DAY_SHIFTS, 7), {}, first, last, "every-day", name))
    return candidates


def _misfits(days: WorkDays, spans: Sequence[Span]) -> int:
    return sum((not days.works(span.start)) + (not days.works(span.finish)) for span in spans)


def _better_by_counts(best: int, candidates: list[Working], scores: list[int], spans: Sequence[Span]) -> int:
    """Prefer a later calendar of five days a week when it explains clearly more of the days the sheet counts."""
    counted = [span for span in spans if span.days is not None and span.finish >= span.start]
    candidates = [c for c in candidates if c.way in _FIVE_DAYS]
    telling = [s for s in counted if len({c.days.count(s.start, s.finish) for c in candidates}) > 1]
    if not telling or best >= len(candidates):
        return best
    fits = [sum(c.days.count(s.start, s.finish) == s.days for s in telling) for c in candidates]
    top = max(range(best, len(candidates)), key=lambda i: (fits[i], -i))
    return top if fits[top] > fits[best] and fits[top] * 2 > len(telling) and scores[top] <= scores[best] else best


def _avoids(working: Working, spans: Sequence[Span]) -> bool:
    """Say whether the plan spans weekday holidays and none of its dates falls on one."""
    used = {day for span in spans for day in (span.start, span.finish)}
    off = {e.first for e in working.calendar.exceptions if e.first.weekday() < 5}
    first, last = min(used), max(used)
    inside = {day for day in off if first <= day <= last}
    return bool(inside) and not used & inside and len(used) >= 4
