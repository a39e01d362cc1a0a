"""The board as .csv and .xlsx: every row of the filters, with real dates and numbers in the cells."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse

from kaname.domains.core.queries import today
from kaname.domains.reporting.queries.board import Row, add_milestones
from kaname.web.portfolio.columns import COLUMNS
from kaname.web.portfolio.reading import read
from kaname.web.shell.access import portfolio_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula; Excel in Japanese reads the wide signs so too."""


@portfolio_page
def csv_file(request: HttpRequest) -> HttpResponse:
    """Return the rows as CSV that Excel opens in Japanese (UTF-8 with a mark)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([str(c.label) for c in COLUMNS])
    writer.writerows([safe_text(c.cell(row)) for c in COLUMNS] for row in _rows(request))
    return _file("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", "csv")


@portfolio_page
def xlsx_file(request: HttpRequest) -> HttpResponse:
    """Return the rows as a workbook: dates are dates, numbers are numbers, text is text."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("portfolio")
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy/mm/dd"})
        for x, column in enumerate(COLUMNS):
            sheet.write_string(0, x, str(column.label), head)
        rows = _rows(request)
        for y, row in enumerate(rows, start=1):
            for x, column in enumerate(COLUMNS):
                _write(sheet, y, x, column.cell(row), day)
        sheet.freeze_panes(1, 4)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        sheet.autofit()
    return _file(out.getvalue(), XLSX, "xlsx")


def _rows(request: HttpRequest) -> list[Row]:
    board = read(request)
    add_milestones(board.rows, board.selection.as_of)
    return board.rows


def _write(sheet: Any, y: int, x: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, value, day)
    elif isinstance(value, (int, float)):
        sheet.write_number(y, x, value)
    elif value:
        sheet.write_string(y, x, str(value))


def safe_text(value: Any) -> Any:
    """Keep a spreadsheet from reading a name as a formula."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def _file(content: str | bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="portfolio-{today():%Y%m%d}.{ending}"'
    return response
