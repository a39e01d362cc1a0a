"""Tables in markup that carry the name of a workbook: Excel's XML of 2003, and pages of HTML as systems export them."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html

from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.encoding import decode, opening
from kaname.exchange.safety import parse_xml
from kaname.exchange.workbook.grid import Grid, Merge, Value

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!doctype html[^>]*>\s*)?<(html|head|body|meta|style|table)\b"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._-]+)", re.IGNORECASE)
_WIDEST = 16_384
"""Columns of a sheet; a span or an index beyond is a slip."""
_FARTHEST = 1_048_576
_MOST_EMPTY = 10_000  # rows that one Index may leave out


def is_spreadsheet_xml(head: bytes) -> bool:
    """Say whether a file begins as Excel's XML of 2003."""
    text = opening(head[:4096])
    return _SPREADSHEET in text and re.search(r"<(\w+:)?Workbook\b", text) is not None


def is_page(head: bytes) -> bool:
    """Say whether a file begins as a page of HTML that holds a table."""
    text = opening(head).lower()
    return _PAGE.match(text) is not None and "<table" in text


def read_spreadsheet_xml(data: bytes, name: str, problems: list[Diagnostic]) -> list[Grid]:
    """Return the worksheets of an XML of 2003. Raises ProblemsFound as the safety of XML asks."""
    root, found = parse_xml(data, name)
    problems += found
    sheets = [child for child in root if _local(child) == "Worksheet"]
    return [_sheet(sheet, index) for index, sheet in enumerate(sheets)]


def _sheet(sheet: etree._Element, index: int) -> Grid:
    grid = Grid(_attribute(sheet, "Name") or f"Sheet{index + 1}", [], index=index)
    visible = [e.text for part in sheet if _local(part) == "WorksheetOptions" for e in part if _local(e) == "Visible"]
    grid.hidden = visible[:1] in (["SheetHidden"], ["SheetVeryHidden"])
    tables = (child for child in sheet if _local(child) == "Table")
    for row in (row for table in tables for row in table if _local(row) == "Row"):
        number = _number(_attribute(row, "Index"))
        if number is not None and len(grid.rows) < number <= len(grid.rows) + _MOST_EMPTY:
            grid.rows += [[] for _ in range(number - 1 - len(grid.rows))]
        grid.rows.append(_row(row, len(grid.rows), grid.merges))
    return grid


def _row(row: etree._Element, number: int, merges: list[Merge]) -> list[Value]:
    values: list[Value] = []
    for cell in (cell for cell in row if _local(cell) == "Cell"):
        place = _number(_attribute(cell, "Index"))
        if place is not None and len(values) < place <= _WIDEST:
            values += [""] * (place - 1 - len(values))
        across, down = (_number(_attribute(cell, n)) or 0 for n in ("MergeAcross", "MergeDown"))
        across = min(across, _WIDEST - len(values))
        if across > 0 or down > 0:
            merges.append((number, len(values), number + max(down, 0), len(values) + max(across, 0)))
        values += [_typed(cell), *[""] * max(across, 0)]
    return values


def _typed(cell: etree._Element) -> Value:
    data = next((part for part in cell if _local(part) == "Data"), None)
    text = "" if data is None else "".join(map(str, data.itertext()))
    kind = "" if data is None else _attribute(data, "Type")
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{{{_SPREADSHEET}}}{name}") or element.get(name) or ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 8 else None


def read_page(data: bytes, name: str) -> list[Grid]:
    """Return the tables of a page, each as a sheet; nothing it refers to is fetched."""
    declared = _CHARSET.search(opening(data[:4096]))
    text, _ = decode(data, declared[1] if declared else None)
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    page = html.fromstring(re.sub(r"<\?xml[^>]*\?>", "", text).encode("utf-8", errors="replace"), parser=parser)
    stem = name.rsplit(".", 1)[0]
    tables = [page] if page.tag == "table" else list(page.iter("table"))
    return [_table(table, stem if n == 0 else f"{stem} {n + 1}", n) for n, table in enumerate(tables)]


def _table(table: etree._Element, name: str, index: int) -> Grid:
    grid = Grid(name, [], index=index)
    taken: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(_own_rows(table)):
        values: list[Value] = []
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            while taken.pop((number, len(values)), False):
                values.append("")
            wide, tall = (max(1, min(_number(cell.get(n, "")) or 1, 1000)) for n in ("colspan", "rowspan"))
            left = len(values)
            if wide > 1 or tall > 1:
                grid.merges.append((number, left, number + tall - 1, left + wide - 1))
            taken |= {(number + down, left + right): True for down in range(1, tall) for right in range(wide)}
            values += [_text(cell), *[""] * (wide - 1)]
        grid.rows.append(values)
    return grid


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, less those of tables inside it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _text(cell: etree._Element) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = "".join(map(str, cell.itertext())).replace("\r", "").split("\n")
    return "\n".join(line.replace("\xa0", " ").rstrip() for line in lines).strip("\n\t ")
