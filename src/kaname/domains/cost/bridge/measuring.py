"""What lines have earned by a report date, and every measure that follows, through the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.domains.cost.bridge.axis import CostAxis
from kaname.domains.cost.bridge.laying import Floats, Ints, Laid, Lines, laid
from kaname.domains.cost.enums import Earning, Unit
from kaname.engine.evm import CALC_VERSION
from kaname.engine.evm import earned_schedule as es
from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.measures import Measures

Pair = tuple[float, float]
"""Yen and minutes."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A project on a report date. Columns of n lines: ``account``, amounts, ``earning``, and what was frozen of the
    line's activity: ``fraction`` 0..1 done, ``begun``, ``finished`` the tick of its finish. ``status`` is the wall
    clock's tick of the report date; ``spent`` and ``rest`` are actual cost and estimates to complete by account.
    """

    lines: Lines
    account: Ints
    yen: Floats
    minutes: Floats
    earning: npt.NDArray[Any]
    fraction: Floats
    begun: npt.NDArray[np.bool_]
    finished: Ints
    status: int
    spent: dict[int, Pair]
    rest: dict[int, Pair]


@dataclass(frozen=True, slots=True)
class Period:
    """The period of earned schedule in working ticks; ``whole``: ES is the end of a whole one, else interpolated."""

    ticks: int
    whole: bool = False


_ALL = 1 - 1e-9
"""What part of the budget is all of it, whatever the rounding of sums."""

Measured = tuple[int | None, str, dict[str, Any]]
"""Account (None: the whole project), unit, values of an EvmSnapshot."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What is measured together: its sums, and its times in ticks since ``origin``."""

    account: int | None
    unit: str
    sums: tuple[float, float, float, float]
    origin: int
    ES: float
    AT: int
    PD: int
    rest: float | None


def measured(found: Reported, axis: CostAxis, period: Period) -> Iterator[Measured]:
    """Yield the measures of the project and of each account, in each unit in which there is a budget."""
    groups = list(_groups(found, axis, period))
    if not groups:
        return
    measures = Measures.of(*np.array([g.sums for g in groups]).T)
    time = es.ScheduleMeasures.of(*np.array([(g.ES, g.AT, g.PD) for g in groups], np.float64).T)
    columns, forecasts = _columns(measures), _forecasts(measures, time)
    times = {"es": time.ES, "at": time.AT, "pd": time.PD, "ieac_t": time.IEAC}
    for n, group in enumerate(groups):
        values: dict[str, Any] = {name: _number(column[n]) for name, column in columns.items()}
        every = {name: _number(column[n]) for name, column in forecasts.items()}
        every["bottom_up"] = None if group.rest is None else group.sums[2] + group.rest
        values |= {name: _number(column[n] / period.ticks) for name, column in times.items()}
        values |= {"spi_t": _number(time.SPI[n]), "eac_all": every, "unattainable": bool(values["unattainable"])}
        values["finish_ieac"] = axis.day(group.origin + float(time.IEAC[n]))
        if group.AT <= 0:  # what has not begun has no time yet
            values |= dict.fromkeys(("es", "at", "spi_t", "ieac_t", "finish_ieac"))
        yield group.account, group.unit, values


def _groups(found: Reported, axis: CostAxis, period: Period) -> Iterator[_Group]:
    rows = laid(found.lines, axis)
    accounts, of_row = np.unique(found.account[rows.line], return_inverse=True)
    inside = [slice(None), *(of_row == n for n in range(len(accounts)))]
    numbers = [None, *map(int, accounts)]
    now = int(axis.ticks([found.status])[0])
    opening = axis.opens_at(found.status)
    for place, (unit, amounts) in enumerate(((Unit.YEN, found.yen), (Unit.MINUTES, found.minutes))):
        budget = rows.budget(amounts)
        planned = budget.value_at(now, opening)
        earned = _earned(found, rows, budget.total, planned)
        for number, mine in zip(numbers, inside, strict=True):
            total = float(budget.total[mine].sum())
            if total <= 0:
                continue
            own = found.spent if number is None else {number: found.spent.get(number, (0.0, 0.0))}
            PV, EV, AC = (
                float(planned[mine].sum()),
                float(earned[mine].sum()),
                sum(pair[place] for pair in own.values()),
            )
            origin = int(rows.start[mine].min())
            part = rows.budget(amounts, mine, origin)
            ES = _earned_schedule(
                part.curve(period.ticks, -(-part.finish // period.ticks)), EV, PV, now - origin, period
            )
            over = _over(found, rows, axis, mine, now) if total * _ALL <= EV else now
            rest = _rest(found, numbers[1:] if number is None else [number], place)
            sums = (PV, EV, AC, total)
            yield _Group(number, unit, sums, origin, min(ES, part.finish), over - origin, part.finish, rest)


def _over(found: Reported, rows: Laid, axis: CostAxis, mine: Any, now: int) -> int:
    """Return when work that is done was done: from then on no time passes for it."""
    return min(int(axis.ticks(found.finished[rows.line[mine]]).max()), now)


def _earned(found: Reported, rows: Laid, total: Floats, planned: Floats) -> Floats:
    """Return what each row has earned, by the way of its line."""
    earning, done = found.earning[rows.line], found.fraction[rows.line]
    fraction = np.where(earning == Earning.START, found.begun[rows.line], done)
    fraction = np.where(earning == Earning.FINISH, done >= 1.0, fraction)
    earned: Floats = np.where(earning == Earning.EFFORT, planned, total * fraction)
    return earned


def _earned_schedule(curve: Floats, EV: float, PV: float, now: int, period: Period) -> float:
    """Return earned schedule in ticks."""
    if period.whole:
        return float(es.in_whole_periods(curve, EV, PV, now / period.ticks)) * period.ticks
    return float(es.interpolated(curve, EV)) * period.ticks


def _rest(found: Reported, accounts: list[Any], place: int) -> float | None:
    """Return the estimates of accounts together; None while one is missing."""
    parts = [found.rest.get(account) for account in accounts]
    return sum(part[place] for part in parts if part) if all(parts) else None


def _columns(m: Measures) -> dict[str, Floats]:
    trend = cost.eac_trend(m)
    return {
        "pv": m.PV,
        "ev": m.EV,
        "ac": m.AC,
        "bac": m.BAC,
        "sv": m.SV,
        "cv": m.CV,
        "spi": m.SPI,
        "cpi": m.CPI,
        "eac": trend,
        "etc": cost.estimate_to_complete(m, trend),
        "vac": cost.variance_at_completion(m, trend),
        "tcpi_bac": cost.tcpi_of_budget(m),
        "tcpi_eac": cost.tcpi_of_estimate(m, trend),
        "unattainable": cost.is_budget_unattainable(m).astype(np.float64),
    }


def _forecasts(m: Measures, time: es.ScheduleMeasures) -> dict[str, Floats]:
    """Return the estimates at completion by method (specification 5.3)."""
    return {
        "trend": cost.eac_trend(m),
        "one_off": cost.eac_one_off(m),
        "cost_schedule": cost.eac_cost_and_schedule(m),
        "weighted": cost.eac_weighted(m),
        "cost_schedule_t": cost.eac(m, time.SPI * m.CPI),
    }


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


__all__ = ["CALC_VERSION", "Measured", "Period", "Reported", "measured"]
