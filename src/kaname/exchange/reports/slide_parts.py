"""What slides are made of: title, sentences, native table, foot; every text in a Japanese font."""

from dataclasses import dataclass
from typing import Any

from kaname.exchange.reports import fitting
from kaname.exchange.reports.assets import OFFICE_FONT
from kaname.exchange.reports.document import Cell, Column, Row, Table

NAVY, GREY, INK = "1F3F6B", "5F6368", "1A1A1A"
TONES = {"red": "B3261E", "late": "B3261E", "amber": "8A5A00", "green": "1F6B3A", "unknown": GREY, "soft": GREY}


def inches(value: float) -> Any:
    """Return a length as python-pptx counts it."""
    from pptx.util import Inches

    return Inches(value)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a slide, in its own units."""

    left: int
    top: int
    width: int
    height: int

    def top_part(self, share: float) -> "Area":
        """Return the upper part."""
        return Area(self.left, self.top, self.width, int(self.height * share))

    def rest(self, share: float) -> "Area":
        """Return what lies below the upper part."""
        cut = int(self.height * share)
        return Area(self.left, self.top + cut, self.width, self.height - cut)

    def split(self, weights: list[float]) -> list["Area"]:
        """Return areas below each other, as high as their weights."""
        found, top, whole = [], self.top, sum(weights) or 1.0
        for weight in weights:
            height = int(self.height * weight / whole)
            found.append(Area(self.left, top, self.width, height))
            top += height
        return found

    def rows(self, heights: list[float], whole: float) -> list["Area"]:
        """Return areas below each other from the top, of so many rows each where ``whole`` rows fill this one."""
        row, found, top = self.height / whole, [], float(self.top)
        for height in heights:
            found.append(Area(self.left, int(top), self.width, int(height * row)))
            top += height * row
        return found


def body_area(deck: Any) -> Area:
    """Return the part of a slide under the title and above the foot."""
    margin = int(deck.slide_width * 0.035)
    top, foot = int(deck.slide_height * 0.15), int(deck.slide_height * 0.06)
    return Area(margin, top, deck.slide_width - 2 * margin, deck.slide_height - top - foot)


def empty(deck: Any) -> None:
    """Take the slides out of a base file: its master and layouts are what counts."""
    ids = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no public way to remove slides
    for each in list(ids):
        deck.part.drop_rel(each.rId)
        ids.remove(each)


def title_layout(deck: Any) -> Any:
    """Return the layout with a title and the fewest other places; None where no layout has a title."""
    titled = [x for x in deck.slide_layouts if any(p.placeholder_format.type in (1, 3) for p in x.placeholders)]
    return min(titled, key=lambda layout: len(list(layout.placeholders)), default=None)


def new_slide(deck: Any, title: str, size: float = 24) -> Any:
    """Return a new slide with a title; other places of its layout are taken out."""
    from pptx.enum.text import PP_ALIGN

    slide = deck.slides.add_slide(title_layout(deck))
    for place in list(slide.placeholders):
        if place.placeholder_format.idx != 0:
            place._element.getparent().remove(place._element)  # noqa: SLF001 - python-pptx has no public way
    area, shape = body_area(deck), slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (
        area.left,
        int(deck.slide_height * 0.03),
        area.width,
        int(deck.slide_height * 0.1),
    )
    frame = shape.text_frame
    frame.text = title
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    dress(frame.paragraphs[0], size, NAVY, bold=True)
    return slide


def heading(slide: Any, words: str, area: Area) -> None:
    """Write the heading of one of several sections of a slide."""
    frame = slide.shapes.add_textbox(area.left, area.top, area.width, area.height).text_frame
    frame.word_wrap = True
    frame.text = words
    dress(frame.paragraphs[0], 15, NAVY, bold=True)


def sentences(slide: Any, said: tuple[str, ...], area: Area, *, size: float) -> None:
    """Write sentences, the first one bold."""
    frame = slide.shapes.add_textbox(area.left, area.top, area.width, area.height).text_frame
    frame.word_wrap = True
    for n, sentence in enumerate(said):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.text = sentence
        dress(paragraph, size if n == 0 else size - 3, INK, bold=n == 0)


def share_of(said: tuple[str, ...], area: Area, *, size: float) -> float:
    """Return the share of an area that sentences take, at most three fifths: Japanese letters are as wide as high."""
    points = 1 / inches(1 / 72)
    room = area.width * points - 15
    lines = sum(max(1, -(-sum(size * (0.55 if ord(c) < 256 else 1) for c in s) // room)) for s in said)
    return float(min((lines * 1.35 * size + 16) / (area.height * points), 0.6))


def table(slide: Any, block: Table, rows: tuple[Row, ...], area: Area, *, head: bool = True) -> None:
    """Draw a native table; without rows, what is said instead."""
    if block.title:
        sentences(slide, (block.title,), area.top_part(0.1), size=12)
        area = Area(area.left, area.top + inches(0.32), area.width, area.height - inches(0.32))
    if not rows:
        sentences(slide, (block.empty or "―",), area, size=13)
        return
    size = _letters(len(rows), len(block.columns))
    high = min(int(area.height / (len(rows) + head)), inches(2.4 * size / 72))
    shape = slide.shapes.add_table(
        len(rows) + head, len(block.columns), area.left, area.top, area.width, high * len(rows)
    )
    shape.name = block.title or "table"
    grid = shape.table
    grid.first_row, grid.horz_banding = head, False
    across = fitting.widths(block, rows, area.width / inches(1 / 72), size)
    for x, column in enumerate(block.columns):
        grid.columns[x].width = int(inches(across[x] / 72))
        if head:
            _fill(grid.cell(0, x), Cell(column.label), column, size, bold=True)
    if head:
        grid.rows[0].height = _height([c.label for c in block.columns], across, size, high)
    for y, row in enumerate(rows, start=int(head)):
        grid.rows[y].height = _height([c.text for c in row.cells], across, size, high)
        for x, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True)):
            _fill(grid.cell(y, x), cell, column, size, bold=not head and x == 0)
            _underline(grid.cell(y, x))


def _height(texts: list[str], across: list[float], size: float, least: int) -> int:
    """Return the height of a row whose words may break."""
    return max(least, int(inches((fitting.lines(texts, across, size) * 1.25 * size + 4) / 72)))


def _underline(place: Any) -> None:
    """Draw a thin line under a cell; the schema wants it before the cell's fill."""
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    properties = place._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx has no name for borders
    line = etree.Element(space + "lnB", w=str(int(inches(0.6 / 72))))
    etree.SubElement(etree.SubElement(line, space + "solidFill"), space + "srgbClr", val="C9D1DE")
    properties.insert(0, line)


