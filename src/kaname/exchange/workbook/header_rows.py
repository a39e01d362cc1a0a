"""Where the header of a sheet is, and what its columns mean: one to three rows, merged or not, in any row."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kaname.exchange.workbook.columns import Column, settle
from kaname.exchange.workbook.date_ranges import is_range
from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.headings import aspect_in, heading_of, is_negative, plain
from kaname.exchange.workbook.roles import Aspect, Heading, Role
from kaname.exchange.workbook.vocabulary import words

SEARCHED_ROWS = 80
TALLEST = 3
_WEIGHTS = {
    Role.NAME: 4.0, Role.START: 3.0, Role.FINISH: 3.0, Role.DURATION: 3.0, Role.PREDECESSORS: 3.0, Role.PROGRESS: 2.0,
    Role.WORK: 2.0, Role.WBS: 2.0, Role.GROUP: 1.5, Role.ASSIGNEE: 1.5, Role.OUTLINE: 1.5, Role.DEADLINE: 1.5,
}  # fmt: skip
_RANGE_TITLES = frozenset(
    words("日付 日程 日時 予定 予定日 実施日 作業日 作業予定 時期 date dates timeline when schedule")
)
"""Titles of columns that say from when to when in one cell."""
_CHART = 5  # columns of days that make a chart
_TIMES = {Role.START, Role.FINISH, Role.DURATION, Role.WORK, Role.PREDECESSORS}


@dataclass(slots=True)
class Header:
    """A header found: its rows (both ends included), its columns from left to right, and how like a WBS it looks."""

    top: int
    bottom: int
    columns: list[Column]
    score: float
    negatives: int = 0  # labels that tell another kind of list: issues, tests
    unlabelled: list[int] = field(default_factory=list)  # columns of the table without a word above them
    records: bool = False  # each row is one activity with its parent named: nothing is guessed from names

    @property
    def is_plan(self) -> bool:
        """Say whether the columns name activities and say when or how long."""
        roles = {column.role for column in self.columns}
        named = bool(roles & {Role.NAME, Role.GROUP})
        if self.negatives and not roles & {Role.START, Role.DURATION, Role.PREDECESSORS}:
            return False
        charted = sum(column.role == Role.GANTT for column in self.columns) >= _CHART
        return named and (bool(roles & _TIMES) or charted) and self.score >= (4 if charted else 6)


def find_header(grid: Grid) -> Header | None:
    """Return the block of rows that explains the most columns, or None where no row says anything."""
    merged = _merged_labels(grid)
    best: Header | None = None
    for top in range(min(SEARCHED_ROWS, len(grid.rows))):
        if not any(heading_of(v) for _, v in grid.filled(top) if isinstance(v, str)):
            continue
        for height in range(1, TALLEST + 1):
            found = _header(grid, top, top + height - 1, merged)
            if found and (best is None or found.score > best.score + 1e-9):
                best = found
    return _with_finish(grid, _with_ranges(grid, _over_chart(grid, best, merged))) if best else None


def _with_finish(grid: Grid, header: Header) -> Header:
    """Return the header with a column 完了 that holds dates as the finish, where no other column is."""
    if any(c.role == Role.FINISH for c in header.columns) or not any(c.role == Role.START for c in header.columns):
        return header
    rows = range(header.bottom + 1, len(grid.rows))
    for column in (c for c in header.columns if c.role == Role.STATUS):
        cells = [value for row in rows if (value := grid.value(row, column.index)) != ""]
        if cells and sum(read_date(value) is not None for value in cells) * 2 > len(cells):
            columns = [replace(c, role=Role.FINISH, aspect=Aspect.PLAN) if c is column else c for c in header.columns]
            return replace(header, columns=columns)
    return header


def _with_ranges(grid: Grid, header: Header) -> Header:
    """Return the header with a column Date or 日程 that holds two dates a cell as the start (and the finish)."""
    if any(c.role in (Role.START, Role.FINISH, Role.DURATION) for c in header.columns):
        return header
    rows = range(header.bottom + 1, len(grid.rows))
    dated = [c for c in header.columns if c.role is None and plain(c.title) in _RANGE_TITLES]
    found = next((c for c in dated if any(is_range(grid.value(row, c.index)) for row in rows)), None)
    if found is None:
        return header
    columns = [replace(c, role=Role.START, aspect=Aspect.PLAN) if c is found else c for c in header.columns]
    return replace(header, columns=columns, score=header.score + _WEIGHTS[Role.START])


def _over_chart(grid: Grid, header: Header, merged: dict[tuple[int, int], Value]) -> Header:
    """Return the header with the rows right below it that hold nothing but the days of a painted chart."""
    last = max((c.index for c in header.columns if c.role not in (None, Role.GANTT)), default=0)
    bottom = header.bottom
    while bottom - header.top < TALLEST and _is_chart_row(grid, bottom + 1, last):
        bottom += 1
    taller = _header(grid, header.top, bottom, merged) if bottom > header.bottom else None
    return replace(taller, score=header.score) if taller else header


def _is_chart_row(grid: Grid, row: int, last: int) -> bool:
    """Say whether a row holds days, weekdays or months to the right of the last column of the table, and no more."""
    values = dict(grid.filled(row))
    told = {_label(value) for value in values.values()}
    return len(told) >= _CHART and min(values) > last and all(is_calendar_value(value) for value in values.values())


def _merged_labels(grid: Grid) -> dict[tuple[int, int], Value]:
    """Return the value of every covered cell of the merged ranges near the top."""
    covered: dict[tuple[int, int], Value] = {}
    for top, left, bottom, right in grid.merges:
        if top >= SEARCHED_ROWS or (bottom - top) * (right - left) > 10_000:
            continue
        value = grid.value(top, left)
        covered |= {(r, c): value for r in range(top, bottom + 1) for c in range(left, right + 1)}
    return covered


def _header(grid: Grid, top: int, bottom: int, merged: dict[tuple[int, int], Value]) -> Header | None:
    if bottom >= len(grid.rows) or any(_holds_data(grid, row) for row in range(top, bottom + 1)):
        return None
    paths = _paths(grid, top, bottom, merged)
    columns = [c for i, path in enumerate(paths) if (c := _column(i, path)) is not None]
    if not columns:
        return None
    last = max((column.index for column in columns if column.role is not None and column.role != Role.GANTT), default=0)
    negatives = sum(is_negative(" ".join(path)) for path in paths)
    score = _score(columns) - 0.6 * (bottom - top) - 2.0 * negatives
    columns = settle([column for column in columns if column.role != Role.GANTT or column.index > last])
    empty = [i for i, path in enumerate(paths) if not path]
    return Header(top, bottom, columns, score, negatives, empty)


def _holds_data(grid: Grid, row: int) -> bool:
    """Say whether a row holds numbers or dates before its last label: then it is no header."""
    filled = list(grid.filled(row))
    last = max((c for c, v in filled if isinstance(v, str) and heading_of(v)), default=-1)
    return any(_is_data(v) for c, v in filled if c <= last) or (
        last < 0 and any(isinstance(v, (float, date)) and not is_calendar_value(v) for _, v in filled)
    )


def _is_data(value: Value) -> bool:
    """Say whether a cell is a number or a whole date, in a text table typed as text."""
    if not isinstance(value, str):
        return True
    text = value.strip()
    read = read_date(text) if text[:1].isdigit() else None
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None or (read is not None and not (read.yearless or read.rough))


def _score(columns: list[Column]) -> float:
    roles = {(column.role, column.aspect) for column in columns if column.role not in (None, Role.GANTT)}
    levels = sum(column.role == Role.GROUP and not column.weak for column in columns)
    score = 0.0
    for role, aspect in roles:
        full = _WEIGHTS.get(role, 0.5) if role else 0.0
        full = 1.0 if role == Role.NAME and levels > 1 else full  # the levels name; a Name beside them may be anybody's
        score += full if aspect in (Aspect.NONE, Aspect.PLAN) else min(full, 1.0)
    return score


def _paths(grid: Grid, top: int, bottom: int, merged: dict[tuple[int, int], Value]) -> list[list[str]]:
    """Return for each column the labels above it, from the top down, without repeats.

    A label without merging reaches to the right over empty cells that have a label below.
    """
    paths: list[list[str]] = [[] for _ in range(grid.width)]
    for row in range(top, bottom + 1):
        reach = ""
        for column in range(grid.width):
            label = _label(merged.get((row, column), grid.value(row, column)))
            below = row < bottom and _label(grid.value(row + 1, column)) != ""
            if label:
                reach = label
            elif below and reach and (row, column) not in merged:
                label = reach
            else:
                reach = ""
            if label and label not in paths[column]:
                paths[column].append(label)
    return paths


def _label(value: Value) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return text_of(value)


def _column(index: int, path: list[str]) -> Column | None:
    """Return what a column means; None when it has no label at all."""
    if not path:
        return None
    if all(_is_calendar_label(label) for label in path):
        return Column(index, " ".join(path), Role.GANTT)
    heading = _heading(path)
    if heading is None:
        return Column(index, " / ".join(path), None)
    return Column(index, " / ".join(path), heading.role, heading.aspect, heading.unit, heading.rank, heading.weak)


def _heading(path: list[str]) -> Heading | None:
    """Read the lowest label, with the amount named above it; else all labels together; else the highest."""
    lowest = heading_of(path[-1])
    whole = heading_of(" ".join(path)) if lowest is not None and lowest.role == Role.NAME else None
    if whole is not None and whole.role != Role.NAME:
        return whole  # Name below Resource
    if lowest is not None:
        aspect = lowest.aspect
        for label in reversed(path[:-1]):
            aspect = aspect if aspect != Aspect.NONE else aspect_in(label)
        return Heading(lowest.role, aspect, lowest.unit, lowest.rank, lowest.weak)
    for joined in (" ".join(path), *reversed(path[:-1])):
        heading = heading_of(joined)
        if heading is not None:
            return heading
    return None


_CALENDAR_LABEL = re.compile(
    r"\d{1,2}(月|日|週|w)?|[月火水木金土日祝休]|(sun|mon|tue|wed|thu|fri|sat)\w*|[smtwf]|(第|w)?\d{1,2}(週|w)?"
    r"|\d{4}[年/.-]?(\d{1,2}[月/.-]?(\d{1,2}日?)?)?|\d{1,2}[/.-]\d{1,2}|\d{4}-\d\d-\d\d|(上|中|下)旬?|week\d+"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(\d{2,4})?|[1-4]?q[1-4]?|\d{4}年度(\d{1,2}月)?|[(（].[)）]"
)


def _is_calendar_label(label: str) -> bool:
    return _CALENDAR_LABEL.fullmatch(label.lower().replace(" ", "")) is not None


def is_calendar_value(value: Value) -> bool:
    """Say whether a header cell is a day, week or month of a painted chart."""
    return isinstance(value, (date, datetime)) or (value != "" and _is_calendar_label(_label(value)))
