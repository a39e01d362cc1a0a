"""The map: a squarified treemap (Bruls, Huizing, van Wijk 2000) of the projects, sized by their activities."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from kaname.domains.reporting.queries.board import Row

WIDTH, HEIGHT = 1320.0, 620.0
CHARACTER, LINE = 15.0, 20.0


@dataclass(frozen=True, slots=True)
class Tile:
    """A project's area in the picture (``place``: its attributes), with as much of its name as fits."""

    row: Row
    place: SafeString
    title: str
    second: bool


def tiles(rows: Sequence[Row]) -> list[Tile]:
    """Return an area for every row, the largest first; a plan without activities gets the smallest one. O(n log n)."""
    ordered = sorted(rows, key=lambda r: (-r.activities, r.code))
    sizes = [float(max(r.activities, 1)) for r in ordered]
    scale = WIDTH * HEIGHT / (sum(sizes) or 1.0)
    places = _squarify([s * scale for s in sizes], 0.0, 0.0, WIDTH, HEIGHT)
    return [_tile(row, *place) for row, place in zip(ordered, places, strict=True)]


def _tile(row: Row, x: float, y: float, width: float, height: float) -> Tile:
    room = int((width - 16) / CHARACTER)
    title = row.name if len(row.name) <= room else row.name[: max(room - 1, 0)] + "…"
    place = mark_safe(f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"')  # noqa: S308 - of numbers
    return Tile(row, place, title if room >= 3 and height >= 46 else "", height >= 66 and room >= 6)


type Place = tuple[float, float, float, float]


def _squarify(areas: list[float], x: float, y: float, width: float, height: float) -> list[Place]:
    """Lay areas out row by row along the shorter side, as square as they come."""
    placed: list[Place] = []
    start = 0
    while start < len(areas):
        side = min(width, height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        line = areas[start:end]
        depth = sum(line) / side if side else 0.0
        placed += _line(line, depth, x, y, across=width >= height)
        if width >= height:
            x, width = x + depth, max(width - depth, 0.0)
        else:
            y, height = y + depth, max(height - depth, 0.0)
        start = end
    return placed


def _worst(line: list[float], side: float) -> float:
    total = sum(line)
    return max(side * side * max(line) / total**2, total**2 / (side * side * min(line))) if side else 0.0


def _line(line: list[float], depth: float, x: float, y: float, across: bool) -> list[Place]:
    places = []
    for area in line:
        length = area / depth if depth else 0.0
        places.append((x, y, depth, length) if across else (x, y, length, depth))
        x, y = (x, y + length) if across else (x + length, y)
    return places
