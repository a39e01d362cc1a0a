"""An analysis as a workbook: the table with real numbers, the facts behind it, and the question."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.reporting.queries.analysis.behind import Behind
from kaname.domains.reporting.queries.analysis.catalogue import DIMENSIONS
from kaname.domains.reporting.queries.analysis.pivot import Cell, Pivot
from kaname.domains.reporting.queries.analysis.wording import amount, caption, places, unit_words

HEAD = 4
"""Lines above the table: title, formula, day, and one empty."""


def workbook(found: Pivot, facts: Behind | None, title: str) -> bytes:
    """Return the workbook: three sheets, no merged cells, heads that stay, filters."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "day": book.add_format({"num_format": "yyyy/mm/dd"}),
            "value": book.add_format({"num_format": number_format_of(found)}),
        }
        _table(book.add_worksheet(_("Table")), found, title, formats)
        if facts is not None:
            _facts(book.add_worksheet(_("Facts")), facts, formats)
        _question(book.add_worksheet(_("Conditions")), found, title, formats)
    return out.getvalue()


def number_format_of(found: Pivot) -> str:
    """Return how Excel writes the values."""
    if found.asked.counted.shape == "share":
        return "0.0%"
    digits = places(found.asked)
    return "#,##0" + ("." + "0" * digits if digits else "")


def _table(sheet: Any, found: Pivot, title: str, formats: dict[str, Any]) -> None:
    asked = found.asked
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, f"{caption(asked)}: {asked.counted.formula}")
    if found.days:
        sheet.write_string(2, 0, _("frozen on"))
        sheet.write_datetime(2, 1, datetime.combine(found.days[-1], datetime.min.time()), formats["day"])
    last = (
        [_("Total")]
        if found.adds_up
        else [_("Change (points)") if asked.counted.shape == "share" else _("Change")]
        if asked.over_time
        else []
    )
    for x, label in enumerate([str(DIMENSIONS[asked.rows].label), *(label for _key, label in found.columns), *last]):
        sheet.write_string(HEAD, x, label, formats["head"])
    for y, line in enumerate([*found.lines, *([found.foot] if found.foot else [])], start=HEAD + 1):
        sheet.write_string(y, 0, line.label or _("Overall"))
        for x, (_key, cell) in enumerate(line.of(found.columns), start=1):
            _value(sheet, y, x, cell, found, formats)
        if found.adds_up:
            _value(sheet, y, len(found.columns) + 1, line.total or Cell(), found, formats)
        elif asked.over_time and line.change is not None:
            sheet.write_number(y, len(found.columns) + 1, amount(line.change, asked), formats["value"])
    sheet.freeze_panes(HEAD + 1, 1)
    if found.lines:
        sheet.autofilter(HEAD, 0, HEAD + len(found.lines), len(found.columns) + len(last))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(found.columns) + 1, 14)


def _value(sheet: Any, y: int, x: int, cell: Cell, found: Pivot, formats: dict[str, Any]) -> None:
    if cell.value is not None:
        sheet.write_number(y, x, amount(cell.value, found.asked), formats["value"])


def _facts(sheet: Any, facts: Behind, formats: dict[str, Any]) -> None:
    heads = [_("Code"), _("Project"), _("Date"), *(str(column.label) for column in facts.columns)]
    for x, label in enumerate(heads):
        sheet.write_string(0, x, label, formats["head"])
    rows = facts.read()
    for y, fact in enumerate(rows, start=1):
        for x, value in enumerate((fact.code, fact.project, fact.day, *fact.values)):
            _write(sheet, y, x, value, formats["day"])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_column(0, len(heads) - 1, 14)
    sheet.set_column(1, 1, 34)


def _write(sheet: Any, y: int, x: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, datetime.combine(value, datetime.min.time()), day)
    elif isinstance(value, (int, float)):
        sheet.write_number(y, x, value)
    elif value:
        sheet.write_string(y, x, str(value))


def _question(sheet: Any, found: Pivot, title: str, formats: dict[str, Any]) -> None:
    """Write what was asked and what was known, so that the numbers can be made again."""
    asked = found.asked
    said = [
        (_("Analysis"), title),
        (_("Subject"), asked.about.label),
        (_("Rows"), DIMENSIONS[asked.rows].label),
        (_("Columns"), DIMENSIONS[asked.columns].label),
        (_("Measure"), asked.counted.label),
        (_("Formula"), asked.counted.formula),
        (_("Unit"), unit_words(asked)),
        (_("Up to"), asked.as_of or ""),
        *((DIMENSIONS[name].label, value) for name, value in asked.filters.items()),
        (_("Known at"), timezone.localtime(found.known.moment).strftime("%Y-%m-%d %H:%M")),
        (_("SHA-256 of the numbers"), found.digest),
    ]
    for y, (name, value) in enumerate(said):
        sheet.write_string(y, 0, str(name), formats["head"])
        sheet.write_string(y, 1, str(value))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 70)
