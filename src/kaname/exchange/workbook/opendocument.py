"""OpenDocument spreadsheets (.ods, .fods) as LibreOffice writes them: what cells hold and how they look.

One streaming pass over the content for both; nothing in it is executed and no link in it is followed. Names and
meanings of elements: OASIS OpenDocument 1.3, part 3, section 9.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lxml import etree

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.workbook.container import DAMAGED
from kaname.exchange.workbook.grid import Grid, Merge, Value
from kaname.exchange.workbook.opendocument_styles import styles_of

MOST_CELLS = 12_000_000
"""As of other workbooks: cells of the rectangle that a sheet fills."""
MOST_FILLED, MOST_PAINTED = 3_000_000, 1_000_000
"""Cells of a sheet that hold something; cells that only look like something, of which the others are not looked at."""
WIDEST, FARTHEST = 16_384, 1_048_576
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_STREAMED = [f"{_TABLE}{name}" for name in ("table", "table-row", "table-row-group", "table-column")]
_UNSAID = frozenset((f"{_OFFICE}annotation", f"{_TEXT}ruby-text", f"{_TEXT}note"))
"""What stands in a cell without being its text: comments, readings above characters, footnotes."""
_WIDE_BAR = 1000
"""Columns; what is painted further is the sheet itself."""
_TIME = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


@dataclass(slots=True)
class Cell:
    """A cell that holds something, with where it stands."""

    row: int
    column: int
    value: Value
    style: str = ""
    failed: str = ""  # what its formula shows instead of a value: #REF!
    unstored: bool = False
    percent: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet as the pass finds it; rows and columns are counted from 0."""

    name: str
    style: str = ""
    cells: list[Cell] = field(default_factory=list)
    painted: list[tuple[int, int, str]] = field(default_factory=list)  # row, column, style of empty cells
    merges: list[Merge] = field(default_factory=list)
    outlines: dict[int, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)  # first, last, name
    rows: int = 0
    columns: int = 0


def content_of(data: bytes, name: str) -> bytes:
    """Return the XML with the sheets. Raises ProblemsFound: encrypted, damaged, or with a document type."""
    content = data
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.namelist()
                manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
                locked = b"encryption-data" in manifest or "encrypted-package" in members
                content = b"" if locked else archive.read("content.xml")
        except DAMAGED:
            raise ProblemsFound([error("workbook-damaged", name)]) from None
        if locked:
            raise ProblemsFound([error("workbook-encrypted", name)])
    if b"<!DOCTYPE" in content[:65536] or b"<!ENTITY" in content[:65536]:
        raise ProblemsFound([error("xml-document-type", name)])
    return content


def read_grids(data: bytes, name: str) -> list[Grid]:
    """Return every sheet. Raises ProblemsFound where the file cannot be opened or a sheet is too large."""
    content = content_of(data, name)
    styles = styles_of(content)
    grids = []
    for index, sheet in enumerate(sheets_of(content, name)):
        rows: list[list[Value]] = [[] for _ in range(sheet.rows)]
        for cell in sheet.cells:
            if cell.value != "":
                row = rows[cell.row]
                row.extend([""] * (cell.column + 1 - len(row)))
                row[cell.column] = cell.value
        grids.append(Grid(sheet.name, rows, sheet.merges, styles.look(sheet.style).hidden, index))
    return grids


def sheets_of(content: bytes, name: str) -> Iterator[Sheet]:
    """Yield the sheets. Raises ProblemsFound: XML that breaks off, or a sheet that is too large."""
    found: _Pass | None = None
    depth = 0
    try:
        for event, element in etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            tag=_STREAMED,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            kind = element.tag.removeprefix(_TABLE)
            if kind == "table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:  # a table inside a cell is no sheet
                    found = _Pass(Sheet(element.get(f"{_TABLE}name") or "", element.get(f"{_TABLE}style-name") or ""))
                elif event == "end" and depth == 0 and found is not None:
                    yield found.sheet
                    found = None
            elif found is not None and depth == 1:
                found.take(kind, event == "start", element, name)
            if event == "end":
                element.clear()
    except etree.XMLSyntaxError as broken:
        raise ProblemsFound([error("workbook-damaged", name)]) from broken


