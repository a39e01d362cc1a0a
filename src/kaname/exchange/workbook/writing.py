"""A plan as a workbook: a WBS that people read and edit, and a sheet of details that keeps what they do not see."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from kaname.exchange.document import Activity, PlanDocument
from kaname.exchange.workbook.context import Context
from kaname.exchange.workbook.details import SHEET, detail_rows
from kaname.exchange.workbook.headings import heading_of
from kaname.exchange.workbook.shown import COLUMNS, LONGEST, NAME_COLUMN, Cell, is_summary

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_FIELDS = 60
_DEEPEST = 7  # Excel's row outline


def workbook_bytes(document: PlanDocument, language: str | None = None) -> bytes:
    """Return the .xlsx; without a language, Japanese where the plan's names are, else English."""
    language = language or ("ja" if _is_japanese(document) else "en")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    _write_plan(book, document, language)
    sheet = book.add_worksheet(SHEET[language == "en"])
    for row, texts in enumerate(detail_rows(document)):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    book.close()
    return file.getvalue()


def _is_japanese(document: PlanDocument) -> bool:
    return any(re.search(r"[぀-ヿ一-鿿]", activity.name) for activity in document.activities)


def _write_plan(book: Any, document: PlanDocument, language: str) -> None:
    sheet = book.add_worksheet("WBS")
    looks = _Looks(book)
    english = language == "en"
    fields = _fields(document.activities)
    titles = [column.titles[english] for column in COLUMNS] + fields
    sheet.write_string(0, 0, document.project.name or "WBS", looks.title)
    for column, title in enumerate(titles):
        sheet.write_string(1, column, title, looks.head)
        sheet.set_column(column, column, COLUMNS[column].width if column < len(COLUMNS) else 14)
    sheet.freeze_panes(2, NAME_COLUMN + 1)
    context = Context.of(document, language)
    for row, activity in enumerate(document.activities, 2):
        _write_row(sheet, row, activity, fields, context, looks)


def _write_row(
    sheet: Any, row: int, activity: Activity, fields: Sequence[str], context: Context, looks: "_Looks"
) -> None:
    depth = max(activity.outline_level - 1, 0)
    if depth:
        sheet.set_row(row, None, None, {"level": min(depth, _DEEPEST)})
    for column, shown in enumerate(COLUMNS):
        indent = min(depth, 15) if column == NAME_COLUMN else 0
        _write(sheet, row, column, shown.cell(activity, context), looks.cell(shown.form, indent, is_summary(activity)))
    for column, name in enumerate(fields, len(COLUMNS)):
        value = activity.fields.get(name)
        if isinstance(value, (str, float, int)) and not isinstance(value, bool):
            _write(sheet, row, column, value, looks.cell("", 0, False))


def _write(sheet: Any, row: int, column: int, value: Cell | int, look: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value[:LONGEST], look)
    elif value is not None:
        sheet.write_number(row, column, value, look)


def _fields(activities: Sequence[Activity]) -> list[str]:
    """Return the custom fields that get a column: those whose names mean nothing else to a reader."""
    names = dict.fromkeys(name for activity in activities for name in activity.fields)
    return [name for name in names if name.strip() and heading_of(name) is None][:_MOST_FIELDS]


class _Looks:
    """Cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, int, bool], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})

    def cell(self, form: str, indent: int, bold: bool) -> Any:
        """Return the format of a number format, an indent and a weight."""
        key = (form, indent, bold)
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": form or "General", "indent": indent, "bold": bold})
        return self._made[key]
