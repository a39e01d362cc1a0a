"""A report as PDF, by typst: A4 upright or across, our own fonts, links behind the numbers, charts as drawings.

The file keeps to PDF/UA-1 (ISO 14289-1): title and language, headings, paragraphs and tables tagged in reading order,
a sentence for each chart, so that a screen reader reads what is seen. typst refuses what does not keep to it: a report
with a letter that none of our fonts draws is tagged all the same, and does not say that it is PDF/UA.
"""

import json
from datetime import UTC, date, timedelta
from typing import Any

from kaname.exchange.reports import drawing
from kaname.exchange.reports.assets import FALLBACK, FONT, HERE, font_folders
from kaname.exchange.reports.document import Block, Chart, ReportDocument, Row, Section, Series, Table
from kaname.exchange.reports.fitting import MARGIN, UNBROKEN, letters, longest_word, widths

TEMPLATE = HERE / "report.typ"
VERSION, ACCESSIBLE = "1.7", "ua-1"
EPOCH = date(1970, 1, 1)
SIZES = ((30, 8.2, 2.6), (50, 7.4, 2.0), (10_000, 6.7, 1.5))
"""Up to so many rows in the whole report: points of its letters, and of the room around them; two pages a week."""

BESIDE, SHARE, BESIDE_POINTS, BESIDE_SIZE = 12, 40, 454.0, 7.4
"""Up to so many rows stand beside their picture on a page that lies across; the hundredths of its width that the
picture takes, the points that are left to the table, and its largest letters.
"""
WIDE_CHART, BESIDE_CHART, UPRIGHT_CHART = (1000, 220), (400, 185), (700, 190)
"""Width and height of pictures in pixels, of which a page that lies across holds a thousand and an upright one 700."""


def write(document: ReportDocument, *, base: str = "", number: str = "") -> bytes:
    """Return the document as PDF. ``base``: the address that links begin with; without one there are none."""
    import typst

    data = json.dumps(_data(document, base, number), ensure_ascii=False)
    try:
        return _compiled(document, data, [VERSION, ACCESSIBLE])
    except typst.TypstError as refused:
        if "could not be displayed with font" not in str(refused):
            raise
        return _compiled(document, data, [VERSION])


def _compiled(document: ReportDocument, data: str, standards: list[Any]) -> bytes:
    import typst

    # a Compiler keeps nothing of an earlier document; its fonts come from the folders, never from the system
    written: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": data},
        timestamp=document.made_at.astimezone(UTC),
        pdf_standards=standards,
    )
    return written


def pictures(document: ReportDocument, *, ppi: float = 60.0) -> list[bytes]:
    """Return the pages as PNG images, to look at."""
    import typst

    data = json.dumps(_data(document, "", ""), ensure_ascii=False)
    pages: Any = typst.compile(
        TEMPLATE.read_bytes(), font_paths=_fonts(), sys_inputs={"data": data}, format="png", ppi=ppi
    )
    return list(pages) if isinstance(pages, list) else [pages]


def _fonts() -> Any:
    import typst

    found = _kept.get("fonts")
    if found is None:
        folders = [str(folder) for folder in font_folders()]
        found = _kept["fonts"] = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return found


_kept: dict[str, Any] = {}


def _data(document: ReportDocument, base: str, number: str) -> dict[str, Any]:
    rows = sum(len(b.rows) for s in document.sections for b in s.blocks if isinstance(b, Table))
    size, inset = next((size, inset) for most, size, inset in SIZES if rows <= most or most == SIZES[-1][0])
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "landscape": document.landscape,
        "fonts": [FONT, *FALLBACK],
        "number": number,
        "footer": document.footer,
        "draft": document.draft,
        "facts": [list(fact) for fact in document.facts],
        "facts-across": 5 if document.landscape else 3,
        "conclusion": list(document.conclusion),
        "sections": [_section(s, base, size, inset, wide=document.landscape) for s in document.sections],
    }


def _section(section: Section, base: str, size: float, inset: float, *, wide: bool) -> dict[str, Any]:
    drawn: list[dict[str, Any]] = []
    parts = list(section.blocks)
    while parts:
        first, second = parts[0], parts[1] if len(parts) > 1 else None
        if wide and isinstance(first, Chart) and isinstance(second, Table) and _fits_beside(second):
            rows = _block(second, base, min(size, BESIDE_SIZE), inset, WIDE_CHART)
            across = widths(second, second.rows, BESIDE_POINTS, BESIDE_SIZE)
            rows["columns"] = [c | {"width": wide} for c, wide in zip(rows["columns"], across, strict=True)]
            drawn.append({"beside": [_block(first, base, size, inset, BESIDE_CHART), rows], "share": SHARE})
            parts = parts[2:]
        else:
            drawn.append(_block(first, base, size, inset, WIDE_CHART if wide else UPRIGHT_CHART))
            parts = parts[1:]
    return {"title": section.title, "answer": list(section.answer), "blocks": drawn}


def _fits_beside(table: Table) -> bool:
    """Whether a table is short, and no word of it is wider than its column beside a picture."""
    if not 0 < len(table.rows) <= BESIDE:
        return False
    across = widths(table, table.rows, BESIDE_POINTS, BESIDE_SIZE)
    return all(
        (letters if column.kind in UNBROKEN else longest_word)(row.cells[n].text, BESIDE_SIZE) <= wide - MARGIN + 1
        for n, (column, wide) in enumerate(zip(table.columns, across, strict=True))
        for row in table.rows
    )


def _block(block: Block, base: str, size: float, inset: float, picture: tuple[int, int]) -> dict[str, Any]:
    if isinstance(block, Chart):
        names = [{"name": n, "colour": colour, "dashed": dashed} for n, colour, dashed in drawing.legend(block)]
        return {"title": block.title, "svg": drawing.svg(block, *picture), "names": names, "alternative": told(block)}
    return {
        "title": block.title,
        "empty": block.empty,
        "note": block.note,
        "size": size,
        "inset": inset,
        "columns": [{"label": c.label, "kind": c.kind, "width": c.width} for c in block.columns],
        "rows": [_row(row, base) for row in block.rows],
    }


def told(chart: Chart) -> str:
    """Return what a chart shows, for whoever cannot see it: each series with its last value."""
    return "; ".join(_last(chart, series) for series in chart.series)


def _last(chart: Chart, series: Series) -> str:
    known = [(n, value) for n, value in enumerate(series.values) if value is not None]
    if not known:
        return series.name
    place, value = known[-1]
    said = (EPOCH + timedelta(days=value)).isoformat() if chart.days else f"{value:,.10g} {chart.unit}".strip()
    where = chart.categories[place] if place < len(chart.categories) else ""
    return f"{series.name} {where} {said}" if where else f"{series.name} {said}"


def _row(row: Row, base: str) -> dict[str, Any]:
    cells = [{"text": c.text, "tone": c.tone, "href": base + c.href if base and c.href else ""} for c in row.cells]
    return {"cells": cells}
