"""Frozen inputs of many projects to their measures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_MINUTE
from kaname.domains.cost.bridge.axis import axis_of, rules_of_calendars
from kaname.domains.cost.bridge.laying import Lines
from kaname.domains.cost.bridge.measuring import Measured, Period, Reported, measured
from kaname.domains.cost.queries.frozen import Frozen, estimates, lines_of, progress_of, spending

CHUNK = 100
"""Projects whose rows are in memory at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A project's measures on a report date, and what they were computed from."""

    project_id: int
    as_of: date
    inputs: dict[str, Any]
    measured: list[Measured]


def taken(
    frozen: list[Frozen], minutes_per_day: Mapping[int, int], period_days: float, period: Period | None = None
) -> list[Taken]:
    """Return the measures of projects; ``minutes_per_day`` by project. A handful of queries a hundred projects."""
    rules = rules_of_calendars(f.calendar_id for f in frozen)
    found = []
    for first in range(0, len(frozen), CHUNK):
        some = frozen[first : first + CHUNK]
        lines, reports = lines_of(f.baseline_id for f in some), progress_of(some)
        spent, rest = spending(some), estimates(some)
        for f in some:
            f.last_actual = spent[f.project_id].last
            own = period or Period(round(period_days * minutes_per_day[f.project_id] * TICKS_A_MINUTE))
            parts = {a: (money, work) for a, (_pk, money, work) in rest[f.project_id].items()}
            report = reported(lines[f.baseline_id], *reports[f.progress_id], spent[f.project_id].by_account, parts)
            axis = axis_of(rules[f.calendar_id], *_span(report))
            inputs = f.inputs(
                spent[f.project_id].count,
                own.ticks // TICKS_A_MINUTE,
                [pk for pk, _money, _work in rest[f.project_id].values()],
            )
            found.append(Taken(f.project_id, f.as_of, inputs, list(measured(report, axis, own))))
    return found


def _span(report: Reported) -> tuple[int, int]:
    first = min(int(report.lines.start.min()), report.status)
    return first, max(int(report.lines.finish.max()), report.status)


def reported(
    rows: Iterable[tuple[Any, ...]],
    status: int,
    progress: Mapping[str, list[Any]],
    spent: dict[int, tuple[float, float]],
    rest: dict[int, tuple[float, float]],
) -> Reported:
    """Return approved lines with what a report date says of their activities: one it does not name has not begun."""
    account, uid, yen, minutes, phasing, months, earning, start, finish = zip(*rows, strict=True)
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
        status,
        spent,
        rest,
    )
