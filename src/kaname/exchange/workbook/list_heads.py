"""Where a list that people keep by hand begins: the sheet and the row whose titles mean something."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kaname.exchange.workbook.grid import Grid, text_of
from kaname.exchange.workbook.headings import plain

SEARCHED = 40
"""Rows from the top in which titles may stand."""
FEWEST = 2
"""Columns that a list of its kind has beside the one that names a row."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """``row``: of the titles; ``columns``: of each meaning; ``known``: its title; ``rest``: titles that say nothing."""

    grid: Grid
    row: int
    columns: Mapping[str, int]
    known: dict[str, str]
    rest: list[str]


def list_head(
    grids: Sequence[Grid], titled: Mapping[str, str], naming: Collection[str], needed: Collection[str]
) -> ListHead | None:
    """Return the head of the sheet that looks most like the list; None where no sheet does.

    ``titled``: plain titles to meanings; ``naming``: meanings one of which names a row; ``needed``: those of which a
    list has at least two.
    """
    heads = [(grid, *found) for grid in grids if not grid.hidden and (found := _row_of(grid, titled, naming, needed))]
    if not heads:
        return None
    grid, row, columns = max(heads, key=lambda found: (len(found[2]), len(found[0].rows)))
    titles = {n: text_of(value).replace("\n", " ") for n, value in grid.filled(row)}
    known = {meaning: titles[n] for meaning, n in columns.items()}
    return ListHead(grid, row, columns, known, [title for n, title in titles.items() if n not in columns.values()])


def _row_of(
    grid: Grid, titled: Mapping[str, str], naming: Collection[str], needed: Collection[str]
) -> tuple[int, dict[str, int]] | None:
    best: tuple[int, dict[str, int]] | None = None
    for row in range(min(SEARCHED, len(grid.rows))):
        columns: dict[str, int] = {}
        for n, value in grid.filled(row):
            meaning = titled.get(plain(text_of(value)), "") if isinstance(value, str) else ""
            if meaning:
                columns.setdefault(meaning, n)
        fits = not columns.keys().isdisjoint(naming) and len(columns.keys() & set(needed)) >= FEWEST
        if fits and (best is None or len(columns) > len(best[1])):
            best = row, columns
    return best
