"""Whole-day schedules of the example plans: the dates that a planner's tool would have stored in them.

Deliberately apart from the engine: the example files are also a test that the engine finds the same dates.
A boundary is a day's ordinal: work of day D begins at boundary D and ends at boundary D + 1.
Handles FS/SS/FF with lags in working days, two calendars, SNET, MSO, MFO and SNLT. Nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import jpholiday

Works = Callable[[int], bool]


def closed(day: date) -> bool:
    """Whether the invented company rests: weekends, national holidays, summer and new year's closures."""
    summer = date(day.year, 8, 12) <= day <= date(day.year, 8, 14)
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or summer or new_year or jpholiday.is_holiday(day)


def standard(boundary: int) -> bool:
    """Whether the day works on the standard calendar."""
    return not closed(date.fromordinal(boundary))


def every_day(_boundary: int) -> bool:
    """The calendar of work done on holidays."""
    return True


def begin(boundary: int, works: Works) -> int:
    """Return the first working day at or after a boundary."""
    while not works(boundary):
        boundary += 1
    return boundary


def after(boundary: int, days: int, works: Works) -> int:
    """Return the boundary at which ``days`` working days have passed (or, negative, where they began)."""
    while days > 0:
        boundary = begin(boundary, works) + 1
        days -= 1
    while days < 0:
        boundary -= 1
        days += works(boundary)
    return boundary


@dataclass
class Row:
    """One row of a plan's table; ``level`` counts from 1; a summary has no key."""

    name: str
    level: int
    key: str = ""
    days: int = 0
    days_now: int = 0
    after: list[tuple[str, str, int]] = field(default_factory=list)
    who: list[tuple[str, int]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def works(self) -> Works:
        """The calendar the row works on."""
        return every_day if "calendar" in self.options else standard


def dates(rows: list[Row], start: date, days_of: Callable[[Row], int]) -> dict[str, tuple[int, int]]:
    """Return each key's first boundary and the boundary where it ends, as early as the logic allows."""
    placed: dict[str, tuple[int, int]] = {}
    waiting = [row for row in rows if row.key]
    while waiting:
        ready = [row for row in waiting if all(key in placed for key, _, _ in row.after)]
        if not ready:
            raise ValueError("circle: " + ", ".join(row.key for row in waiting))
        for row in ready:
            placed[row.key] = _place(row, days_of(row), placed, start.toordinal())
        waiting = [row for row in waiting if row.key not in placed]
    return placed


def _place(row: Row, days: int, placed: Mapping[str, tuple[int, int]], start: int) -> tuple[int, int]:
    works = row.works
    first = max([start, *(_bound(link, days, placed, works) for link in row.after)])
    for name in ("snet", "mso"):
        if name in row.options:
            wanted = date.fromisoformat(row.options[name]).toordinal()
            first = wanted if name == "mso" else max(first, wanted)
    if "snlt" in row.options:
        first = min(first, date.fromisoformat(row.options["snlt"]).toordinal())
    if "mfo" in row.options:
        first = after(date.fromisoformat(row.options["mfo"]).toordinal() + 1, -days, works)
    if days == 0:
        return first, first
    first = begin(first, works)
    return first, after(first, days, works)


def _bound(link: tuple[str, str, int], days: int, placed: Mapping[str, tuple[int, int]], works: Works) -> int:
    key, kind, lag = link
    first, end = placed[key]
    if kind == "SS":
        return after(first, lag, works)
    if kind == "FF":
        return after(after(end, lag, works), -days, works)
    return after(end, lag, works)


def day_of_end(boundary: int, works: Works) -> date:
    """Return the last working day before a boundary."""
    while not works(boundary - 1):
        boundary -= 1
    return date.fromordinal(boundary) - timedelta(days=1)
