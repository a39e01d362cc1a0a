"""Frozen inputs of many projects to their measures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.domains.cost.bridge.axis import Axes
from kaname.domains.cost.bridge.laying import Lines
from kaname.domains.cost.bridge.measuring import Measured, Pair, Period, Reported, measured
from kaname.domains.cost.queries.frozen import Frozen, lines_of, progress_of

CHUNK = 100
"""Projects whose rows are in memory at once."""


@dataclass(frozen=True, slots=True)
class Money:
    """What was spent by a report date, and what is estimated to be left, by account: yen and minutes."""

    spent: dict[int, Pair]
    rest: dict[int, Pair]


def taken(frozen: list[Frozen], money: Mapping[int, Money], periods: Mapping[int, Period]) -> Iterator[list[Measured]]:
    """Yield the measures of each of the frozen inputs; money and period by project. O(lines), a few queries."""
    axes = Axes(f.calendar_id for f in frozen)
    for first in range(0, len(frozen), CHUNK):
        some = frozen[first : first + CHUNK]
        lines, reports = lines_of(f.baseline_id for f in some), progress_of(some)
        for f in some:
            report = reported(lines[f.baseline_id], *reports[f.progress_id], money[f.project_id])
            axis = axes.around(f.calendar_id, *_span(report))
            yield list(measured(report, axis, periods[f.project_id]))


def _span(report: Reported) -> tuple[int, int]:
    first = min(int(report.lines.start.min()), report.status)
    return first, max(int(report.lines.finish.max()), report.status)


def reported(rows: Iterable[tuple[Any, ...]], status: int, progress: Mapping[str, list[Any]], money: Money) -> Reported:
    """Return approved lines with what a report date says of their activities: one it does not name has not begun."""
    account, uid, yen, minutes, phasing, earning, start, finish, months = zip(*rows, strict=True)
    told = [progress.get(each) for each in uid]
    percent = np.array([0.0 if row is None else row[2] or 0.0 for row in told])
    begun = np.array([row is not None and row[0] is not None and row[0] < status for row in told], np.bool_)
    return Reported(
        Lines(phasing, months, np.array(start, np.int64), np.array(finish, np.int64)),
        np.array(account, np.int64),
        np.array(yen, np.float64),
        np.array(minutes, np.float64),
        np.array(earning, dtype=object),
        percent / 100.0,
        begun | (percent > 0),
        np.array([status if row is None or row[1] is None else row[1] for row in told], np.int64),
        status,
        money.spent,
        money.rest,
    )
