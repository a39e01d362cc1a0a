"""Several columns that name: タスク名 over 作業内容, Activity over Task. The one whose values span rows is a level."""

from collections.abc import Sequence
from dataclasses import replace

from kaname.exchange.workbook import vocabulary
from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.grid import Grid, text_of
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.headings import heading_of
from kaname.exchange.workbook.roles import Role

_CARRIED = 3
"""One row of so many, at least, must carry on the value above."""


def with_name_levels(grid: Grid, header: Header) -> Header:
    """Return the header with the columns of names that span rows as levels above the one that names each row."""
    kept = next((c for c in header.columns if c.role == Role.NAME), None)
    others = [c for c in header.columns if c.role is None and _names(c)]
    if kept is None or not others:
        return header
    rows = [row for row in range(header.bottom + 1, len(grid.rows)) if any(True for _ in grid.filled(row))]
    below = next((c for c in others if c.index > kept.index and _spans(grid, rows, kept, c)), None)
    name = below or kept
    levels = [c for c in others if c.index < name.index and c is not below and _spans(grid, rows, c, name)]
    levels = [*levels, kept] if below else levels
    if not levels:
        return header
    ranks = {c.index: vocabulary.NAME_RANK - len(levels) + place for place, c in enumerate(levels)}
    changed = [
        replace(c, role=Role.GROUP, rank=ranks[c.index], weak=c is not kept)
        if c.index in ranks
        else replace(c, role=Role.NAME, rank=vocabulary.NAME_RANK)
        if c is name
        else c
        for c in header.columns
    ]
    return replace(header, columns=changed)


def _names(column: Column) -> bool:
    heading = heading_of(column.title.split(" / ")[-1])
    return heading is not None and heading.role == Role.NAME


def _spans(grid: Grid, rows: Sequence[int], upper: Column, lower: Column) -> bool:
    """Say whether the values of one column each stand in one run of rows that the other column tells apart."""
    runs: list[str] = []
    carried = counted = 0
    for row in rows:
        above, below = (text_of(grid.value(row, c.index)) for c in (upper, lower))
        if above and (not runs or above != runs[-1]):
            runs.append(above)
        elif below and runs:
            carried += 1
        counted += bool(above or below)
    return bool(runs) and len(set(runs)) == len(runs) and carried >= 2 and carried * _CARRIED >= counted
