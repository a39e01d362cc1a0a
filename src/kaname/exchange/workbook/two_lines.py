"""Sheets that give every activity two lines, 予定 and 実績: the second line's dates are the actual ones."""

from collections.abc import Sequence
from dataclasses import replace

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.entries import ACTUAL_WORDS, PLANNED_WORDS
from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import Table

_SAMPLE = 60
"""Rows looked at before a column is looked at in full."""


def find_line_column(table: Table) -> int | None:
    """Return the column whose cells say 予定 and 実績 in turn, or None."""
    first = table.header.bottom + 1
    for column in range(min(table.grid.width, 40)):
        parts = (range(first, min(first + _SAMPLE, len(table.grid.rows))), range(first, len(table.grid.rows)))
        if all(_alternates(table, part, column) for part in parts):
            return column
    return None


def join_lines(table: Table, rows: Sequence[int], report: Report) -> dict[int, int | None]:
    """Return the rows, each with the row of its actual dates or None."""
    column = table.line_column
    if column is None:
        return dict.fromkeys(rows)
    joined: dict[int, int | None] = {}
    last: int | None = None
    for row in rows:
        word = text_of(table.grid.value(row, column)).lower()
        if word in ACTUAL_WORDS and last is not None:
            joined[last] = row
            last = None
        else:
            joined[row] = None
            last = row if word in PLANNED_WORDS else None
    _actual_columns(table)
    report.tell("workbook-two-lines", table.grid.name, count=sum(second is not None for second in joined.values()))
    return joined


def _alternates(table: Table, rows: Sequence[int], column: int) -> bool:
    told = [word for row in rows if isinstance(word := table.grid.value(row, column), str) and word]
    planned, actual = sum(w.lower() in PLANNED_WORDS for w in told), sum(w.lower() in ACTUAL_WORDS for w in told)
    return actual >= 2 and planned >= 2 and (planned + actual) * 10 >= len(told) * 9


def _actual_columns(table: Table) -> None:
    """Let the plan's columns of dates and amounts also be the actual ones, read from the second line."""
    added: list[Column] = []
    for role in (Role.START, Role.FINISH, Role.DURATION, Role.WORK):
        column = table.columns.get((role, Aspect.PLAN))
        if column is not None and (role, Aspect.ACTUAL) not in table.columns:
            actual = replace(column, aspect=Aspect.ACTUAL)
            table.columns[role, Aspect.ACTUAL] = actual
            added.append(actual)
    table.header.columns.extend(added)
