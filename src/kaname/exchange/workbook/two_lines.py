"""Sheets that give every activity two lines, 予定 and 実績: the second line's dates are the actual ones."""

from collections.abc import Sequence
from dataclasses import replace

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import Table

_PLANNED = {"予定", "計画", "plan", "planned", "予", "計"}
_ACTUAL = {"実績", "実際", "actual", "実"}

_SAMPLE = 60
"""Rows looked at before a column is looked at in full."""


def join_lines(table: Table, rows: Sequence[int], report: Report) -> dict[int, int | None]:
    """Return the rows, each with the row of its actual dates or None."""
    column = _line_column(table, rows)
    if column is None:
        return dict.fromkeys(rows)
    joined: dict[int, int | None] = {}
    last: int | None = None
    for row in rows:
        word = text_of(table.grid.value(row, column)).lower()
        if word in _ACTUAL and last is not None:
            joined[last] = row
            last = None
        else:
            joined[row] = None
            last = row if word in _PLANNED else None
    _actual_columns(table)
    report.tell("workbook-two-lines", table.grid.name, count=sum(second is not None for second in joined.values()))
    return joined


def _line_column(table: Table, rows: Sequence[int]) -> int | None:
    """Return the column whose cells say 予定 and 実績 in turn."""
    for column in range(min(table.grid.width, 40)):
        if all(_alternates(table, part, column) for part in (rows[:_SAMPLE], rows)):
            return column
    return None


def _alternates(table: Table, rows: Sequence[int], column: int) -> bool:
    told = [word for row in rows if isinstance(word := table.grid.value(row, column), str) and word]
    planned, actual = sum(w.lower() in _PLANNED for w in told), sum(w.lower() in _ACTUAL for w in told)
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
