"""One plan sheet read from its grid to activities, before the sheets are put together."""

from dataclasses import dataclass
from datetime import datetime

from kaname.exchange.document import Activity
from kaname.exchange.workbook.amounts import AmountReader, Amounts
from kaname.exchange.workbook.chart import chart_columns, read_chart
from kaname.exchange.workbook.container import is_open_document
from kaname.exchange.workbook.dated import Dates, read_dates
from kaname.exchange.workbook.entries import Entry, rows_of
from kaname.exchange.workbook.grid import column_letters
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.identity import Codes, name_entries, read_codes, repair_codes
from kaname.exchange.workbook.layout import Layout, read_layout
from kaname.exchange.workbook.name_levels import with_name_levels
from kaname.exchange.workbook.opendocument_layout import read_layout as open_document_layout
from kaname.exchange.workbook.quantities import Worth
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.sheet_choice import Candidate
from kaname.exchange.workbook.staircase import with_unlabelled
from kaname.exchange.workbook.table import Table, folded
from kaname.exchange.workbook.title_block import TitleBlock, read_title_block
from kaname.exchange.workbook.tree import adopt_named, grow
from kaname.exchange.workbook.two_lines import find_line_column, join_lines

_LOOKED_AT = (Role.NAME, Role.GROUP, Role.WORK, Role.DURATION, Role.PROGRESS)


@dataclass(slots=True)
class PlanSheet:
    """A plan sheet on its way to a document."""

    table: Table
    block: TitleBlock
    entries: list[Entry]
    codes: Codes
    dates: list[Dates]
    amounts: list[Amounts]
    activities: list[Activity]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.table.grid.name


def read_sheet(
    data: bytes, candidate: Candidate, taken: set[str], prefix: str, near: datetime | None, report: Report
) -> PlanSheet:
    """Read a sheet's rows, hierarchy, ids, dates and amounts; activities are made when the calendar is known."""
    header = with_unlabelled(candidate.grid, with_name_levels(candidate.grid, candidate.header))
    layout = _layout(data, candidate, header)
    table = Table(candidate.grid, header, layout)
    block = read_title_block(candidate.grid, header.top, header.bottom)
    _tell_table(table, report)
    table.line_column = find_line_column(table)
    rows = join_lines(table, rows_of(table, report), report)
    report.tell_gathered("workbook-rows-skipped", table.grid.name)
    repair_codes(table, list(rows), report)
    entries = grow(table, list(rows), report)
    unknown = [f"{c.title} ({column_letters(c.index)})" for c in table.unused()]
    if unknown and not header.records:
        report.tell("workbook-unknown-columns", table.grid.name, columns=unknown)
    for entry in entries:
        entry.second_row = rows.get(entry.row)
    codes = read_codes(table, entries)
    name_entries(table, entries, codes, taken, prefix, report)
    ordered = adopt_named(table, entries, _by_word(entries, codes), report)
    if ordered is not entries:
        entries, codes = ordered, read_codes(table, ordered)
    dates = read_dates(table, entries, block.near or near, report)
    if chart_columns(header):
        read_chart(table, entries, dates, block.near or near, report)
    reader = AmountReader(table, entries, Worth(), report)
    amounts = [reader.read(entry) for entry in entries]
    report.tell_gathered("workbook-undecided", table.grid.name)
    return PlanSheet(table, block, entries, codes, dates, amounts, [])


def _layout(data: bytes, candidate: Candidate, header: Header) -> Layout:
    columns = {c.index for c in header.columns if c.role in _LOOKED_AT}
    reader = open_document_layout if is_open_document(data) else read_layout
    return reader(data, candidate.grid.index, columns, header.bottom + 1, chart_columns(header))


def _by_word(entries: list[Entry], codes: Codes) -> dict[str, Entry]:
    words: dict[str, Entry] = {}
    for place, entry in enumerate(entries):
        for word in (*(codes.of(role, place) for role in codes.by_role), entry.name):
            if word:
                words.setdefault(folded(word), entry)
    return words


def _tell_table(table: Table, report: Report) -> None:
    """Tell which columns were left out or hidden, and cells that hold errors."""
    sheet, grid = table.grid.name, table.grid
    chart = [c.index for c in table.header.columns if c.role == Role.GANTT]
    if chart and not chart_columns(table.header):
        report.left_out["painted chart columns"] += len(chart)
        first, last = column_letters(min(chart)), column_letters(max(chart))
        report.tell("workbook-chart-ignored", sheet, first=first, last=last, count=len(chart))
    _tell_cells(table, report)
    for index in sorted(table.layout.hidden_columns & {c.index for c in table.header.columns if c.role != Role.GANTT}):
        report.gather("workbook-hidden-columns", grid.where(table.header.bottom, index))
    report.tell_gathered("workbook-hidden-columns", sheet)


def _tell_cells(table: Table, report: Report) -> None:
    titles = {c.index: c.title for c in table.header.columns if c.role != Role.GANTT}
    for (row, column), value in table.layout.errors.items():
        if column in titles:
            report.warn("workbook-error-value", table.grid.where(row, column), value=value, title=titles[column])
    for row, column in table.layout.unstored:
        if column in titles and table.grid.value(row, column) == "":
            report.gather("workbook-formula-unstored", table.grid.where(row, column))
    report.tell_gathered("workbook-formula-unstored", table.grid.name, warn=True)
    unlabelled = set(range(table.grid.width)) - {c.index for c in table.header.columns}
    rows = table.grid.rows[table.header.bottom + 1 :]
    count = sum(column < len(row) and row[column] != "" for column in unlabelled for row in rows)
    if count:
        report.left_out["cells without a header"] += count
