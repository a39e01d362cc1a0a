"""The layout of a sheet of an OpenDocument spreadsheet: what :mod:`layout` tells of Excel's."""

import io
import zipfile

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.workbook.container import DAMAGED
from kaname.exchange.workbook.layout import Layout, Style
from kaname.exchange.workbook.opendocument import Sheet, content_of, sheets_of
from kaname.exchange.workbook.opendocument_styles import Styles, styles_of


def read_layout(data: bytes, index: int, columns: set[int], first_row: int, chart: tuple[int, int] | None) -> Layout:
    """Read the layout of the sheet at a place; what is asked for is as of Excel's workbooks."""
    try:
        content = content_of(data, "")
        sheet = next((sheet for n, sheet in enumerate(sheets_of(content, "")) if n == index), None)
    except ProblemsFound:  # told when the grids were read
        sheet = None
    if sheet is None:
        return Layout()
    styles = styles_of(content, _named_styles(data))
    layout = Layout([Style()], sheet.outlines, sheet.hidden_rows, sheet.hidden_columns)
    layout.errors = {(c.row, c.column): c.failed for c in sheet.cells if c.failed and c.row >= first_row}
    layout.unstored = [(c.row, c.column) for c in sheet.cells if c.unstored and c.row >= first_row]
    _style_cells(layout, sheet, styles, columns, first_row)
    if chart is not None:
        _paint(layout, sheet, styles, first_row, chart)
    return layout


def _style_cells(layout: Layout, sheet: Sheet, styles: Styles, columns: set[int], first_row: int) -> None:
    """Note the styles of the filled cells in the columns asked for."""
    numbers: dict[Style, int] = {Style(): 0}
    of_columns = {c: s for c in columns for first, last, s in sheet.column_styles if first <= c <= last}
    looks: dict[tuple[str, bool], int] = {}
    for cell in sheet.cells:
        if cell.column not in columns or cell.row < first_row:
            continue
        key = (cell.style or of_columns.get(cell.column, ""), cell.percent)
        if key not in looks:
            looks[key] = numbers.setdefault(styles.style(*key), len(numbers))
        if looks[key]:
            layout.cell_styles[cell.row, cell.column] = looks[key]
    layout.styles = list(numbers)


def _paint(layout: Layout, sheet: Sheet, styles: Styles, first_row: int, chart: tuple[int, int]) -> None:
    """Note which columns of the chart are painted in each row."""
    looked_at = [*sheet.painted, *((c.row, c.column, c.style) for c in sheet.cells)]
    filled: dict[str, bool] = {}
    for row, column, style in sorted(looked_at):
        if row < first_row or not chart[0] <= column <= chart[1]:
            continue
        if style not in filled:
            filled[style] = bool(styles.look(style).fill)
        if filled[style]:
            layout.filled.setdefault(row, []).append(column)


def _named_styles(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("styles.xml")
    except DAMAGED:
        return b""
