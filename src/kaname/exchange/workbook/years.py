"""The year of dates that name none: 4/1 in a plan of 2026."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from kaname.exchange.workbook.dates import Read

type MonthDay = tuple[int, int]

_SAMPLE = 300  # rows that show in which order the year runs


def with_years(rows: Sequence[Sequence[Read | None]], near: datetime | None) -> list[list[Read | None]]:
    """Return the rows' dates, each with its year; ``near`` is a date near the plan.

    Where some dates are complete, the others take the year that brings them nearest to a complete date of their row,
    else to the row above. Where none is, the plan is taken to run for less than a year, forward as its rows do, in the
    year that brings it nearest to ``near``.
    """
    complete = next((r.when for row in rows for r in row if r and not r.yearless), None)
    if complete is not None:
        return _beside_complete(rows, complete)
    reads = [r for row in rows for r in row if r]
    if near is None or not reads:
        return [list(row) for row in rows]
    first = _first_month_day(rows)
    year = _year_near(reads, first, near)
    return [[r.in_year(_year(r, first, year)) if r else None for r in row] for row in rows]


def _beside_complete(rows: Sequence[Sequence[Read | None]], anchor: datetime) -> list[list[Read | None]]:
    result = []
    for row in rows:
        beside = next((r.when for r in row if r and not r.yearless), anchor)
        dated: list[Read | None] = []
        for read in row:
            if read is not None and read.yearless:
                read = _nearest(read, beside)
                beside = read.when
            dated.append(read)
        anchor = next((r.when for r in dated if r), anchor)
        result.append(dated)
    return result


def _nearest(read: Read, anchor: datetime) -> Read:
    return min((read.in_year(anchor.year + step) for step in (-1, 0, 1)), key=lambda r: abs(r.when - anchor))


def _first_month_day(rows: Sequence[Sequence[Read | None]]) -> MonthDay:
    """Return month and day with which the plan begins.

    Of all its dates, the one from which the fewest rows run backwards, then the one after the longest stretch of the
    year without a date.
    """
    placed = [[(r.when.month, r.when.day) for r in row if r] for row in rows]
    placed = [row for row in placed if row]
    days = sorted({day for row in placed for day in row})
    ordinals = [date(2000, month, day).toordinal() for month, day in days]
    gaps = [ordinals[0] + 366 - ordinals[-1], *(after - before for before, after in pairwise(ordinals))]
    return min(zip(days, gaps, strict=True), key=lambda item: (_turns(placed[:_SAMPLE], item[0]), -item[1]))[0]


def _turns(rows: Sequence[Sequence[MonthDay]], first: MonthDay) -> int:
    """Count how often rows begin before the row above or end before they begin, in a year that starts at ``first``."""
    starts = [(row[0] < first, row[0]) for row in rows]
    ended = sum((row[1] < first, row[1]) < (row[0] < first, row[0]) for row in rows if len(row) > 1)
    return sum(after < before for before, after in pairwise(starts)) + 3 * ended


def _year(read: Read, first: MonthDay, year: int) -> int:
    return year if (read.when.month, read.when.day) >= first else year + 1


def _year_near(reads: Sequence[Read], first: MonthDay, near: datetime) -> int:
    """Return the first year of the plan: the one in which ``near`` lies in the plan, or nearest to it."""

    def distance(year: int) -> tuple[int, int]:
        days = [r.in_year(_year(r, first, year)).when.date() for r in reads]
        return _outside(near.date(), min(days), max(days)), abs(year - near.year)

    return min(range(near.year - 2, near.year + 3), key=distance)


def _outside(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)
