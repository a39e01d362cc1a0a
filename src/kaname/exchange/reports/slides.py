"""A report as PowerPoint: native tables and charts that people can edit, Japanese fonts set, on one's own base file."""

from io import BytesIO
from typing import Any

from kaname.exchange.reports import slide_parts as parts
from kaname.exchange.reports.document import Chart, ReportDocument, Section, Table
from kaname.exchange.reports.zips import settled

ROWS = 14
"""Rows of a table on one slide; more go on on the next one."""


def write(document: ReportDocument, *, base: bytes | None = None, number: str = "") -> bytes:
    """Return the document as .pptx; ``base``: an organisation's own file, whose master and layouts are used."""
    from pptx import Presentation

    deck: Any = Presentation(BytesIO(base) if base else None)
    if base is None:
        deck.slide_width, deck.slide_height = parts.inches(13.333), parts.inches(7.5)
    parts.empty(deck)
    foot = " · ".join(filter(None, (number, document.footer, document.draft)))
    _cover(deck, document, foot)
    for section in document.sections:
        _section(deck, section, foot)
    deck.core_properties.title = f"{document.title} {document.subtitle}"
    deck.core_properties.author = ""
    deck.core_properties.created = deck.core_properties.modified = document.made_at.replace(tzinfo=None)
    out = BytesIO()
    deck.save(out)
    return settled(out.getvalue(), document.made_at)


def _cover(deck: Any, document: ReportDocument, foot: str) -> None:
    slide = parts.new_slide(deck, f"{document.title}　{document.subtitle}")
    area = parts.body_area(deck)
    share = parts.share_of(document.conclusion, area, size=22)
    parts.sentences(slide, document.conclusion, area.top_part(share), size=22)
    facts = Table("", parts.fact_columns(), tuple(parts.fact_row(f) for f in document.facts))
    parts.table(slide, facts, facts.rows, area.rest(share), head=False)
    parts.foot(deck, slide, foot, 1)


def _section(deck: Any, section: Section, foot: str) -> None:
    pages = _pages(section)
    for n, blocks in enumerate(pages):
        title = section.title if len(pages) == 1 else f"{section.title} ({n + 1}/{len(pages)})"
        slide = parts.new_slide(deck, title)
        area = parts.body_area(deck)
        said = section.answer if n == 0 else ()
        if said:
            share = parts.share_of(said, area, size=18) if blocks else 1.0
            parts.sentences(slide, said, area.top_part(share), size=18)
            area = area.rest(share)
        for place, (block, rows) in zip(area.split(_weights(blocks)), blocks, strict=True):
            if isinstance(block, Chart):
                parts.chart(slide, block, place)
            else:
                parts.table(slide, block, rows, place)
        parts.foot(deck, slide, foot, len(deck.slides))


def _weights(blocks: list[tuple[Any, Any]]) -> list[float]:
    return [10.0 if isinstance(b, Chart) else 1.5 + len(rows) for b, rows in blocks]


def _pages(section: Section) -> list[list[tuple[Any, Any]]]:
    """Return the blocks of a section by slide: as many as fit, long tables over several."""
    pages: list[list[tuple[Any, Any]]] = [[]]
    room = ROWS - 1.5 * len(section.answer)
    for block in section.blocks:
        for part in _parts(block):
            wanted = 7 if isinstance(part[0], Chart) else 2 + len(part[1])
            if pages[-1] and wanted > room:
                pages.append([])
                room = ROWS
            pages[-1].append(part)
            room -= wanted
    return pages


def _parts(block: Any) -> list[tuple[Any, Any]]:
    if isinstance(block, Chart):
        return [(block, ())]
    step = ROWS - 2
    return [(block, block.rows[i : i + step]) for i in range(0, max(len(block.rows), 1), step)]
