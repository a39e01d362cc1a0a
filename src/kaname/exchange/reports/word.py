"""A report as Word: for charters and minutes, that people go on writing in. Japanese fonts set."""

from io import BytesIO
from typing import Any

from kaname.exchange.reports.assets import OFFICE_FONT
from kaname.exchange.reports.document import Chart, ReportDocument, Row, Table
from kaname.exchange.reports.drawing import table as twin
from kaname.exchange.reports.zips import settled


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
    _grid(made, [list(fact) for fact in facts], head=False)
    for said in document.conclusion:
        made.add_paragraph(said)
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
        _grid(made, [numbers["head"], *numbers["rows"]], head=True)
    elif block.rows:
        _grid(made, [[c.label for c in block.columns], *(_texts(row) for row in block.rows)], head=True)
    elif block.empty:
        made.add_paragraph(block.empty)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _grid(made: Any, lines: list[list[str]], *, head: bool) -> None:
    if not lines:
        return
    grid = made.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    for y, line in enumerate(lines):
        cells = grid.rows[y].cells
        for x, text in enumerate(line):
            run = cells[x].paragraphs[0].add_run(str(text))
            run.bold = (head and y == 0) or (not head and x == 0)


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
