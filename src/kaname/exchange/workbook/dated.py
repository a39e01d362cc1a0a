"""The dates of every entry of a table: read, given their years, and told apart from what is no date."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.dates import Read, read_date
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Value, text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import DITTO, Table, clean
from kaname.exchange.workbook.years import with_years

_DATED = (Role.START, Role.FINISH, Role.DEADLINE, Role.CONSTRAINT_DATE)
_UNDECIDED = frozenset(
    ["未定", "tbd", "調整中", "検討中", "別途", "別途調整", "要調整", "未確定", "未", "?", "？", "tba"]
)

type Key = tuple[Role, Aspect]


@dataclass(slots=True)
class Dates:
    """The dates of one entry by meaning, and the raw texts that were no dates, by the column's title."""

    read: dict[Key, Read] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)

    def get(self, role: Role, aspect: Aspect = Aspect.PLAN) -> Read | None:
        """Return the date of a meaning."""
        return self.read.get((role, aspect))

    def planned(self, role: Role) -> Read | None:
        """Return the planned date, or the baseline's where the sheet has no other."""
        return self.read.get((role, Aspect.PLAN)) or self.read.get((role, Aspect.BASELINE))


def read_dates(table: Table, entries: Sequence[Entry], start: datetime | None, report: Report) -> list[Dates]:
    """Return the dates of every entry; ``start`` is a date near the plan for dates without a year."""
    columns = [c for c in table.header.columns if c.role in _DATED]
    columns.sort(key=lambda c: (c.aspect != Aspect.PLAN, c.aspect != Aspect.BASELINE))
    found = [Dates() for _ in entries]
    above: dict[int, Value] = {}
    reads = [
        [_read(table, entry, column, dates, above, report) for column in columns]
        for entry, dates in zip(entries, found, strict=True)
    ]
    for entry, row, dates in zip(entries, reads, found, strict=True):
        _ranges(table, entry, row, columns, dates)
    yearless = sum(r.yearless for row in reads for r in row if r)
    for row, dates in zip(with_years(reads, start), found, strict=True):
        for column, read in zip(columns, row, strict=True):
            if read is not None and column.role is not None:
                dates.read[column.role, column.aspect] = read
    if yearless:
        _tell_years(table, found, yearless, report)
    report.tell_gathered("workbook-undecided", table.grid.name)
    return found


def _read(
    table: Table, entry: Entry, column: Column, dates: Dates, above: dict[int, Value], report: Report
) -> Read | None:
    row = entry.second_row if entry.second_row is not None and column.aspect == Aspect.ACTUAL else entry.row
    value = "" if entry.group else clean(table.grid.value(row, column.index))
    if isinstance(value, str) and value in DITTO:
        value = above.get(column.index, "")
    above[column.index] = value
    if value == "" or (isinstance(value, float) and value == 0):
        return None
    read = read_date(value, table.layout.epoch_1904)
    if read is None and not _is_range(value):
        _refuse(table, row, column, value, dates, report)
    elif read is not None and read.rough:
        where = table.grid.where(row, column.index)
        report.warn("workbook-rough-date", where, value=text_of(value), title=column.title)
    return read


def _refuse(table: Table, row: int, column: Column, value: Value, dates: Dates, report: Report) -> None:
    text = text_of(value)
    where = table.grid.where(row, column.index)
    dates.raw[column.title] = text
    if text.lower() in _UNDECIDED:
        report.gather("workbook-undecided", where)
    else:
        report.warn("workbook-unreadable-date", where, value=text, title=column.title)


def _is_range(value: Value) -> bool:
    return isinstance(value, str) and len(_sides(value)) == 2


def _sides(text: str) -> list[Read]:
    for mark in ("〜", "～", "~", "－", "→", " - ", "から"):
        parts = [part.strip() for part in text.split(mark)]
        reads = [read for part in parts if (read := read_date(part)) is not None]
        if len(parts) == 2 and len(reads) == 2:
            return reads
    return []


def _ranges(table: Table, entry: Entry, row: list[Read | None], columns: list[Column], dates: Dates) -> None:
    """Read 4/1～4/10 in one cell of a start, finish or duration column into start and finish."""
    aspects = [(c, c.index) for c in table.header.columns if c.role in (Role.START, Role.FINISH, Role.DURATION)]
    for column, index in aspects:
        value = clean(table.grid.value(entry.row, index)) if not entry.group else ""
        sides = _sides(value) if isinstance(value, str) and value else []
        for role, side in zip((Role.START, Role.FINISH), sides, strict=False):
            place = next((i for i, c in enumerate(columns) if (c.role, c.aspect) == (role, column.aspect)), None)
            if place is not None:
                row[place] = side
            else:
                dates.read[role, column.aspect] = side


def _tell_years(table: Table, found: Sequence[Dates], count: int, report: Report) -> None:
    years = sorted({read.when.year for dates in found for read in dates.read.values() if read.yearless})
    if years == [2000]:
        report.warn("workbook-year-unknown", table.grid.name, count=count)
    else:
        report.warn("workbook-year-assumed", table.grid.name, count=count, years=years)
