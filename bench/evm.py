"""Earned value: equality with the tracking overviews of real projects (dslib), and speed on a million activities.

Values are computed from the .p2x files alone and compared with the published overview, dates as working instants,
numbers to a millionth. The overview's "EAC(t)-ED (PF=SPI)" is compared with our PF=SCI: the workbooks it was taken from
hold two columns of that name, and it kept the second. Where SPI(t) is 0 the overview goes on with 1; we do not compute.
"""

import os
from collections import Counter
from pathlib import Path

import numpy as np

from bench.dslib_overview import comparisons
from bench.harness import Row, seconds
from kaname.engine.evm import earned_schedule as es
from kaname.engine.evm.budget import Budget
from kaname.engine.evm.measures import Measures
from kaname.engine.evm.status import Status

_WEEK = 2400
_WEEKS = 260
_JUDGED = ("PV", "EV", "AC", "SPI", "CPI", "ES", "SPI(t)", "EAC")
"""The issue's columns: the indices by their symbols, and every variant of EAC."""


def run(small: bool) -> list[Row]:
    """Return the rows of the report."""
    return [*equality(), speed(100000 if small else 1000000, target=None if small else 0.1)]


def equality() -> list[Row]:
    """Return the share of equal values, together, by column and the exceptions."""
    folder = Path(os.environ.get("KANAME_REALDATA", Path(__file__).parents[2] / "shared" / "data")) / "dslib"
    if not folder.is_dir():
        return [Row("equality with tracking overviews", "-", "99 %", None, f"no real data at {folder.name}")]
    compared = list(comparisons(folder))
    total, equal = Counter(c.column for c in compared), Counter(c.column for c in compared if c.equal)
    judged = [c for c in compared if _is_judged(c.column)]
    share = sum(c.equal for c in judged) / len(judged)
    what = f"PV, EV, AC, SPI, CPI, ES, SPI(t) and EAC variants of {len({c.project for c in compared})} projects"
    rows = [Row(what, f"{share:.2%} of {len(judged)} equal", "99 %", share >= 0.99)]
    rows += [Row(column, f"{equal[column] / total[column]:.1%} of {total[column]}") for column in total]
    rows += [
        Row(f"exception: {c.column}", f"ours {c.ours}", note=f"theirs {c.theirs}, {c.project[:8]}, {c.period}")
        for c in compared
        if not c.equal
    ]
    return rows


def speed(count: int, target: float | None) -> Row:
    """Return how long PV, EV, AC, ES, indices and forecasts of every week take."""
    planned, earned, spent = million(count)

    def everything() -> dict[str, np.ndarray]:
        PV, EV, AC = (budget.curve(_WEEK, _WEEKS) for budget in (planned, earned, spent))
        weeks = np.arange(1, _WEEKS + 1, dtype=np.float64)
        time = es.ScheduleMeasures.of(es.interpolated(PV, EV), weeks, _WEEKS)
        status = Status(Measures.of(PV, EV, AC, PV[-1]), time, np.ones(_WEEKS), 1)
        return status.cost_forecasts() | status.duration_forecasts()

    taken = seconds(everything, repeat=9)
    met = None if target is None else taken <= target
    what = f"EVM and earned schedule, {count:,} activities x {_WEEKS} weeks"
    return Row(what, f"{taken:.3f} s", "0.1 s", met, "three curves, ES, indices, 18 forecasts a week; one thread")


def million(count: int) -> tuple[Budget, Budget, Budget]:
    """Return a plan, what it earned and what it cost, of activities strewn over five years."""
    draw = np.random.default_rng(2026)
    start = draw.integers(0, (_WEEKS - 20) * _WEEK, count)
    duration = draw.integers(0, 10 * _WEEK, count)
    at_start, spread = draw.random(count) * 100, draw.random(count) * 1000
    late, longer = draw.integers(0, 2 * _WEEK, count), draw.integers(0, 2 * _WEEK, count)
    planned = Budget.of(start, duration, at_start, spread)
    earned = Budget.of(start + late, duration + longer, at_start, spread)
    return planned, earned, Budget.of(start + late, duration + longer, at_start, spread * 1.1)


def _is_judged(column: str) -> bool:
    symbol = column[column.find("(") + 1 : -1] if not column.startswith("EAC") else "EAC"
    return symbol in _JUDGED
