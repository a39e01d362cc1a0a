"""An organisation's own workbook filled: its sheets stay as they are, ours come behind them, its marks are replaced."""

from io import BytesIO
from typing import Any

from kaname.exchange.reports.document import Cell, Chart, ReportDocument, Table
from kaname.exchange.reports.drawing import table as twin

MARKS = ("{{title}}", "{{subtitle}}", "{{number}}", "{{conclusion}}")
"""What may stand in a cell of the base file; the first and the third must."""


def write(document: ReportDocument, base: bytes, number: str, blocks: list[tuple[str, Table | Chart]]) -> bytes:
    """Return the base workbook with the marks in its cells replaced and a sheet a table behind its own."""
    from openpyxl import load_workbook

    book: Any = load_workbook(BytesIO(base))
    said = (document.title, document.subtitle, number, "\n".join(document.conclusion))
    _replace(book, dict(zip(MARKS, said, strict=True)))
    for name, block in blocks:
        sheet = book.create_sheet(name if name not in book.sheetnames else f"{name[:27]}+")
        for y, line in enumerate(_lines(block), start=1):
            for x, cell in enumerate(line, start=1):
                _write(sheet.cell(y, x), cell, head=y == 1)
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
    book.properties.title = f"{document.title} {document.subtitle}"
    book.properties.created = book.properties.modified = document.made_at.replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _replace(book: Any, values: dict[str, str]) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "{{" in cell.value:
                    text = cell.value
                    for mark, value in values.items():
                        text = text.replace(mark, value)
                    _as_text(cell, text)


def _lines(block: Table | Chart) -> list[list[Cell]]:
    if isinstance(block, Chart):
        numbers = twin(block)
        return [[Cell(str(v), v) for v in line] for line in (numbers["head"], *numbers["rows"])]
    return [[Cell(c.label) for c in block.columns], *(list(row.cells) for row in block.rows)]


def _write(place: Any, cell: Cell, *, head: bool) -> None:
    from openpyxl.styles import Font

    value = cell.value if cell.value is not None else cell.text
    if isinstance(value, str):
        _as_text(place, value)
    else:
        place.value = value
    if head:
        place.font = Font(bold=True)


def _as_text(place: Any, text: str) -> None:
    """Write text that stays text: a name that begins with = is no formula."""
    place.value = text
    place.data_type = "s"
