"""The year of dates that name none: 4/1 in a plan of 2026."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kaname.exchange.workbook.dates import Read

_HALF_A_YEAR = timedelta(days=183)


def nearest_year(read: Read, anchor: datetime) -> Read:
    """Return the date in the year that brings it nearest to the anchor."""
    return min((read.in_year(anchor.year + step) for step in (-1, 0, 1)), key=lambda r: abs(r.when - anchor))


def with_years(rows: Sequence[Sequence[Read | None]], start: datetime | None) -> list[list[Read | None]]:
    """Return the rows' dates, each with its year.

    A date takes the year that brings it nearest to a complete date of its row, else to the dates of the row above
    (the next complete one below, for the first rows); ``start`` anchors a sheet without any complete date.
    A plan runs forward: a yearless finish is never before its start.
    """
    anchor = start or _first_complete(rows)
    result = []
    for row in rows:
        complete = next((r.when for r in row if r and not r.yearless), None)
        dated = _row_with_years(row, complete or anchor)
        result.append(dated)
        known = [r.when for r in dated if r]
        anchor = known[0] if known else anchor
    return result


def _first_complete(rows: Sequence[Sequence[Read | None]]) -> datetime | None:
    return next((r.when for row in rows for r in row if r and not r.yearless), None)


def _row_with_years(row: Sequence[Read | None], anchor: datetime | None) -> list[Read | None]:
    dated: list[Read | None] = []
    for read in row:
        if read is not None and read.yearless and anchor is not None:
            read = nearest_year(read, anchor)
            anchor = read.when
        dated.append(read)
    return dated
