"""A report as Word: for charters and minutes, that people go on writing in. Japanese fonts set."""

from io import BytesIO
from typing import Any

from kaname.exchange.reports import fitting
from kaname.exchange.reports.assets import OFFICE_FONT
from kaname.exchange.reports.document import Cell, Chart, Column, ReportDocument, Row, Table
from kaname.exchange.reports.drawing import table as twin
from kaname.exchange.reports.zips import settled

SIZE = 9.0
ROOM = 482.0
"""Points between the margins of an A4 page."""
FACTS = Table("", (Column("", "text", 1), Column("", "text", 3)), ())
TONES = {"red": "B3261E", "late": "B3261E", "amber": "8A5A00", "green": "1F6B3A", "unknown": "5F6368", "soft": "5F6368"}


def write(document: ReportDocument, *, number: str = "") -> bytes:
    """Return the document as .docx: heading, head, conclusion, sections with tables; charts as their numbers."""
    from docx import Document
    from docx.shared import Mm, Pt

    made: Any = Document()
    made.styles["Normal"].font.size = Pt(10)
    for name in ("Normal", "Title", "Heading 1", "Table Grid"):
        _font(made.styles[name])
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    made.add_heading(f"{document.title}　{document.subtitle}", 0)
    facts = tuple((label, said) for label, said in document.facts)
    _grid(made, FACTS, tuple(Row((Cell(label), Cell(said))) for label, said in facts), head=False)
    for n, said in enumerate(document.conclusion):
        made.add_paragraph().add_run(said).bold = n == 0
    for section in document.sections:
        made.add_heading(section.title, 1)
        for said in section.answer:
            made.add_paragraph(said)
        for block in section.blocks:
            _block(made, block)
    page.footer.paragraphs[0].text = "  ".join(filter(None, (number, document.footer, document.draft)))
    made.core_properties.title = f"{document.title} {document.subtitle}"
    made.core_properties.author = ""
    made.core_properties.created = made.core_properties.modified = document.made_at.replace(tzinfo=None)
    out = BytesIO()
    made.save(out)
    return settled(out.getvalue(), document.made_at)


def _block(made: Any, block: Table | Chart) -> None:
    if block.title:
        made.add_paragraph(block.title)
    if isinstance(block, Chart):
        numbers = twin(block)
        columns = tuple(Column(str(label), "decimal" if n else "text", 2) for n, label in enumerate(numbers["head"]))
        rows = tuple(Row(tuple(Cell(str(text)) for text in line)) for line in numbers["rows"])
        _grid(made, Table("", columns, rows), rows, head=True)
    elif block.rows:
        _grid(made, block, block.rows, head=True)
    elif block.empty:
        made.add_paragraph(block.empty)


def _grid(made: Any, block: Table, rows: tuple[Row, ...], *, head: bool) -> None:
    """Draw a table: columns as wide as they need, thin lines, the head shaded, colours beside their marks."""
    from docx.shared import Pt

    if not rows:
        return
    grid = made.add_table(rows=len(rows) + head, cols=len(block.columns), style="Table Grid")
    grid.autofit = False
    _lines(grid)
    across = fitting.widths(block, rows, ROOM, SIZE)
    for x, width in enumerate(across):
        grid.columns[x].width = Pt(width)
        for cell in grid.columns[x].cells:
            cell.width = Pt(width)
    if head:
        for x, column in enumerate(block.columns):
            _write(grid.cell(0, x), Cell(column.label), column, bold=True)
    for y, row in enumerate(rows, start=int(head)):
        for x, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True)):
            _write(grid.cell(y, x), cell, column, bold=not head and x == 0)
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _write(place: Any, cell: Cell, column: Column, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1.5)
    if column.kind not in ("text", "mark", "date"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(cell.text)
    run.font.size, run.bold = Pt(SIZE), bold or cell.tone in ("red", "late")
    if cell.tone in TONES:
        run.font.color.rgb = RGBColor.from_string(TONES[cell.tone])
    if bold:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF2F8")):
            shade.set(qn(f"w:{name}"), value)
        place._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no name for shading


def _lines(grid: Any) -> None:
    """Draw the lines of a table thin and grey."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C9D1DE")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = grid._tbl.tblPr  # noqa: SLF001 - python-docx has no name for borders
    after = [e for e in properties if e.tag in (qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))]
    after[0].addprevious(borders)  # where the schema wants them


def _font(style: Any) -> None:
    """Set the font for Latin and for Japanese letters."""
    from docx.oxml.ns import qn

    style.font.name = OFFICE_FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), OFFICE_FONT)
