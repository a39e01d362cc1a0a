"""Level columns without a label of their own: names that step to the right under one header."""

from dataclasses import replace

from kaname.exchange.workbook import vocabulary
from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.grid import Grid
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.roles import Role


def with_unlabelled(grid: Grid, header: Header) -> Header:
    """Return the header with the unlabelled columns right of the name as further levels, where they hold names."""
    name = next((c for c in header.columns if c.role == Role.NAME), None)
    if name is None:
        return header
    steps = _steps(grid, header, name)
    if not steps:
        return header
    levels = [
        Column(index, name.title, Role.GROUP, rank=vocabulary.NAME_RANK + place)
        for place, index in enumerate([name.index, *steps])
    ]
    others = [c for c in header.columns if c is not name]
    return replace(header, columns=sorted([*others, *levels], key=lambda c: c.index))


def _steps(grid: Grid, header: Header, name: Column) -> list[int]:
    """Return the unlabelled columns next to the name that hold text mostly where the columns before are empty."""
    steps: list[int] = []
    column = name.index + 1
    while column in header.unlabelled:
        rows = range(header.bottom + 1, len(grid.rows))
        own = [row for row in rows if isinstance(v := grid.value(row, column), str) and v.strip()]
        alone = [row for row in own if grid.value(row, column - 1) == "" and grid.value(row, name.index) == ""]
        if not own or len(alone) * 5 < len(own) * 4:
            break
        steps.append(column)
        column += 1
    return steps
