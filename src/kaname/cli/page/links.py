"""Relations as right-angled lines between the rows of a Gantt picture: percent across, pixels down."""

from collections.abc import Iterator
from dataclasses import dataclass

from kaname.cli.page.gantt import ROW_HEIGHT, Gantt, Link

_MIDDLE = 11  # of a bar, pixels below the row's top
_EDGE = 6  # half a bar
_SAME = 0.02  # percent that are one place

Segment = tuple[float, int, float, int]


@dataclass(slots=True)
class Drawn:
    """A relation's lines and its arrow head."""

    source: int
    target: int
    driving: bool
    lines: list[Segment]
    head: str
    tip: tuple[float, int]


def drawn(gantt: Gantt) -> Iterator[Drawn]:
    """Return the lines of every link, the driving ones last, on top."""
    for link in sorted(gantt.links, key=lambda k: k.driving):
        yield _draw(link)


def _draw(k: Link) -> Drawn:
    ya, yb = k.source * ROW_HEIGHT + _MIDDLE, k.target * ROW_HEIGHT + _MIDDLE
    down = yb > ya
    edge = yb - _EDGE if down else yb + _EDGE
    if k.kind == "SS" or (k.kind == "FF" and k.x2 < k.x1 - _SAME):
        head = "rt" if k.x2 >= k.x1 else "lf"
        return Drawn(k.source, k.target, k.driving, [(k.x1, ya, k.x1, yb), (k.x1, yb, k.x2, yb)], head, (k.x2, yb))
    head = "dn" if down else "up"
    if k.kind in ("FS", "FF") and k.x2 >= k.x1 - _SAME:
        lines = [(k.x1, ya, k.x2, ya), (k.x2, ya, k.x2, edge)]
        return Drawn(k.source, k.target, k.driving, lines, head, (k.x2, edge))
    between = k.target * ROW_HEIGHT if down else (k.target + 1) * ROW_HEIGHT - 1
    lines = [(k.x1, ya, k.x1, between), (k.x1, between, k.x2, between), (k.x2, between, k.x2, edge)]
    return Drawn(k.source, k.target, k.driving, lines, head, (k.x2, edge))
