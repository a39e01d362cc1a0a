"""The shapes of a Gantt chart on a slide, native and named after what they show: calendar, bars, 稲妻線, legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from kaname.exchange.reports import slide_parts as parts

DAY = 14400
"""Ticks of a day: tenths of minutes."""
_FIRST = date(1970, 1, 1)
PLAN, DONE, CRITICAL, LATE, PROMISED, ROOF, LINE = "9DB7DC", "4A74B4", "E3A19B", "B3261E", "B9BEC7", "3A4252", "8A5A00"
MONTHS_AT, QUARTERS_AT = 100, 800
"""Days of a plan from which months, and quarters, are named rather than weeks."""


@dataclass(frozen=True, slots=True)
class Scale:
    """``first`` and ``last`` day of the chart, days since 1970-01-01; ``unit`` that is named: week, month, quarter."""

    first: int
    last: int
    unit: str

    @classmethod
    def of(cls, ticks: Sequence[int | None], status: int | None) -> "Scale":
        """Return the scale on which all instants lie, whole units wide."""
        known = [t for t in (*ticks, status) if t is not None] or [0]
        first, last = min(known) // DAY, -(-max(known) // DAY)
        days = last - first
        unit = "week" if days < MONTHS_AT else "month" if days < QUARTERS_AT else "quarter"
        begin = cls._begins(first, unit)
        end = last + max(1, days // 20)  # room for the dates of the last milestones
        return cls(begin, end, unit)

    def share(self, ticks: int) -> float:
        """Return where an instant lies, 0 at the chart's left and 1 at its right."""
        return min(max((ticks / DAY - self.first) / (self.last - self.first), 0.0), 1.0)

    def units(self) -> Iterator[date]:
        """Yield the first day of each unit, and then the day after the last."""
        day = _FIRST + timedelta(days=self.first)
        while (day - _FIRST).days < self.last:
            yield day
            if self.unit == "week":
                day += timedelta(days=7)
            else:
                months = day.month - 1 + (3 if self.unit == "quarter" else 1)
                day = date(day.year + months // 12, months % 12 + 1, 1)
        yield day

    @staticmethod
    def _begins(day: int, unit: str) -> int:
        there = _FIRST + timedelta(days=day)
        if unit == "week":
            return day - there.weekday()
        month = there.month if unit == "month" else (there.month - 1) // 3 * 3 + 1
        return (date(there.year, month, 1) - _FIRST).days


@dataclass(frozen=True, slots=True)
class Chart:
    """Where to draw: rows ``high`` below a ``head``, in the slide's units."""

    slide: Any
    area: parts.Area
    head: int
    high: int
    scale: Scale
    english: bool

    def _x(self, ticks: float) -> int:
        return self.area.left + int(self.area.width * self.scale.share(int(ticks)))

    def _y(self, row: int, share: float) -> int:
        return self.area.top + self.head + int(self.high * (row + share))

    def calendar(self, rows: int) -> None:
        """Draw the years and units of time, and a thin line at the beginning of each."""
        days = list(self.scale.units())
        bottom, half = self._y(rows, 0), self.head // 2
        step = max(1, -(-(len(days) - 1) * parts.inches(0.42) // self.area.width))
        for n, (day, after) in enumerate(pairwise(days)):
            left, right = self._x((day - _FIRST).days * DAY), self._x((after - _FIRST).days * DAY)
            self._stroke(left, self.area.top + half, left, bottom, "D5D9E0", 0.5)
            if n == 0 or day.year != days[n - 1].year:
                self._word(
                    f"{day.year}" if self.english else f"{day.year}年", left, self.area.top, half, parts.inches(0.7)
                )
            if n % step == 0 and left < self.area.left + self.area.width - parts.inches(0.2):
                wide = max(right - left, parts.inches(0.42)) * step
                self._word(self._named(day), left, self.area.top + half, half, wide)
        for row in range(rows + 1):
            self._stroke(
                self.area.left, self._y(row, 0), self.area.left + self.area.width, self._y(row, 0), "E7EAEF", 0.5
            )

    def _named(self, day: date) -> str:
        if self.scale.unit == "week":
            return f"{day.day} {day:%b}" if self.english else f"{day.month}/{day.day}"
        if self.scale.unit == "quarter":
            return f"{day:%b}" if self.english else f"{day.month}月〜"
        return f"{day:%b}" if self.english else f"{day.month}月"

    def promised(self, row: int, start: int, finish: int, name: str) -> None:
        """Draw what the baseline promised, thin under the bar."""
        self._box(self._x(start), self._y(row, 0.78), self._x(finish), self._y(row, 0.92), PROMISED, name)

    def bar(self, row: int, start: int, finish: int, percent: float, name: str, *, critical: bool) -> None:
        """Draw an activity: what is done dark, the rest light."""
        reached = start + (finish - start) * min(max(percent, 0.0), 100.0) / 100
        top, bottom = self._y(row, 0.2), self._y(row, 0.7)
        self._box(self._x(start), top, self._x(finish), bottom, CRITICAL if critical else PLAN, name)
        if percent > 0:
            self._box(
                self._x(start), top, self._x(reached), bottom, LATE if critical else DONE, f"{name} {percent:g} %"
            )

    def summary(self, row: int, start: int, finish: int, name: str) -> None:
        """Draw a summary: a thin dark roof over what it holds."""
        self._box(self._x(start), self._y(row, 0.3), self._x(finish), self._y(row, 0.5), ROOF, name)

    def milestone(self, row: int, at: int, name: str, said: str, *, critical: bool) -> None:
        """Draw a milestone with its date."""
        size = int(self.high * 0.7)
        left, top = self._x(at) - size // 2, self._y(row, 0.12)
        shape = self.slide.shapes.add_shape(4, left, top, size, size)  # MSO_SHAPE.DIAMOND
        parts.paint(shape, LATE if critical else ROOF, name)
        room = self.area.left + self.area.width - left - size
        wide = parts.inches(0.7)
        self._word(
            said,
            left + size + parts.inches(0.03) if room >= wide else left - wide - parts.inches(0.03),
            self._y(row, 0),
            self.high,
            wide,
            8,
        )

    def line(self, status: int, reached: Sequence[int | None]) -> None:
        """Draw the 稲妻線: from the report date to what each row has reached."""
        at = self._x(status)
        builder = self.slide.shapes.build_freeform(at, self.area.top + self.head, scale=1.0)
        points = []
        for row, tick in enumerate(reached):
            if tick is not None and tick != status:
                points += [(at, self._y(row, 0)), (self._x(tick), self._y(row, 0.45)), (at, self._y(row, 0.95))]
        builder.add_line_segments([*points, (at, self._y(len(reached), 0))], close=False)
        shape = parts.plain(builder.convert_to_shape())
        shape.name = "稲妻線" if not self.english else "progress line"
        shape.fill.background()
        parts.stroke(shape.line, LINE, 1.5)

    def legend(self, area: parts.Area, words: dict[str, str]) -> None:
        """Say what the colours mean: plan, done, critical, baseline, line."""
        left, colours = (
            area.left,
            {"done": DONE, "plan": PLAN, "critical": CRITICAL, "baseline": PROMISED, "line": LINE},
        )
        for role, word in words.items():
            top, thin = area.top + area.height // 3, area.height // 3
            self._box(left, top, left + parts.inches(0.25), top + thin, colours[role], f"■ {word}")
            wide = parts.inches(0.2 + 0.135 * sum(0.6 if ord(c) < 256 else 1 for c in word))
            self._word(word, left + parts.inches(0.28), area.top, area.height, wide, 9)
            left += parts.inches(0.4) + wide

    def _box(self, left: int, top: int, right: int, bottom: int, colour: str, name: str) -> None:
        shape = self.slide.shapes.add_shape(1, left, top, max(right - left, 9525), bottom - top)  # MSO_SHAPE.RECTANGLE
        parts.paint(shape, colour, name)

    def _stroke(self, x: int, y: int, to_x: int, to_y: int, colour: str, points: float) -> None:
        line = parts.plain(self.slide.shapes.add_connector(1, x, y, to_x, to_y))  # MSO_CONNECTOR.STRAIGHT
        parts.stroke(line.line, colour, points)

    def _word(self, word: str, left: int, top: int, high: int, wide: int, size: float = 9) -> None:
        parts.word(self.slide, word, parts.Area(left, top, wide, high), size)
