"""A plan as slides: a native table of rows and a chart of native shapes beside it, which people move and recolour.

All instants are integer ticks of the plan's wall clock, tenths of minutes since 1970-01-01 (ADR 0003).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from kaname.exchange.reports import slide_parts as parts
from kaname.exchange.reports.gantt_shapes import Chart, Scale
from kaname.exchange.reports.legible import legible
from kaname.exchange.reports.zips import settled

ROWS = 24
"""Rows of one slide: the fewest that a plan is read by, the most that a room can read."""
MOST = 240
"""Rows of all slides."""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One activity: ``level`` from 1, dates in ticks (None: it has none), ``percent`` 0 to 100, ``reached``: the corner
    of the 稲妻線 in ticks, None where it passes by; ``said``: name, start and finish as they are to be read.
    """

    said: tuple[str, str, str]
    level: int
    kind: str
    start: int | None
    finish: int | None
    baseline: tuple[int, int] | None
    percent: float
    critical: bool
    reached: int | None


@dataclass(frozen=True, slots=True)
class GanttPicture:
    """What is drawn, and the words of it: ``heads`` of the three columns, ``legend`` of the bars by role (plan,
    critical, baseline, line), ``status`` the report date in ticks, ``foot`` of every slide.
    """

    title: str
    heads: tuple[str, str, str]
    rows: Sequence[GanttRow]
    status: int | None
    legend: dict[str, str]
    foot: str
    day: date
    english: bool


def write(picture: GanttPicture, base: bytes | None = None) -> bytes:
    """Return the slides as .pptx, the same bytes for the same picture; ``base``: an organisation's own file."""
    from pptx import Presentation

    picture = legible(picture)
    deck: Any = Presentation(BytesIO(base) if base else None)
    if base is None:
        deck.slide_width, deck.slide_height = parts.inches(13.333), parts.inches(7.5)
    parts.empty(deck)
    moment = datetime(picture.day.year, picture.day.month, picture.day.day, tzinfo=UTC)
    scale = Scale.of([t for r in picture.rows for t in (r.start, r.finish, *(r.baseline or ()))], picture.status)
    pages = [picture.rows[i : i + ROWS] for i in range(0, max(len(picture.rows), 1), ROWS)]
    for number, rows in enumerate(pages, start=1):
        title = picture.title if len(pages) == 1 else f"{picture.title} ({number}/{len(pages)})"
        _page(deck, parts.new_slide(deck, title), picture, rows, scale, number)
    deck.core_properties.title, deck.core_properties.author = picture.title, ""
    deck.core_properties.created = deck.core_properties.modified = moment.replace(tzinfo=None)
    out = BytesIO()
    deck.save(out)
    return settled(out.getvalue(), moment)


def _page(deck: Any, slide: Any, picture: GanttPicture, rows: Sequence[GanttRow], scale: Scale, number: int) -> None:
    area = parts.body_area(deck)
    head, legend = parts.inches(0.42), parts.inches(0.28)
    high = min((area.height - head - legend) // ROWS, parts.inches(0.24))
    table = parts.Area(area.left, area.top, int(area.width * 0.4), head + high * len(rows))
    chart = parts.Area(area.left + table.width, area.top, area.width - table.width, table.height)
    _table(slide, picture, rows, table, head, high)
    drawn = Chart(slide, chart, head, high, scale, picture.english)
    drawn.calendar(len(rows))
    for n, row in enumerate(rows):
        _row(drawn, n, row)
    if picture.status is not None:
        drawn.line(picture.status, [row.reached for row in rows])
    drawn.legend(parts.Area(area.left, area.top + area.height - legend, area.width, legend), picture.legend)
    parts.foot(deck, slide, picture.foot, number)


def _row(drawn: Chart, n: int, row: GanttRow) -> None:
    if row.start is None or row.finish is None:
        return
    name = row.said[0]
    if row.baseline is not None:
        drawn.promised(n, *row.baseline, name)
    if row.kind in ("milestone", "finish_milestone"):
        drawn.milestone(n, row.finish, name, row.said[2], critical=row.critical)
    elif row.kind == "summary":
        drawn.summary(n, row.start, row.finish, name)
    else:
        drawn.bar(n, row.start, row.finish, row.percent, name, critical=row.critical)


def _table(slide: Any, picture: GanttPicture, rows: Sequence[GanttRow], area: parts.Area, head: int, high: int) -> None:
    shape = slide.shapes.add_table(len(rows) + 1, 3, area.left, area.top, area.width, area.height)
    shape.name = picture.title
    grid, dates = shape.table, parts.inches(0.86)
    grid.first_row, grid.horz_banding = True, False
    for x, wide in enumerate((area.width - 2 * dates, dates, dates)):
        grid.columns[x].width = wide
    grid.rows[0].height = head
    for x, word in enumerate(picture.heads):
        parts.write_cell(grid.cell(0, x), word, 9, bold=True, right=x > 0)
    room = (area.width - 2 * dates) / parts.inches(1 / 72)
    for y, row in enumerate(rows, start=1):
        grid.rows[y].height = high
        bold = row.kind == "summary"
        name = "　" * (row.level - 1) + row.said[0]
        parts.write_cell(grid.cell(y, 0), parts.cut(name, room - 12, 9), 9, bold=bold, shade=False)
        for x, word in enumerate(row.said[1:], start=1):
            parts.write_cell(grid.cell(y, x), word, 8, bold=False, right=True, shade=False)
