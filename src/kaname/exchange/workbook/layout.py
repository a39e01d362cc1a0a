"""What calamine does not tell of a sheet: indents, outline levels, hidden and struck rows, errors, formulas unstored.

One streaming pass over the sheet's XML; nothing in it is executed and no link in it is followed.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from kaname.exchange.workbook.container import DAMAGED
from kaname.exchange.workbook.grid import column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


_STREAMED = [f"{namespace}{tag}" for namespace in (_MAIN, _STRICT) for tag in ("row", "col")]


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a cell's format."""

    indent: int = 0
    struck: bool = False
    number_format: str = ""
    fill: str = ""  # colour of a solid fill; empty for none


@dataclass(slots=True)
class Layout:
    """The sheet's looks, by row and column counted from 0. Empty for formats that do not tell."""

    styles: list[Style] = field(default_factory=list)
    outlines: dict[int, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # cells with #REF! and the like
    unstored: list[tuple[int, int]] = field(default_factory=list)  # formulas whose result the file does not hold
    cell_styles: dict[tuple[int, int], int] = field(default_factory=dict)  # of the columns asked for
    filled: dict[int, list[int]] = field(default_factory=dict)  # row to painted columns, of the chart
    epoch_1904: bool = False

    def style(self, row: int, column: int) -> Style:
        """Return the style of a cell in one of the columns asked for."""
        number = self.cell_styles.get((row, column), 0)
        return self.styles[number] if number < len(self.styles) else Style()


def read_layout(data: bytes, index: int, columns: set[int], first_row: int, chart: tuple[int, int] | None) -> Layout:
    """Read the layout of the worksheet at a place in the workbook's order.

    ``columns``: those whose cell styles are kept; ``chart``: first and last column of a painted chart, or None.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, index, columns, first_row, chart)
    except (*DAMAGED, etree.XMLSyntaxError, IndexError, StopIteration, TypeError):
        return Layout()


def _read(
    archive: zipfile.ZipFile, index: int, columns: set[int], first_row: int, chart: tuple[int, int] | None
) -> Layout:
    workbook = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    settings = workbook.find("{*}workbookPr")
    layout = Layout(_styles(archive), epoch_1904=settings is not None and settings.get("date1904") in ("1", "true"))
    sheet = archive.read(_part(archive, workbook, index))
    formulas, errors = b"f>" in sheet or b"f " in sheet, b'"e"' in sheet or b"'e'" in sheet
    reader = _Pass(layout, columns, first_row, chart, formulas, errors)
    stream = etree.iterparse(
        io.BytesIO(sheet), tag=_STREAMED, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    for _, element in stream:
        if element.tag.endswith("}row"):
            reader.row(element)
        elif element.get("hidden") in ("1", "true"):
            layout.hidden_columns |= set(range(int(element.get("min")) - 1, min(int(element.get("max")), 16_384)))
        element.clear()
    return layout


def _part(archive: zipfile.ZipFile, workbook: etree._Element, index: int) -> str:
    """Return the path of the sheet's XML, through the workbook's relations."""
    sheet = workbook.findall("{*}sheets/{*}sheet")[index]
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    wanted = sheet.get(_RELATION) or sheet.get("{http://purl.oclc.org/ooxml/officeDocument/relationships}id")
    target = next((r.get("Target") for r in relations if r.get("Id") == wanted), None)
    if target is None:
        raise KeyError(wanted)
    return str(target).lstrip("/") if str(target).startswith("/") else posixpath.normpath(f"xl/{target}")


class _Pass:
    """Collects from one row element after another; cells and rows may leave out their addresses."""

    def __init__(
        self,
        layout: Layout,
        columns: set[int],
        first_row: int,
        chart: tuple[int, int] | None,
        formulas: bool,
        errors: bool,
    ) -> None:
        self.layout, self.columns, self.first_row, self.chart = layout, columns, first_row, chart
        self.painted = {number for number, style in enumerate(layout.styles) if style.fill}
        self.looked_at = columns | (set(range(chart[0], chart[1] + 1)) if chart else set())
        self.formulas = formulas
        everywhere = formulas or errors  # such a cell may stand in any column
        self.last = 1 << 20 if everywhere else max(self.looked_at, default=-1)
        self.number = -1

    def row(self, element: etree._Element) -> None:
        self.number = int(element.get("r", self.number + 2)) - 1
        if element.get("hidden") in ("1", "true"):
            self.layout.hidden_rows.add(self.number)
        level = element.get("outlineLevel")
        if level:
            self.layout.outlines[self.number] = int(level)
        if self.number < self.first_row:
            return
        column = -1
        for cell in element:
            address = cell.get("r")
            column = _column(address) if address else column + 1
            if column > self.last:
                break
            if column in self.looked_at:
                self.style(column, cell.get("s"))
            if cell.get("t") == "e":
                self.layout.errors[self.number, column] = cell.findtext("{*}v") or "#N/A"
            elif self.formulas and len(cell) and cell[0].tag.endswith("}f") and not cell.findtext("{*}v"):
                self.layout.unstored.append((self.number, column))

    def style(self, column: int, number: str | None) -> None:
        if not number:
            return
        if column in self.columns:
            self.layout.cell_styles[self.number, column] = int(number)
        elif int(number) in self.painted:
            self.layout.filled.setdefault(self.number, []).append(column)


_COLUMNS: dict[str, int] = {}


def _column(address: str) -> int:
    letters = address.rstrip("0123456789")
    found = _COLUMNS.get(letters)
    if found is None:
        found = _COLUMNS[letters] = column_number(letters) - 1
    return found


def _styles(archive: zipfile.ZipFile) -> list[Style]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = etree.fromstring(archive.read("xl/styles.xml"), _parser())
    struck = [_is_on(font.find("{*}strike")) for font in root.findall("{*}fonts/{*}font")]
    fills = [_fill(fill) for fill in root.findall("{*}fills/{*}fill")]
    formats = {f.get("numFmtId"): f.get("formatCode", "") for f in root.findall("{*}numFmts/{*}numFmt")}
    formats |= {"9": "0%", "10": "0.00%"}
    return [_style(xf, struck, fills, formats) for xf in root.findall("{*}cellXfs/{*}xf")]


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val") not in ("0", "false")


def _fill(fill: etree._Element) -> str:
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return ""
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return pattern.get("patternType") or ""
    shade = colour.get("rgb") or f"theme{colour.get('theme')}/{colour.get('indexed')}/{colour.get('tint', '')}"
    return "" if re.fullmatch(r"(FF|00)?FFFFFF|theme0/None/", shade) else shade


def _style(xf: etree._Element, struck: list[bool], fills: list[str], formats: dict[str | None, str]) -> Style:
    alignment = xf.find("{*}alignment")
    indent = int(alignment.get("indent", 0)) if alignment is not None else 0
    font, fill = int(xf.get("fontId", 0)), int(xf.get("fillId", 0))
    return Style(
        indent,
        font < len(struck) and struck[font],
        formats.get(xf.get("numFmtId"), ""),
        fills[fill] if fill < len(fills) else "",
    )
