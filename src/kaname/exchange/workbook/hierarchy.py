"""How deep each row is: from level columns, a level number, codes, indents, numbers in names, or Excel's outline."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kaname.exchange.workbook.numbering import code_parts, mark_of

SPACES_A_STEP = 2
"""Half-width spaces that people type for one step; a full-width space is a step of its own when used alone."""


@dataclass(frozen=True, slots=True)
class Levels:
    """A level (1 is the top) for every row, and the way they were found."""

    levels: list[int]
    way: str


@dataclass(frozen=True, slots=True)
class Clues:
    """What each row says about its depth; None where it says nothing."""

    name: str
    code: str = ""
    outline: int | None = None  # the number in a level column
    step: int | None = None  # the place among staircase columns
    indent: int = 0  # Excel's own
    excel_outline: int = 0


def find_levels(rows: Sequence[Clues]) -> Levels:
    """Return the levels by the first way that tells at least two depths apart."""
    ways: list[tuple[str, Sequence[int | None]]] = [
        ("level-column", [row.outline for row in rows]),
        ("columns", [row.step for row in rows]),
        ("codes", _by_codes([row.code for row in rows])),
        ("indent", _relative([row.indent * 100 + _spaces(row.name) for row in rows])),
        ("numbering", _by_marks([row.name for row in rows])),
        ("outline", [row.excel_outline for row in rows]),
    ]
    for way, levels in ways:
        known = [level for level in levels if level is not None]
        if len(set(known)) > 1 and len(known) * 2 >= len(rows):
            return Levels(_filled(levels), way)
    return Levels([1] * len(rows), "flat")


def _filled(levels: Sequence[int | None]) -> list[int]:
    """Count from 1, and put a row that says nothing beside the row above, below a parent it seems to detail."""
    least = min(level for level in levels if level is not None)
    result: list[int] = []
    last = 1
    for level in levels:
        last = level - least + 1 if level is not None else last
        result.append(last)
    return result


def _spaces(name: str) -> int:
    width = 0
    for letter in name:
        if letter not in " \t　\xa0":
            break
        width += {"　": SPACES_A_STEP, "\t": SPACES_A_STEP}.get(letter, 1)
    return width


def _relative(widths: Sequence[int]) -> list[int | None]:
    """Return levels from widths: wider than the row above is one deeper, narrower climbs to the row it fits."""
    stack: list[int] = []
    levels: list[int | None] = []
    for width in widths:
        while stack and stack[-1] > width:
            stack.pop()
        if not stack or stack[-1] < width:
            stack.append(width)
        levels.append(len(stack))
    return levels


def _by_codes(codes: Sequence[str]) -> list[int | None]:
    """Return the number of parts of each code; a row without a code is a detail of the coded row above."""
    if not any(len(code_parts(code)) > 1 for code in codes if code):
        return [None] * len(codes)
    known = {code_parts(code) for code in codes if code}
    headed = any((family, "1") in known for family, *rest in known if rest == ["0"])
    levels: list[int | None] = []
    above: int | None = None
    for code in codes:
        if code:
            above = _depth(code_parts(code), headed)
            levels.append(above)
        else:
            levels.append(None if above is None else above + 1)
    return levels


def _depth(parts: tuple[str, ...], headed: bool) -> int:
    """Count the parts; ``headed``: 1.0 stands beside 1.1 as the head of its family, not a member."""
    return 1 if headed and parts[1:] == ("0",) else len(parts)


def _by_marks(names: Sequence[str]) -> list[int | None]:
    """Nest styles of numbering in the order in which they first appear, dotted ones by their parts."""
    stack: list[tuple[str, int]] = []
    levels: list[int | None] = []
    marks = [mark_of(unicodedata.normalize("NFC", name)) for name in names]
    if len({(m.style, m.parts) for m in marks if m}) < 2:
        return [None] * len(names)
    for mark in marks:
        if mark is None:
            levels.append(len(stack) + 1 if stack else 1)
            continue
        style = (mark.style, mark.parts)
        if mark.style in ("dotted", "lettered"):
            _climb_dotted(stack, mark.parts)
        if style in stack:
            del stack[stack.index(style) + 1 :]
        else:
            stack.append(style)
        levels.append(len(stack))
    return levels


def _climb_dotted(stack: list[tuple[str, int]], parts: int) -> None:
    """Leave the deeper dotted styles: 2.1 after 1.2.3 is not below it."""
    while stack and stack[-1][0] in ("dotted", "lettered") and stack[-1][1] > parts:
        stack.pop()
