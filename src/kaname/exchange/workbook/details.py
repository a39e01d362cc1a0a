"""The sheet of details of a written workbook: all that the columns of the WBS cannot show, one thing a row.

The first cell marks it. A row holds what the thing is, its id, and its content as JSON over as many cells as it needs.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import PlanDocument
from kaname.exchange.kaname_json.decoding import decode_value
from kaname.exchange.kaname_json.encoding import plain
from kaname.exchange.workbook.grid import Grid, text_of
from kaname.exchange.workbook.report import Report

MARK = "kaname-details/1"
SHEET = ("詳細", "Details")
_CELL = 32_000  # Excel holds 32,767 characters in a cell
_LISTS = (
    "projects", "calendars", "activities", "relations", "resources", "assignments", "tracking", "risks",
)  # fmt: skip


def detail_rows(document: PlanDocument) -> Iterator[list[str]]:
    """Yield the rows of the sheet, the mark first."""
    yield [MARK, "id", "content"]
    yield ["project", document.project.id, *_cells(document.project)]
    for name in _LISTS:
        for thing in getattr(document, name):
            yield [name, str(getattr(thing, "id", "")), *_cells(thing)]


def _cells(thing: object) -> list[str]:
    text = json.dumps(plain(thing, shorten=True), ensure_ascii=False)
    return [text[start : start + _CELL] for start in range(0, len(text), _CELL)]


def is_details(grid: Grid) -> bool:
    """Say whether a sheet is one of details."""
    return bool(grid.rows) and grid.value(0, 0) == MARK


def read_details(grids: Sequence[Grid], report: Report) -> PlanDocument | None:
    """Return the document that the workbook was written from; None without such a sheet, or one that was damaged."""
    grid = next((grid for grid in grids if is_details(grid)), None)
    if grid is None:
        return None
    content: dict[str, Any] = {name: [] for name in _LISTS}
    problems: list[Diagnostic] = []
    for number, row in enumerate(grid.rows[1:], 2):
        kind, text = text_of(row[0]), "".join(str(cell) for cell in row[2:])
        try:
            thing = json.loads(text)
        except ValueError:
            report.warn("workbook-details-unreadable", f"{grid.name}!C{number}")
            return None
        if kind == "project":
            content["project"] = thing
        elif kind in content:
            content[kind].append(thing)
    content["format"] = "workbook"
    document: PlanDocument = decode_value(content, PlanDocument, "$", problems)
    if problems:
        report.warn("workbook-details-unreadable", grid.name)
        return None
    return document
