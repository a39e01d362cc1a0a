"""A sheet of three-point estimates beside the plan: percent of the duration, or hours."""

from collections.abc import Sequence

from kaname.exchange.document import Activity, Distribution
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.header_rows import Header, find_header
from kaname.exchange.workbook.quantities import read_number
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Role

_POINTS = (Role.OPTIMISTIC, Role.MOST_LIKELY, Role.PESSIMISTIC)


def read_estimates(grids: Sequence[Grid], activities: Sequence[Activity], report: Report) -> None:
    """Give activities the triangular distributions of the first sheet that holds ids and three estimates."""
    by_id = {activity.id: activity for activity in activities}
    for grid in grids:
        header = find_header(grid)
        columns = {column.role: column.index for column in header.columns} if header else {}
        key = columns.get(Role.ID, columns.get(Role.NUMBER))
        if header is None or key is None or not set(_POINTS) <= set(columns):
            continue
        _apply(grid, header, key, [columns[role] for role in _POINTS], by_id, report)
        return


def _apply(grid: Grid, header: Header, key: int, points: list[int], by_id: dict[str, Activity], report: Report) -> None:
    for row in range(header.bottom + 1, len(grid.rows)):
        activity = by_id.get(text_of(grid.value(row, key)))
        values = [read_number(grid.value(row, column)) for column in points]
        numbers = [value for value in values if value is not None]
        if activity is None or len(numbers) < 3 or not activity.duration:
            continue
        absolute = any(_says_absolute(value) for _, value in grid.filled(row))
        scale = 60.0 if absolute else activity.duration / 100
        low, mode, high = (number * scale for number in numbers)
        if low <= mode <= high:
            activity.distribution = Distribution("triangular", (low, mode, high))
        else:
            report.warn("workbook-estimates-disordered", grid.where(row, points[0]), name=activity.name)


def _says_absolute(value: Value) -> bool:
    return isinstance(value, str) and "absolute" in value.lower()
