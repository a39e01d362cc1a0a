"""Plans without date columns: the painted bars of a chart whose header holds the days."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from kaname.exchange.workbook.dated import Dates
from kaname.exchange.workbook.dates import Read, read_date
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Grid, Value
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import Table
from kaname.exchange.workbook.years import with_years

type Days = dict[int, tuple[date, date]]
"""The first and last day that each column of a chart stands for."""

_MONTH = re.compile(r"(?:(\d{4})\s*[年/.-]\s*)?(\d{1,2})\s*月?度?")
_ABOVE = 3  # rows above the header in which months can stand
_MOST = 0.6  # of the columns must say a day
_SHADED = 0.8  # columns painted in more of the rows are days off, not work


def chart_columns(header: Header) -> tuple[int, int] | None:
    """Return the first and last column of a chart that must be read, since no column says when."""
    columns = [c.index for c in header.columns if c.role == Role.GANTT]
    dated = any(c.role in (Role.START, Role.FINISH) for c in header.columns)
    return (min(columns), max(columns)) if len(columns) > 2 and not dated else None


def read_chart(
    table: Table, entries: Sequence[Entry], dates: Sequence[Dates], near: datetime | None, report: Report
) -> bool:
    """Set planned dates from painted or marked cells; False where the chart's header tells no days."""
    days = chart_days(table.grid, table.header, near)
    if not days:
        return False
    bars = [_bar(table, entry, days) for entry in entries]
    shaded = {
        c for c, n in Counter(c for bar in bars for c in bar).items() if n > _SHADED * len(bars) and len(bars) > 4
    }
    count = 0
    for bar, found in zip(bars, dates, strict=True):
        worked = sorted(bar - shaded)
        if worked:
            count += 1
            first, last = _without_weekends(days[worked[0]][0], days[worked[-1]][1])
            found.read[Role.START, Aspect.PLAN] = Read(datetime.combine(first, time()))
            found.read[Role.FINISH, Aspect.PLAN] = Read(datetime.combine(last, time()))
    report.tell("workbook-chart-read", table.grid.name, count=count)
    return True


def _without_weekends(first: date, last: date) -> tuple[date, date]:
    """Trim the weekends off the ends of a bar: a week's column is painted whole."""
    saturday, day = 5, timedelta(days=1)
    while last.weekday() >= saturday and last > first:
        last -= day
    while first.weekday() >= saturday and first < last:
        first += day
    return first, last


def _bar(table: Table, entry: Entry, days: Mapping[int, object]) -> set[int]:
    if entry.group:
        return set()
    marked = {c for c, value in table.grid.filled(entry.row) if c in days and isinstance(value, str) and value.strip()}
    return marked | (set(table.layout.filled.get(entry.row, ())) & set(days))


def chart_days(grid: Grid, header: Header, near: datetime | None) -> Days:
    """Return the days of the chart's columns: from dates in a row, or from months above numbers of days."""
    columns = [c.index for c in header.columns if c.role == Role.GANTT]
    rows = [*range(max(0, header.top - _ABOVE), header.bottom + 1), *_below(grid, header, set(columns))]
    for row in reversed(rows):
        starts = _dated(grid, row, columns, near) or _numbered(grid, row, rows, columns, near)
        if starts:
            return _spans(starts)
    return {}


def _below(grid: Grid, header: Header, columns: set[int]) -> list[int]:
    """Return the rows right below the header that hold nothing but the chart's days."""
    below = []
    for row in range(header.bottom + 1, min(header.bottom + 1 + _ABOVE, len(grid.rows))):
        filled = [column for column, _ in grid.filled(row)]
        if not filled or not set(filled) <= columns:
            break
        below.append(row)
    return below


def _dated(grid: Grid, row: int, columns: Sequence[int], near: datetime | None) -> dict[int, date]:
    values = {c: grid.value(row, c) for c in columns}
    reads = {c: read for c, v in values.items() if not _is_small(v) and (read := read_date(v)) is not None}
    if len(reads) < 2 or len(reads) < _MOST * len(columns):
        return {}
    dated = with_years([[read] for read in reads.values()], near)
    return {c: row[0].when.date() for c, row in zip(reads, dated, strict=True) if row[0] is not None}


def _is_small(value: Value) -> bool:
    return isinstance(value, float) and value < 32


def _numbered(
    grid: Grid, row: int, rows: Sequence[int], columns: Sequence[int], near: datetime | None
) -> dict[int, date]:
    numbers = {c: n for c in columns if (n := _day_number(grid.value(row, c))) is not None}
    if len(numbers) < 3 or len(numbers) < _MOST * len(columns):
        return {}
    months = next((found for above in rows if above < row and (found := _months(grid, above, columns))), {})
    if not months:
        return {}
    reads: dict[int, Read] = {}
    year, month = None, 0
    for column, number in numbers.items():
        year, month = months.get(column, (year, month))
        read = read_date(f"{year}/{month}/{number}" if year else f"{month}/{number}") if month else None
        if read is not None:
            reads[column] = read
    dated = with_years([[read] for read in reads.values()], near)
    return {c: row[0].when.date() for c, row in zip(reads, dated, strict=True) if row[0] is not None}


def _day_number(value: Value) -> int | None:
    if isinstance(value, float) and value.is_integer() and 1 <= value <= 31:
        return int(value)
    match = re.fullmatch(r"(\d{1,2})日?", value.strip()) if isinstance(value, str) else None
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _months(grid: Grid, row: int, columns: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """Return year and month where a month begins (a label may stand anywhere over its days, mostly the first)."""
    found: dict[int, tuple[int | None, int]] = {}
    for column in columns:
        value = grid.value(row, column)
        if isinstance(value, date):
            found[column] = (value.year, value.month)
        match = _MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
        if match and ("月" in str(value) or match[1]) and 1 <= int(match[2]) <= 12:
            found[column] = (int(match[1]) if match[1] else None, int(match[2]))
    return found


def _spans(starts: Mapping[int, date]) -> Days:
    columns = sorted(starts)
    days: Days = {}
    width = 1
    for place, column in enumerate(columns):
        if place + 1 < len(columns):
            width = max(1, (starts[columns[place + 1]] - starts[column]).days)
        days[column] = (starts[column], starts[column] + timedelta(days=width - 1))
    return days
