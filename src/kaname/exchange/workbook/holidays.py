"""Days off: the workbook's own list of holidays, or Japan's national holidays and the turn of the year."""

import re
from collections.abc import Sequence
from datetime import date

from kaname.engine.holidays_jp import national_holidays
from kaname.exchange.workbook.dates import read_date
from kaname.exchange.workbook.grid import Grid, text_of

_NAME = re.compile(r"休日|祝日|休業日|休み|カレンダー|カレンダ|holiday|calendar", re.IGNORECASE)
YEAR_END = ((12, 29), (12, 30), (12, 31), (1, 2), (1, 3))
"""年末年始: the days offices close besides New Year's Day itself (as the national administration does)."""


def listed_holidays(grids: Sequence[Grid]) -> tuple[dict[date, str], str]:
    """Return the days of a sheet named for holidays with their names, and that sheet's name; empty without one."""
    for grid in grids:
        days = _days(grid) if _NAME.search(grid.name) else {}
        if len(days) >= 3:
            return days, grid.name
    return {}, ""


def _days(grid: Grid) -> dict[date, str]:
    """Return the dates of the column that holds the most of them, each with the first text beside it."""
    columns: dict[int, dict[date, str]] = {}
    for row in grid.rows:
        for column, value in enumerate(row):
            read = None if isinstance(value, str) and not value else read_date(value)
            if read is not None and not read.yearless and not read.rough:
                columns.setdefault(column, {})[read.when.date()] = _beside(row, column)
    return max(columns.values(), key=len, default={})


def _beside(row: Sequence[object], column: int) -> str:
    texts = (text_of(value) for value in row[column + 1 : column + 4] if isinstance(value, str))
    return next((text for text in texts if len(text) > 1), "")


def japanese_holidays(first: date, last: date) -> dict[date, str]:
    """Return the national holidays and the turn of the year between two days."""
    days = {date(year, month, day): "年末年始" for year in range(first.year, last.year + 1) for month, day in YEAR_END}
    return dict(sorted((days | national_holidays(first, last)).items()))
