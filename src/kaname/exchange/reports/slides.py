"""A report as PowerPoint: native tables and charts that people can edit, Japanese fonts set, on one's own base file."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kaname.exchange.reports import fitting, slide_charts
from kaname.exchange.reports import slide_parts as parts
from kaname.exchange.reports.document import Chart, ReportDocument, Section, Table
from kaname.exchange.reports.zips import settled

ROWS = 14
"""Rows of a table on one slide; more go on on the next one."""
HEADING = 1.1
"""Rows that the heading of a section takes where several share a slide."""
ONE_EACH = frozenset({"steering"})
"""Reports that are talked through slide by slide, a question each."""
MOST_ROWS = 16
"""Rows of several sections on one slide, whose letters are a little smaller."""
SLIGHT = 2
"""Sentences of a section that stands with its neighbour even where each has a slide."""
JOINT = " / "
TITLE, TITLES = 18, 885
"""Points of the letters of several sections' titles, and how long a line of them may be."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a section stands on one slide; ``whole``: all of it."""

    title: str
    said: tuple[str, ...]
    blocks: list[tuple[Any, Any]]
    whole: bool

    @property
    def height(self) -> float:
        """Rows of a slide that it takes under a heading of its own."""
        return HEADING + 1.1 * len(self.said) + sum(_wanted(piece) for piece in self.blocks)

    @property
    def slight(self) -> bool:
        """Whether it is a sentence or two, which would look lost on a slide of its own."""
        full = any(isinstance(block, Chart) or rows for block, rows in self.blocks)
        return self.whole and not full and len(self.said) + len(self.blocks) <= SLIGHT


def write(document: ReportDocument, *, base: bytes | None = None, number: str = "") -> bytes:
    """Return the document as .pptx; ``base``: an organisation's own file, whose master and layouts are used."""
    from pptx import Presentation

    deck: Any = Presentation(BytesIO(base) if base else None)
    if base is None:
        deck.slide_width, deck.slide_height = parts.inches(13.333), parts.inches(7.5)
    parts.empty(deck)
    foot = " · ".join(filter(None, (number, document.footer, document.draft)))
    found = [part for section in document.sections for part in _parts_of(section)]
    talked = document.kind in ONE_EACH
    first = found.pop(0) if talked and found and found[0].slight else None
    _cover(deck, document, foot, first)
    slides = _talked(found) if talked else _grouped(found)
    for shown in slides:
        _slide(deck, shown, foot)
    deck.core_properties.title = f"{document.title} {document.subtitle}"
    deck.core_properties.author = ""
    deck.core_properties.created = deck.core_properties.modified = document.made_at.replace(tzinfo=None)
    out = BytesIO()
    deck.save(out)
    return settled(out.getvalue(), document.made_at)


def _cover(deck: Any, document: ReportDocument, foot: str, first: Part | None = None) -> None:
    """Draw the first slide: conclusion and facts; below them the first section, where it is a sentence or two."""
    slide = parts.new_slide(deck, f"{document.title}　{document.subtitle}")
    area = parts.body_area(deck)
    share = parts.share_of(document.conclusion, area, size=22)
    parts.sentences(slide, document.conclusion, area.top_part(share), size=22)
    facts = Table("", parts.fact_columns(), tuple(parts.fact_row(f) for f in document.facts))
    place = area.rest(share)
    if first is not None:
        heights = [float(len(facts.rows)), first.height + 0.5]
        place, below = place.rows(heights, sum(heights))
        part = HEADING / first.height
        parts.heading(slide, first.title, below.top_part(part))
        _part(slide, first, below.rest(part), 14)
    parts.table(slide, facts, facts.rows, place, head=False)
    parts.foot(deck, slide, foot, 1)


