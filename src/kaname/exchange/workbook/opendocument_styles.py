"""Looks of an OpenDocument spreadsheet: of cells and of sheets, by the names of their styles."""

import io
from dataclasses import dataclass, field, replace
from math import isfinite

from lxml import etree

from kaname.exchange.workbook.layout import Style

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_BODY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
_STEP = 10.0
"""Points of one step of an indent, as LibreOffice writes those of Excel."""
_POINTS = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it says nothing and its parent counts."""

    indent: int | None = None
    struck: bool | None = None
    fill: str | None = None
    hidden: bool = False  # of a sheet
    parent: str = ""


@dataclass(slots=True)
class Styles:
    """Looks by style name."""

    looks: dict[str, Look] = field(default_factory=dict)

    def look(self, name: str) -> Look:
        """Return the look of a style with what it has from its parents."""
        found = self.looks.get(name, Look())
        seen = {name}
        while found.parent and found.parent not in seen:
            seen.add(found.parent)
            above = self.looks.get(found.parent, Look())
            found = replace(
                found,
                indent=above.indent if found.indent is None else found.indent,
                struck=above.struck if found.struck is None else found.struck,
                fill=above.fill if found.fill is None else found.fill,
                parent=above.parent,
            )
        return found

    def style(self, name: str, percent: bool = False) -> Style:
        """Return the look of a cell as the reading of workbooks wants it."""
        look = self.look(name)
        return Style(look.indent or 0, bool(look.struck), "0%" if percent else "", look.fill or "")


def styles_of(*parts: bytes) -> Styles:
    """Return the styles before the bodies of parts: the content, and the document's own named styles if given."""
    styles = Styles()
    for part in parts:
        stream = etree.iterparse(
            io.BytesIO(part),
            events=("start", "end"),
            tag=[f"{_STYLE}style", _BODY],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            for event, element in stream:
                if element.tag == _BODY:
                    break
                if event == "end":
                    styles.looks.setdefault(element.get(f"{_STYLE}name") or "", _look(element))
        except etree.XMLSyntaxError:
            continue  # reading the sheets tells of it
    return styles


def _look(element: etree._Element) -> Look:
    indent = struck = fill = None
    hidden = False
    for part in element:
        if part.tag == f"{_STYLE}paragraph-properties" and part.get(f"{_FO}margin-left"):
            indent = round(_points(part.get(f"{_FO}margin-left") or "") / _STEP)
        elif part.tag == f"{_STYLE}text-properties":
            line = part.get(f"{_STYLE}text-line-through-style") or part.get(f"{_STYLE}text-line-through-type")
            struck = None if line is None else line != "none"
        elif part.tag == f"{_STYLE}table-cell-properties" and part.get(f"{_FO}background-color"):
            colour = (part.get(f"{_FO}background-color") or "").lower()
            fill = "" if colour in ("transparent", "#ffffff") else colour
        elif part.tag == f"{_STYLE}table-properties":
            hidden = part.get(f"{_TABLE}display") == "false"
    return Look(indent, struck, fill, hidden, element.get(f"{_STYLE}parent-style-name") or "")


def _points(length: str) -> float:
    """Return a length as 0.353cm in points; 0 where it is none."""
    try:
        found = float(length[:-2]) * _POINTS.get(length[-2:], 0.0)
    except ValueError:
        return 0.0
    return max(0.0, found) if isfinite(found) else 0.0
