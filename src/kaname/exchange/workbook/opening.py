"""From bytes to grids: .xlsx and .xls through calamine, .csv through the encoding that fits."""

import csv
import io

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.workbook import container
from kaname.exchange.workbook.grid import Grid, Merge, Value

MOST_CELLS = 20_000_000
"""A sheet whose used area is larger holds formatting by mistake; only its filled rows could matter."""


def open_grids(data: bytes, name: str) -> list[Grid]:
    """Return every worksheet of a file. Raises ProblemsFound when the file cannot be opened."""
    if container.is_text(data, name):
        return [_text_grid(data, name)]
    container.check(data, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _grid(workbook.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible, index)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as problem:
        raise ProblemsFound([error("workbook-damaged", name)]) from problem


def _grid(sheet: CalamineSheet, hidden: bool, index: int) -> Grid:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise ProblemsFound([error("workbook-sheet-too-large", sheet.name, rows=sheet.total_height)])
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    merges: list[Merge] = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return Grid(sheet.name, rows, merges, hidden, index)


def _text_grid(data: bytes, name: str) -> Grid:
    text = _decoded(data, name)
    sample = text[:4000]
    delimiter = max(",\t;", key=sample.count)
    rows: list[list[Value]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
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
    raise ProblemsFound([error("workbook-damaged", name)])
