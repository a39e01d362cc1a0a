"""The board as .csv and .xlsx: every row of the filters, with real dates and numbers in the cells."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse

from kaname.domains.core.queries import today
from kaname.domains.reporting.queries.board import Row, add_milestones
from kaname.web.portfolio.columns import COLUMNS
from kaname.web.portfolio.reading import read
from kaname.web.shell.access import portfolio_page
from kaname.web.shell.books import Listed, write_book

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
    out = BytesIO()
    columns = [(column.label, column.cell) for column in COLUMNS]
    write_book(out, Listed("portfolio", columns, _rows(request), still=4))
    return _file(out.getvalue(), XLSX, "xlsx")


def _rows(request: HttpRequest) -> list[Row]:
    board = read(request)
    add_milestones(board.rows, board.selection.as_of)
    return board.rows


def safe_text(value: Any) -> Any:
    """Keep a spreadsheet from reading a name as a formula."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def _file(content: str | bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="portfolio-{today():%Y%m%d}.{ending}"'
    return response
