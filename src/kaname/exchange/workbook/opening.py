"""From bytes to grids: .xlsx and .xls through calamine, .csv through the encoding that fits."""

import csv
import io
import re
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.workbook import container
from kaname.exchange.workbook.grid import Grid, Merge, Value, column_number

MOST_CELLS = 12_000_000
"""A sheet is opened as a rectangle; one stray cell far away makes it larger than memory."""
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Za-z]+)(\d+)[\"'][^<>]*(?<!/)>")
"""A cell with a content; its address may lie beyond anything that a workbook can hold."""


def open_grids(data: bytes, name: str) -> list[Grid]:
    """Return every worksheet of a file. Raises ProblemsFound when the file cannot be opened."""
    if container.is_text(data, name):
        return [_text_grid(data, name)]
    container.check(data, name)
    _check_sizes(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _grid(workbook.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible, index)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as problem:
        raise ProblemsFound([error("workbook-damaged", name)]) from problem


def _check_sizes(data: bytes) -> None:
    """Refuse sheets whose rectangle of filled cells is too large, before anything allocates it."""
    if not data.startswith(container.ZIP):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                continue
            cells = _CELL.findall(_content(archive, name))
            rows = max((int(row[:20]) for row in {row for _, row in cells}), default=0)
            columns = max(
                (column_number(letters[:12].decode().upper()) for letters in {c for c, _ in cells}), default=0
            )
            if rows * columns > MOST_CELLS:
                raise ProblemsFound([error("workbook-sheet-too-large", name, rows=rows, columns=columns)])


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except container.DAMAGED as problem:
        raise ProblemsFound([error("workbook-damaged", archive.filename or name)]) from problem


def _grid(sheet: CalamineSheet, hidden: bool, index: int) -> Grid:
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    merges: list[Merge] = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return Grid(sheet.name, rows, merges, hidden, index)


def _text_grid(data: bytes, name: str) -> Grid:
    text = _decoded(data, name)
    sample = text[:4000]
    delimiter = max(",\t;", key=sample.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows: list[list[Value]] = [list(row) for row in reader]
    except csv.Error as problem:  # a quotation mark that never ends, above all
        raise ProblemsFound(
            [error("workbook-csv-unreadable", name, line=reader.line_num, reason=str(problem))]
        ) from problem
    return Grid(name.rsplit(".", 1)[0], rows)


def _decoded(data: bytes, name: str) -> str:
    """Return the text: UTF-16 and UTF-8 marks are believed, then UTF-8, then CP932 (Japanese Excel's own)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ProblemsFound([error("workbook-text-unreadable", name)])