class _Pass:
    """Puts one sheet together from its columns, groups and rows as they come."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = self.column = self.level = 0

    def take(self, kind: str, begins: bool, element: etree._Element, name: str) -> None:
        if kind == "table-row-group":
            self.level += 1 if begins else -1
        elif not begins and kind == "table-column":
            self._columns(element)
        elif not begins and kind == "table-row":
            self._rows(element, name)

    def _columns(self, element: etree._Element) -> None:
        first, self.column = self.column, min(self.column + _count(element, "number-columns-repeated"), WIDEST)
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter") and self.column - first < WIDEST // 2:
            self.sheet.hidden_columns |= set(range(first, self.column))
        style = element.get(f"{_TABLE}default-cell-style-name")
        if style:
            self.sheet.column_styles.append((first, self.column - 1, style))

    def _rows(self, element: etree._Element, name: str) -> None:
        """Take a row as often as it repeats: empty ones at the end of a sheet repeat a million times."""
        first, self.row = self.row, min(self.row + _count(element, "number-rows-repeated"), FARTHEST)
        room = MOST_PAINTED - len(self.sheet.painted)
        cells = list(_cells(element, first, self.sheet, room)) if first < FARTHEST else []
        if not cells:
            return
        self.sheet.columns = max(self.sheet.columns, cells[-1].column + 1)
        self.sheet.rows = self.row
        self._check(name, len(cells) * (self.row - first))
        hidden = element.get(f"{_TABLE}visibility") in ("collapse", "filter")
        for row in range(first, self.row):
            if hidden:
                self.sheet.hidden_rows.add(row)
            if self.level:
                self.sheet.outlines[row] = self.level
            self.sheet.cells += cells if row == first else [_moved(cell, row) for cell in cells]

    def _check(self, name: str, more: int) -> None:
        rows, columns = self.sheet.rows, self.sheet.columns
        if rows * columns > MOST_CELLS or len(self.sheet.cells) + more > MOST_FILLED:
            where = f"{name} {self.sheet.name}".strip()
            raise ProblemsFound([error("workbook-sheet-too-large", where, rows=rows, columns=columns)])


def _cells(element: etree._Element, row: int, sheet: Sheet, room: int) -> Iterator[Cell]:
    """Yield the cells of a row that hold anything; note merged ones, and the looks of ``room`` empty ones."""
    column = 0
    for part in element:
        if part.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _count(part, "number-columns-repeated")
        cell = _cell(part, row, column)
        if cell.value != "" or cell.failed or cell.unstored:
            for place in range(column, min(column + times, WIDEST)):
                yield cell if place == column else _moved(cell, row, place)
        elif cell.style and times < min(_WIDE_BAR, room):  # perhaps a bar of a painted chart
            sheet.painted += [(row, place, cell.style) for place in range(column, column + times)]
            room -= times
        wide, tall = _count(part, "number-columns-spanned"), _count(part, "number-rows-spanned")
        if wide > 1 or tall > 1:
            sheet.merges.append((row, column, min(row + tall, FARTHEST) - 1, min(column + wide, WIDEST) - 1))
        column += times
        if column >= WIDEST:
            return


def _moved(cell: Cell, row: int, column: int | None = None) -> Cell:
    place = cell.column if column is None else column
    return Cell(row, place, cell.value, cell.style, cell.failed, cell.unstored, cell.percent)


def _cell(part: etree._Element, row: int, column: int) -> Cell:
    kind = part.get(f"{_OFFICE}value-type") or ""
    cell = Cell(row, column, "", part.get(f"{_TABLE}style-name") or "", percent=kind == "percentage")
    text = "\n".join(_text(p) for p in part if p.tag == f"{_TEXT}p") if len(part) else ""
    if part.get(_ERROR) == "error" or (part.get(f"{_TABLE}formula") and text.startswith(("#", "Err:"))):
        cell.failed = text or "#N/A"
    elif part.get(f"{_TABLE}formula") and not kind:
        cell.unstored = True
    else:
        cell.value = _value(part, kind, text)
    return cell


def _value(part: etree._Element, kind: str, text: str) -> Value:
    """Return what a cell holds; a value that its own attribute does not spell is its text."""
    try:
        if kind in ("float", "percentage", "currency"):
            return float(part.get(f"{_OFFICE}value") or "")
        if kind == "date":
            return _moment(part.get(f"{_OFFICE}date-value") or "")
        if kind == "time":
            return _span(part.get(f"{_OFFICE}time-value") or "")
    except (ValueError, OverflowError):
        return text
    if kind == "boolean":
        return part.get(f"{_OFFICE}boolean-value") == "true"
    return text or (part.get(f"{_OFFICE}string-value") or "")


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).replace(tzinfo=None)


def _span(text: str) -> timedelta:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (float(part or 0) for part in match.groups()[1:])
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -span if match[1] else span


def _text(element: etree._Element) -> str:
    """Return a paragraph as it reads: spaces, tabs and line breaks are elements of their own."""
    said = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            said.append(" " * min(_number(part.get(f"{_TEXT}c")), 1000))
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            said.append("\t" if part.tag.endswith("tab") else "\n")
        elif isinstance(part.tag, str) and part.tag not in _UNSAID:
            said.append(_text(part))
        said.append(part.tail or "")
    return "".join(said)


def _count(element: etree._Element, name: str) -> int:
    return _number(element.get(f"{_TABLE}{name}"))


def _number(text: str | None) -> int:
    """Return how often something is meant, once where it is not said."""
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1
