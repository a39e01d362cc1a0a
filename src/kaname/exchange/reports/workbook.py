"""A report as Excel: one sheet a table with real cells, filters and frozen heads; charts that Excel draws itself."""

from datetime import date
from io import BytesIO
from typing import Any

from kaname.exchange.reports import filling
from kaname.exchange.reports.document import Cell, Chart, ReportDocument, Table
from kaname.exchange.reports.drawing import day_of
from kaname.exchange.reports.zips import settled

FORMATS = {
    "date": "yyyy/mm/dd", "integer": "#,##0", "decimal": "#,##0.0", "ratio": "0.00", "days": '+#,##0;-#,##0;0',
    "percent": "0%", "yen": "¥#,##0",
}  # fmt: skip
TONES = {"red": "#B3261E", "late": "#B3261E", "amber": "#8A5A00", "green": "#1F6B3A", "unknown": "#5F6368"}
BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write(document: ReportDocument, *, base: bytes | None = None, number: str = "") -> bytes:
    """Return the document as .xlsx; ``base``: an organisation's own workbook, whose sheets stay in front."""
    if base is not None:
        return settled(filling.write(document, base, number, names_of(document)), document.made_at)
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy/mm/dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {"title": f"{document.title} {document.subtitle}", "created": document.made_at.replace(tzinfo=None)}
        )
        formats = _formats(book)
        _front(book, document, number, formats)
        for name, block in names_of(document):
            sheet = book.add_worksheet(name)
            sheet.set_footer("&L" + f"{number} {document.footer}".replace("&", "&&")[:200] + "&R&P / &N")
            if isinstance(block, Chart):
                _chart_sheet(book, sheet, name, block, formats)
            else:
                _table_sheet(sheet, block, formats)
    return settled(out.getvalue(), document.made_at)


def names_of(document: ReportDocument) -> list[tuple[str, Table | Chart]]:
    """Return the blocks with the names of their sheets: at most 31 letters, each once."""
    found: dict[str, Table | Chart] = {}
    for section in document.sections:
        for block in section.blocks:
            name = (block.title or section.title).translate(BAD_IN_NAMES).strip()[:28] or section.key[:28]
            while name.lower() in {n.lower() for n in found}:
                name = f"{name[:27]}{len(found)}"
            found[name] = block
    return list(found.items())


def _formats(book: Any) -> dict[tuple[str, str], Any]:
    font = {"font_name": "BIZ UDPゴシック", "font_size": 10, "valign": "top"}
    found = {
        ("head", ""): book.add_format(font | {"bold": True, "bottom": 1, "bg_color": "#EEF2F8", "text_wrap": True})
    }
    found["title", ""] = book.add_format(font | {"bold": True, "font_size": 14})
    found["bold", ""] = book.add_format(font | {"bold": True})
    for kind in ("text", *FORMATS):
        for tone in ("", *TONES):
            look = {"num_format": FORMATS.get(kind, "General")} | ({"font_color": TONES[tone]} if tone else {})
            found[kind, tone] = book.add_format(font | look | ({"text_wrap": True} if kind == "text" else {}))
    return found


def _front(book: Any, document: ReportDocument, number: str, formats: dict[tuple[str, str], Any]) -> None:
    sheet = book.add_worksheet(document.title[:28].translate(BAD_IN_NAMES))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, f"{document.title} {document.subtitle}", formats["title", ""])
    for y, (label, said) in enumerate(front_lines(document, number), start=2):
        sheet.write_string(y, 0, label, formats["bold", ""])
        sheet.write_string(y, 1, said, formats["text", ""])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def front_lines(document: ReportDocument, number: str) -> list[tuple[str, str]]:
    """Return what the first sheet says: the head, the conclusion, the sentences of the sections, the snapshot."""
    lines = [*document.facts, *(("", said) for said in document.conclusion)]
    for section in document.sections:
        lines += [(section.title if n == 0 else "", said) for n, said in enumerate(section.answer)]
    return [*lines, (number, " ".join(filter(None, (document.footer, document.draft))))]


def _table_sheet(sheet: Any, block: Table, formats: dict[tuple[str, str], Any]) -> None:
    keyed = any(row.key for row in block.rows)
    for x, column in enumerate(block.columns):
        sheet.set_column(x, x, 6 + 5 * column.width)
        sheet.write_string(0, x, column.label, formats["head", ""])
    if keyed:
        sheet.write_string(0, len(block.columns), "ID", formats["head", ""])
    for y, row in enumerate(block.rows, start=1):
        for x, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True)):
            _write(sheet, y, x, cell, cell.kind or column.kind, formats)
        if row.key:
            sheet.write_string(y, len(block.columns), row.key, formats["text", ""])
    if not block.rows and block.empty:
        sheet.write_string(1, 0, block.empty, formats["text", ""])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(block.rows), 1), len(block.columns) - 1 + keyed)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, y: int, x: int, cell: Cell, kind: str, formats: dict[tuple[str, str], Any]) -> None:
    value, tone = cell.value, cell.tone if cell.tone in TONES else ""
    if isinstance(value, date):
        sheet.write_datetime(y, x, value, formats["date", tone])
    elif isinstance(value, (int, float)):
        sheet.write_number(
            y, x, value / 100 if kind == "percent" else value, formats[kind if kind in FORMATS else "decimal", tone]
        )
    elif cell.text:
        sheet.write_string(y, x, cell.text, formats["text", tone])


def _chart_sheet(book: Any, sheet: Any, name: str, block: Chart, formats: dict[tuple[str, str], Any]) -> None:
    scatter = block.kind == "scatter"
    rows = max((len(s.values) for s in block.series), default=0)
    step = 2 if scatter else 1
    sheet.write_string(0, 0, block.x_title, formats["head", ""])
    if not scatter:
        for y, category in enumerate(block.categories, start=1):
            sheet.write_string(y, 0, category)
    kinds = {"bar": "column", "stacked": "column"}
    drawn = book.add_chart(
        {"type": kinds.get(block.kind, block.kind)} | ({"subtype": "stacked"} if block.kind == "stacked" else {})
    )
    for n, series in enumerate(block.series):
        x = 1 + n * step + (step - 1)
        sheet.write_string(0, x, series.name, formats["head", ""])
        for y, value in enumerate(series.values, start=1):
            if scatter and series.xs[y - 1] is not None:
                sheet.write_number(y, x - 1, series.xs[y - 1])
            if value is not None:
                if block.days:
                    sheet.write_datetime(y, x, day_of(value), formats["date", ""])
                else:
                    sheet.write_number(y, x, value)
        across = [name, 1, x - 1, rows, x - 1] if scatter else [name, 1, 0, rows, 0]
        dash = {"line": {"dash_type": "dash"}} if series.dashed else {}
        if rows:
            drawn.add_series({"name": [name, 0, x], "categories": across, "values": [name, 1, x, rows, x]} | dash)
    drawn.set_title({"name": block.title})
    drawn.set_size({"width": 900, "height": 420})
    if block.series and rows:
        sheet.insert_chart(0, 2 + step * len(block.series), drawn)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.freeze_panes(1, 1)
