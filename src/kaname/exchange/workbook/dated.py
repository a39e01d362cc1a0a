"""The dates of every entry of a table: read, given their years, and told apart from what is no date."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.date_order import find_order
from kaname.exchange.workbook.date_ranges import is_range, sides_of
from kaname.exchange.workbook.dates import Order, Read, read_date
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Value, text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import DITTO, Table, clean
from kaname.exchange.workbook.years import with_years

_DATED = (Role.START, Role.FINISH, Role.DEADLINE, Role.CONSTRAINT_DATE)
_RANGED = (Role.START, Role.FINISH, Role.DURATION)
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
    found = [Dates() for _ in entries]
    columns = [c for c in table.header.columns if c.role in _DATED]
    ranged = [c for c in table.header.columns if c.role in _RANGED and _holds_ranges(table, c)]
    slots = _slots(columns, ranged)
    order = _order(table, columns, report)
    above: dict[int, Value] = {}
    rows = []
    for entry, dates in zip(entries, found, strict=True):
        reads = {_key(c): _read(table, entry, c, dates, above, order, report) for c in columns}
        for column in ranged:
            reads |= _range(table, entry, column)
        rows.append([reads.get(slot) for slot in slots])
    yearless = sum(r.yearless for row in rows for r in row if r)
    for row, dates in zip(with_years(rows, start), found, strict=True):
        dates.read = {slot: read for slot, read in zip(slots, row, strict=True) if read is not None}
    if yearless:
        _tell_years(table, found, yearless, report)
    return found


def _order(table: Table, columns: Sequence[Column], report: Report) -> Order:
    """Return what stands first in the table's dates of three numbers, and tell it where it is not the month."""
    first = table.header.bottom + 1
    cells = (row[c.index] for row in table.grid.rows[first:] for c in columns if c.index < len(row))
    found = find_order(value for value in cells if isinstance(value, str))
    codes = {
        Order.DAY: "workbook-day-first",
        Order.YEAR: "workbook-year-first" if found.choice else "",
        Order.ERA: "workbook-era-first",
    }
    if code := codes.get(found.order, ""):
        report.tell(code, table.grid.name, value=found.example)
    return found.order


def _slots(columns: Sequence[Column], ranged: Sequence[Column]) -> list[Key]:
    """Return the meanings of dates that a row can hold, the plan's first: they anchor the years of the others."""
    keys = dict.fromkeys(_key(column) for column in columns)
    for column in ranged:
        keys |= dict.fromkeys((role, column.aspect) for role in (Role.START, Role.FINISH))
    return sorted(keys, key=lambda key: (key[1] != Aspect.PLAN, key[1] != Aspect.BASELINE, key[0] != Role.START))


def _key(column: Column) -> Key:
    return column.role or Role.START, column.aspect


def _read(
    table: Table,
    entry: Entry,
    column: Column,
    dates: Dates,
    above: dict[int, Value],
    order: Order,
    report: Report,
) -> Read | None:
    row = entry.second_row if entry.second_row is not None and column.aspect == Aspect.ACTUAL else entry.row
    if entry.group:
        return None
    value = clean(table.grid.value(row, column.index))
    if isinstance(value, str) and value in DITTO:
        value = above.get(column.index, "")
    above[column.index] = value
    if value == "" or (isinstance(value, float) and value == 0):
        return None
    read = read_date(value, table.layout.epoch_1904, order)
    if read is None and not is_range(value):
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


def _holds_ranges(table: Table, column: Column) -> bool:
    rows = range(table.header.bottom + 1, len(table.grid.rows))
    return any(is_range(value) for row in rows if isinstance(value := table.grid.value(row, column.index), str))


def _range(table: Table, entry: Entry, column: Column) -> dict[Key, Read | None]:
    """Read 4/1～4/10 in one cell of a start, finish or duration column into start and finish."""
    value = "" if entry.group else clean(table.grid.value(entry.row, column.index))
    sides = sides_of(value) if isinstance(value, str) and value else []
    return {(role, column.aspect): side for role, side in zip((Role.START, Role.FINISH), sides, strict=False)}


def _tell_years(table: Table, found: Sequence[Dates], count: int, report: Report) -> None:
    years = sorted({read.when.year for dates in found for read in dates.read.values() if read.yearless})
    if years == [2000]:
        report.warn("workbook-year-unknown", table.grid.name, count=count)
    else:
        report.warn("workbook-year-assumed", table.grid.name, count=count, years=years)
