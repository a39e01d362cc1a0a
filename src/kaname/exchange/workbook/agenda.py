"""A sheet of working hours and working days: hour ranges and weekday names with yes or no, and days off."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kaname.exchange.document import Shifts
from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, Value
from kaname.exchange.workbook.working_calendar import Working, make_working

_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*[-~〜～–]\s*(\d{1,2}):(\d\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JAPANESE = "月火水木金土日"
_YES = frozenset(["yes", "y", "true", "○", "〇", "◯", "1", "稼働", "稼動", "出勤", "working", "はい"])
_NO = frozenset(["no", "n", "false", "×", "0", "休", "休日", "非稼働", "off", "いいえ"])


def read_agenda(grids: Sequence[Grid], first: date, last: date) -> Working | None:
    """Return the calendar of the first sheet that lists hours and weekdays, or None."""
    for grid in grids:
        hours, days, off = _hours(grid), _days(grid), _off(grid)
        if hours and len(days) == 7:
            shifts = _joined(hours)
            week: tuple[Shifts, ...] = tuple(shifts if works else () for works in days.values())
            return make_working(week, dict.fromkeys(off, ""), first, last, "agenda", grid.name)
    return None


def _answered(grid: Grid) -> list[tuple[str, bool]]:
    """Return every text whose right neighbour says yes or no."""
    found = []
    for row in grid.rows:
        for left, right in pairwise(row):
            word = right.strip().lower() if isinstance(right, str) else ""
            if isinstance(left, str) and word in _YES | _NO:
                found.append((left.strip(), word in _YES))
    return found


def _hours(grid: Grid) -> list[tuple[int, int]]:
    worked = [(_HOURS.fullmatch(text), works) for text, works in _answered(grid)]
    return sorted(
        (int(m[1]) * 60 + int(m[2]), int(m[3]) * 60 + int(m[4]) or 1440) for m, works in worked if m and works
    )


def _days(grid: Grid) -> dict[int, bool]:
    days = {}
    for text, works in _answered(grid):
        word = text.lower()
        if word[:3] in _WEEKDAYS:
            days[_WEEKDAYS.index(word[:3])] = works
        elif re.fullmatch(rf"[{_JAPANESE}](曜日?)?", text):
            days[_JAPANESE.index(text[0])] = works
    return dict(sorted(days.items()))


def _off(grid: Grid) -> list[date]:
    dates: list[Value] = [value for row in grid.rows for value in row if isinstance(value, date)]
    return [read.when.date() for value in dates if (read := read_date(value))]


def _joined(hours: list[tuple[int, int]]) -> Shifts:
    joined: list[tuple[int, int]] = []
    for start, end in hours:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
