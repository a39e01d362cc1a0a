"""From bytes to grids: .xlsx and .xls through calamine, .ods by its own XML, .csv as text."""

import io
import re
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error
from kaname.exchange.safety import check_archive
from kaname.exchange.workbook import container
from kaname.exchange.workbook.grid import Grid, Merge, Value, column_number
from kaname.exchange.workbook.markup import is_page, is_spreadsheet_xml, read_page, read_spreadsheet_xml
from kaname.exchange.workbook.text_table import read_text_table

MOST_CELLS = 12_000_000
"""A sheet is opened as a rectangle; one stray cell far away makes it larger than memory."""
_HEAD = 65536
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Za-z]+)(\d+)[\"'][^<>]*(?<!/)>")
"""A cell with a content; its address may lie beyond anything that a workbook can hold."""


def open_grids(data: bytes, name: str, problems: list[Diagnostic] | None = None) -> list[Grid]:
    """Return every worksheet of a file. Raises ProblemsFound when the file cannot be opened.

    ``problems`` receives what is wrong with a text that can be read all the same.
    """
    if container.is_text(data, name):
        return [read_text_table(data, name, [] if problems is None else problems)]
    if is_spreadsheet_xml(data[:_HEAD]):
        return read_spreadsheet_xml(data, name, [] if problems is None else problems)
    if is_page(data[:_HEAD]):
        return read_page(data, name)
    if container.is_open_document(data, name):
        return _open_document(data, name)
    container.check(data, name)
    _check_sizes(data)
    whole = data.startswith(container.OLE) or b"xl/workbook.bin" in data
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _grid(workbook.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible, index, whole)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as problem:
        raise ProblemsFound([error("workbook-damaged", name)]) from problem


def _open_document(data: bytes, name: str) -> list[Grid]:
    from kaname.exchange.workbook.opendocument import read_grids  # a rare kind

    if data.startswith(container.ZIP):
        check_archive(data, name)
    return read_grids(data, name)


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


def _grid(sheet: CalamineSheet, hidden: bool, index: int, whole: bool) -> Grid:
    """Return a sheet. ``whole``: the file is of a kind whose whole numbers come as int (.xls, .xlsb)."""
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    if whole:
        rows = [[float(v) if type(v) is int else v for v in row] for row in rows]
    merges: list[Merge] = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return Grid(sheet.name, rows, merges, hidden, index)