def _letters(rows: int, columns: int) -> float:
    """Return the size of a table's letters: as large as it can be read from the end of the room, and still fits."""
    if rows > 10 or columns > 8:
        return 11
    return 14 if rows <= 6 and columns <= 6 else 12


def _fill(place: Any, cell: Cell, column: Column, size: float, *, bold: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    place.margin_left = place.margin_right = inches(0.05)
    place.margin_top = place.margin_bottom = inches(0.02)
    place.fill.solid()
    place.fill.fore_color.rgb = RGBColor.from_string("EEF2F8" if bold else "FFFFFF")
    place.text_frame.word_wrap, place.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    paragraph = place.text_frame.paragraphs[0]
    paragraph.text = cell.text
    paragraph.alignment = PP_ALIGN.LEFT if column.kind in ("text", "mark", "date") else PP_ALIGN.RIGHT
    dress(paragraph, size, NAVY if bold else TONES.get(cell.tone, INK), bold=bold or cell.tone in ("red", "late"))


def foot(deck: Any, slide: Any, words: str, number: int) -> None:
    """Write the snapshot's number and the slide's at its foot."""
    area = body_area(deck)
    top = area.top + area.height + inches(0.04)
    frame = slide.shapes.add_textbox(area.left, top, area.width, inches(0.3)).text_frame
    frame.word_wrap = True
    frame.paragraphs[0].text = f"{words}　{number}"
    dress(frame.paragraphs[0], 9, GREY, bold=False)


def write_cell(place: Any, words: str, size: float, *, bold: bool, right: bool = False, shade: bool = True) -> None:
    """Write one line into a cell of a native table."""
    from pptx.enum.text import MSO_ANCHOR

    column = Column("", "number" if right else "text", 1)
    _fill(place, Cell(words), column, size, bold=bold)
    if not shade:
        place.fill.background()
    place.text_frame.word_wrap, place.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    place.margin_top = place.margin_bottom = 0


def cut(words: str, room: float, size: float) -> str:
    """Return words as far as they fit into so many points, with … where they do not."""
    taken = 0.0
    for n, letter in enumerate(words):
        taken += size * (0.56 if ord(letter) < 256 else 1)
        if taken > room:
            return words[: max(n - 1, 0)] + "…"
    return words


def word(slide: Any, words: str, area: Area, size: float) -> None:
    """Write one short line, in the middle of its height."""
    from pptx.enum.text import MSO_ANCHOR

    frame = slide.shapes.add_textbox(area.left, area.top, area.width, area.height).text_frame
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = inches(0.02)
    frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].text = words
    dress(frame.paragraphs[0], size, INK, bold=False)


def paint(shape: Any, colour: str, name: str) -> None:
    """Fill a shape with one colour, without edge or shadow; ``name`` is what the selection pane and readers say."""
    from pptx.dml.color import RGBColor

    plain(shape).name = name
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()


def plain(shape: Any) -> Any:
    """Take the theme's style off a shape or line: no shadow, no edge."""
    from pptx.oxml.ns import qn

    element = shape._element  # noqa: SLF001 - python-pptx has no name for it
    for style in element.findall(qn("p:style")):
        element.remove(style)
    return shape


def stroke(line: Any, colour: str, points: float) -> None:
    """Give a line its colour and its width in points."""
    from pptx.dml.color import RGBColor

    line.color.rgb = RGBColor.from_string(colour)
    line.width = int(inches(points / 72))


def fact_columns() -> tuple[Column, ...]:
    """Return the columns of the table of what stands in a report's head."""
    return Column("", "text", 1), Column("", "text", 4)


def fact_row(fact: tuple[str, str]) -> Row:
    """Return one line of it."""
    return Row((Cell(fact[0]), Cell(fact[1])))


def dress(paragraph: Any, size: float, colour: str, *, bold: bool) -> None:
    """Give a paragraph's words their size, colour, weight and fonts."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(colour)
        fonts(run.font._rPr)  # noqa: SLF001 - python-pptx sets only the Latin font


def fonts(properties: Any) -> None:
    """Set the font for Latin and for Japanese letters; in the order that the schema wants."""
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for name in ("latin", "ea"):
        for old in properties.findall(space + name):
            properties.remove(old)
    after = properties.findall(space + "solidFill") + properties.findall(space + "ln")
    at = max((properties.index(each) + 1 for each in after), default=0)
    for n, name in enumerate(("latin", "ea")):
        element = etree.Element(space + name)
        element.set("typeface", OFFICE_FONT)
        properties.insert(at + n, element)
