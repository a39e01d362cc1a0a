"""Sheets of one reporting round each: a status date above, actual and remaining amounts below."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from kaname.exchange.document import Activity, ActivityKind, TrackedActivity, TrackingPeriod
from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.header_rows import Header, find_header
from kaname.exchange.workbook.headings import plain
from kaname.exchange.workbook.quantities import Worth, read_amount, read_number
from kaname.exchange.workbook.roles import Aspect, Role

_VALUES = {
    "earnedvalueev": "earned_value",
    "earnedvalue": "earned_value",
    "plannedvaluepv": "planned_value",
    "plannedvalue": "planned_value",
}


def read_tracking(
    grids: Sequence[Grid], activities: Sequence[Activity], worth: Worth, start: datetime | None
) -> list[TrackingPeriod]:
    """Return the rounds in order of their status dates; the first begins with the project."""
    leaves = {activity.id for activity in activities if activity.kind != ActivityKind.SUMMARY}
    periods = []
    for grid in grids:
        header = find_header(grid)
        status = _status(grid, header.top) if header else None
        if header and status and _is_round(header):
            periods.append(TrackingPeriod(_name(grid, header.top), status, rows=_rows(grid, header, leaves, worth)))
    periods.sort(key=lambda period: period.status_date)
    if periods:
        periods[0].start = start
    for before, period in pairwise(periods):
        period.start = before.status_date
    return periods


def _is_round(header: Header) -> bool:
    actual = {(c.role, c.aspect) for c in header.columns}
    return (Role.START, Aspect.ACTUAL) in actual and (
        (Role.DURATION, Aspect.ACTUAL) in actual or any(c.role == Role.PROGRESS for c in header.columns)
    )


def _labelled(grid: Grid, top: int, words: Sequence[str]) -> Value:
    for row in range(top):
        cells = list(grid.filled(row))
        for place, (_, value) in enumerate(cells[:-1]):
            if isinstance(value, str) and plain(value) in words:
                return cells[place + 1][1]
    return ""


def _status(grid: Grid, top: int) -> datetime | None:
    read = read_date(_labelled(grid, top, ("tpstatusdate", "statusdate", "報告日", "基準日", "報告基準日")))
    return read.when if read and not read.yearless else None


def _name(grid: Grid, top: int) -> str:
    return text_of(_labelled(grid, top, ("tpname", "periodname", "報告回", "回"))) or grid.name


def _rows(grid: Grid, header: Header, leaves: set[str], worth: Worth) -> list[TrackedActivity]:
    key = next((c.index for c in header.columns if c.role in (Role.ID, Role.NUMBER)), None)
    if key is None:
        return []
    rows = []
    for row in range(header.bottom + 1, len(grid.rows)):
        name = text_of(grid.value(row, key))
        if name in leaves:
            rows.append(_row(grid, header, row, name, worth))
    return rows


def _row(grid: Grid, header: Header, row: int, name: str, worth: Worth) -> TrackedActivity:
    tracked = TrackedActivity(name)
    for column in header.columns:
        value = grid.value(row, column.index)
        if value != "":
            _fill(tracked, column, value, worth)
    return tracked


def _fill(tracked: TrackedActivity, column: Column, value: Value, worth: Worth) -> None:
    match column.role, column.aspect:
        case Role.START, Aspect.ACTUAL:
            read = read_date(value)
            tracked.actual_start = read.when if read else None
        case Role.DURATION, Aspect.ACTUAL:
            tracked.actual_duration = _minutes(value, worth)
        case Role.DURATION, Aspect.REMAINING:
            tracked.remaining_duration = _minutes(value, worth)
        case Role.COST, Aspect.ACTUAL:
            tracked.actual_cost = read_number(value)
        case Role.COST, Aspect.REMAINING:
            tracked.remaining_cost = read_number(value)
        case Role.PROGRESS, _:
            number = read_number(value)
            tracked.percent_complete = None if number is None else 100 * number if number <= 1 else number
        case None, _:
            _fill_other(tracked, column.title, value)


def _minutes(value: Value, worth: Worth) -> float | None:
    amount = read_amount(value, "day", worth)
    return amount.minutes if amount else None


def _fill_other(tracked: TrackedActivity, title: str, value: Value) -> None:
    name = _VALUES.get(plain(title.rsplit(" / ", maxsplit=1)[-1]))
    if name == "earned_value":
        tracked.earned_value = read_number(value)
    elif name == "planned_value":
        tracked.planned_value = read_number(value)
    else:
        tracked.fields[title] = value if isinstance(value, (str, float)) else text_of(value)
