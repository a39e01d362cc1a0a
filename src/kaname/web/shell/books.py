"""Lists as workbooks: heads that stay, filters, real dates and numbers, and nothing that is taken for a formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.http import HttpResponse

from kaname.domains.core.queries import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
type Column[R] = tuple[Any, Callable[[R], Any]]
"""What stands over a column, and its value of a row: a date, a number, a text, or nothing."""


@dataclass(frozen=True, slots=True)
class Listed[R]:
    """One sheet. ``still``: so many columns stay when it is scrolled; ``narrowed``: its heads are filters."""

    name: str
    columns: Sequence[Column[R]]
    rows: Sequence[R]
    still: int = 1
    narrowed: bool = True


def write_book(out: BytesIO, *lists: Listed[Any]) -> None:
    """Write each list to a sheet of its own."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy/mm/dd"})
        for each in lists:
            sheet = book.add_worksheet(each.name)
            for x, (label, _value) in enumerate(each.columns):
                sheet.write_string(0, x, str(label), head)
            for y, row in enumerate(each.rows, start=1):
                for x, (_label, value) in enumerate(each.columns):
                    _write(sheet, y, x, value(row), day)
            sheet.freeze_panes(1, each.still)
            if each.narrowed:
                sheet.autofilter(0, 0, max(len(each.rows), 1), len(each.columns) - 1)
            sheet.autofit()


def download(name: str, write: Callable[[BytesIO], None], day: date | None = None) -> HttpResponse:
    """Answer with a workbook that is called after what it lists and its day, today's without one."""
    out = BytesIO()
    write(out)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{day or today():%Y%m%d}.xlsx"'
    return response


def _write(sheet: Any, y: int, x: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(y, x, value)
    elif value:
        sheet.write_string(y, x, str(value))
