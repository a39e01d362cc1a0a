"""The time axis: instants to percent of the picture's width, months, and the days nobody works."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kaname.cli.page.text import NOTHING, Text, plain

_MOST_SHADED = 800  # days; over a longer span weekends are thinner than a pixel


@dataclass(frozen=True, slots=True)
class Tick:
    """One label of the axis, with the share of the width it covers."""

    x: float
    width: float
    label: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """A span of whole months."""

    first: date
    last: date  # not included

    @property
    def days(self) -> int:
        """The number of days shown."""
        return (self.last - self.first).days

    def x(self, at: datetime) -> float:
        """Return an instant's place in percent of the width."""
        seconds = (at - datetime.combine(self.first, time())).total_seconds()
        return round(100 * seconds / (self.days * 86400), 3)

    def years(self) -> list[Tick]:
        """Return the years, the axis's upper row."""
        marks = [date(y, 1, 1) for y in range(self.first.year, self.last.year + 1)]
        return [self._tick(a, b, Text(f"{max(a, self.first).year}年", str(a.year))) for a, b in self._pairs(marks)]

    def months(self) -> list[Tick]:
        """Return the months (quarters or years where many), the axis's lower row."""
        step = 1 if self.days <= 500 else 3 if self.days <= 1900 else 12
        marks = [m for m in _months(self.first, self.last) if (m.month - 1) % step == 0]
        if not marks or marks[0] > self.first:
            marks.insert(0, self.first)
        return [self._tick(a, b, _month_name(a, step)) for a, b in self._pairs(marks)]

    def weeks(self) -> list[Tick]:
        """Return the weeks from their Mondays, for a fine axis; empty over two years."""
        if self.days > 740:
            return []
        first = self.first + timedelta(days=-self.first.weekday() % 7)
        mondays = [first + timedelta(days=d) for d in range(0, self.days, 7)]
        return [self._tick(m, m + timedelta(days=7), plain(f"{m.month}/{m.day}")) for m in mondays if m < self.last]

    def closed(self, works: Callable[[date], bool]) -> str:
        """Return the days off as an SVG path, one unit a day, one unit high."""
        if self.days > _MOST_SHADED:
            return ""
        path, run = [], 0
        for i in range(self.days + 1):
            off = i < self.days and not works(self.first + timedelta(days=i))
            if off:
                run += 1
            elif run:
                path.append(f"M{i - run} 0h{run}v1h-{run}z")
                run = 0
        return "".join(path)

    def _pairs(self, marks: list[date]) -> list[tuple[date, date]]:
        inside = [max(m, self.first) for m in marks if m < self.last]
        return [(a, b) for a, b in zip(inside, [*inside[1:], self.last], strict=True) if a < b]

    def _tick(self, a: date, b: date, label: Text) -> Tick:
        return Tick(self.x(datetime.combine(a, time())), round(100 * (b - a).days / self.days, 3), label)


def scale_of(instants: Iterable[datetime | None]) -> Scale | None:
    """Return the whole months that hold all instants with a few days around; None where there are none."""
    known = [i for i in instants if i is not None]
    if not known:
        return None
    first = (min(known) - timedelta(days=2)).date().replace(day=1)
    end = (max(known) + timedelta(days=3)).date()
    return Scale(first, _next_month(end.replace(day=1)))


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    marks = [first.replace(day=1)]
    while _next_month(marks[-1]) < last:
        marks.append(_next_month(marks[-1]))
    return marks


def _month_name(first: date, step: int) -> Text:
    if step == 12:
        return NOTHING  # the upper row names the years
    if step == 3:
        return Text(f"{first.month}月〜", f"{first:%b}–")
    return Text(f"{first.month}月", f"{first:%b}")