def _slide(deck: Any, shown: list[Part], foot: str) -> None:
    """Draw a slide: one part of a section, or several short sections below each other under their own headings."""
    area = parts.body_area(deck)
    if len(shown) == 1:
        slide = parts.new_slide(deck, shown[0].title)
        _part(slide, shown[0], area, 18)
    else:
        slide = parts.new_slide(deck, JOINT.join(part.title for part in shown), TITLE)
        heights = [part.height for part in shown]
        for part, place in zip(shown, area.rows(heights, max(ROWS, sum(heights))), strict=True):
            share = HEADING / part.height
            parts.heading(slide, part.title, place.top_part(share))
            _part(slide, part, place.rest(share), 14)
    parts.foot(deck, slide, foot, len(deck.slides))


def _part(slide: Any, part: Part, area: parts.Area, size: float) -> None:
    if part.said:
        share = parts.share_of(part.said, area, size=size) if part.blocks else 1.0
        parts.sentences(slide, part.said, area.top_part(share), size=size)
        area = area.rest(share)
    for place, (block, rows) in zip(area.split(_weights(part.blocks)), part.blocks, strict=True):
        if isinstance(block, Chart):
            slide_charts.chart(slide, block, place)
        else:
            parts.table(slide, block, rows, place)


def _weights(blocks: list[tuple[Any, Any]]) -> list[float]:
    return [10.0 if isinstance(b, Chart) else 1.5 + len(rows) for b, rows in blocks]


def _grouped(found: list[Part]) -> list[list[Part]]:
    """Return the parts by slide: sections that fill little of one stand together, in their order."""
    slides: list[list[Part]] = []
    for part in found:
        last = slides[-1] if slides else []
        if last and _fit([*last, part]):
            last.append(part)
        else:
            slides.append([part])
    return slides


def _talked(found: list[Part]) -> list[list[Part]]:
    """Return a slide for each part; one of a sentence or two stands above the next, else below the one before."""
    slides: list[list[Part]] = []
    waiting: list[Part] = []
    for part in found:
        if part.slight:
            waiting.append(part)
            continue
        if waiting and _fit([*waiting, part]):
            slides.append([*waiting, part])
        else:
            _settle(slides, waiting)
            slides.append([part])
        waiting = []
    _settle(slides, waiting)
    return slides


def _settle(slides: list[list[Part]], waiting: list[Part]) -> None:
    if waiting and slides and _fit([*slides[-1], *waiting]):
        slides[-1].extend(waiting)
    elif waiting:
        slides.append(list(waiting))


def _fit(together: list[Part]) -> bool:
    """Tell whether several parts stand on one slide, under a title of one line."""
    titles = fitting.letters(JOINT.join(each.title for each in together), TITLE)
    whole = all(each.whole for each in together)
    return whole and sum(each.height for each in together) <= MOST_ROWS and titles <= TITLES


def _parts_of(section: Section) -> list[Part]:
    """Return a section by slide."""
    pages = _pages(section)
    if len(pages) == 1:
        return [Part(section.title, section.answer, pages[0], whole=True)]
    return [
        Part(f"{section.title} ({n}/{len(pages)})", section.answer if n == 1 else (), blocks, whole=False)
        for n, blocks in enumerate(pages, start=1)
    ]


def _pages(section: Section) -> list[list[tuple[Any, Any]]]:
    """Return the blocks of a section by slide: as many as fit, long tables over several."""
    pages: list[list[tuple[Any, Any]]] = [[]]
    room = ROWS - 1.5 * len(section.answer)
    for block in section.blocks:
        for part in _pieces(block):
            wanted = _wanted(part)
            if pages[-1] and wanted > room:
                pages.append([])
                room = ROWS
            pages[-1].append(part)
            room -= wanted
    return pages


def _wanted(piece: tuple[Any, Any]) -> float:
    """Return how many rows of a slide a chart or a piece of a table takes; an empty table is one sentence."""
    block, rows = piece
    if isinstance(block, Chart):
        return 7
    return 2 + len(rows) if rows else 1.2 + bool(block.title)


def _pieces(block: Any) -> list[tuple[Any, Any]]:
    if isinstance(block, Chart):
        return [(block, ())]
    step = ROWS - 2
    return [(block, block.rows[i : i + step]) for i in range(0, max(len(block.rows), 1), step)]
