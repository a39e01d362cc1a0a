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
from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.status import Reports, Status, assess

Spent = dict[int, tuple[float, float]]
"""Actual cost by account: yen, minutes."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A project on a report date. Columns of n lines: ``account``, amounts, ``earning``, and what was frozen of the
    line's activity: ``fraction`` 0..1 done, ``begun``. ``status`` is the wall clock's tick of the report date.
    """

    lines: Lines
    account: Ints
    yen: Floats
    minutes: Floats
    earning: npt.NDArray[Any]
    fraction: Floats
    begun: npt.NDArray[np.bool_]
    status: int
    spent: Spent
    rest: dict[int, tuple[float, float]]
    """Estimates to complete by account."""


@dataclass(frozen=True, slots=True)
class Period:
    """The period of earned schedule in working ticks; ``whole``: ES is the end of a whole one, else interpolated."""

    ticks: int
    whole: bool = False


Measured = tuple[int | None, str, dict[str, Any]]
"""Account (None: the whole project), unit, values of an EvmSnapshot."""


def measured(found: Reported, axis: CostAxis, period: Period) -> Iterator[Measured]:
    """Yield the measures of the project and of each account, in each unit in which there is a budget."""
    rows = laid(found.lines, axis)
    accounts = np.unique(found.account)
    of_row = found.account[rows.line]
    for place, (unit, amounts) in enumerate(((Unit.YEN, found.yen), (Unit.MINUTES, found.minutes))):
        if amounts.sum() <= 0:
            continue
        work = _Work(found, rows, axis, period, amounts)
        total = sum(pair[place] for pair in found.spent.values())
        yield None, unit, work.values(slice(None), total, _rest(found, accounts, place))
        for account in accounts:
            mine = of_row == account
            if amounts[rows.line[mine]].sum() <= 0:
                continue
            number = int(account)
            spent = found.spent.get(number, (0.0, 0.0))[place]
            rest = found.rest.get(number)
            yield number, unit, work.values(mine, spent, None if rest is None else rest[place])


def _rest(found: Reported, accounts: Ints, place: int) -> float | None:
    """Return the estimates of all accounts together; None while one is missing."""
    parts = [found.rest.get(int(account)) for account in accounts]
    return sum(part[place] for part in parts if part) if all(parts) else None


@dataclass(frozen=True, slots=True)
class _Work:
    found: Reported
    rows: Laid
    axis: CostAxis
    period: Period
    amounts: Floats

    def values(self, mine: Any, spent: float, rest: float | None) -> dict[str, Any]:
        """Return the measures of some rows."""
        origin = int(self.rows.start[mine].min())
        budget = self.rows.budget(self.amounts, mine, origin)
        now = int(self.axis.ticks([self.found.status])[0]) - origin
        opening = self.axis.opens_at(self.found.status)
        earned = self._earned(budget.total, budget.value_at(now, opening), mine)
        reports = Reports(
            np.array([now], np.int64), np.array([opening]), earned.reshape(1, -1), np.array([spent], np.float64)
        )
        status = assess(budget, reports, self.period.ticks, self.period.whole)
        return {**_amounts(status, rest), **_times(status, self.axis, origin, now, self.period.ticks)}

    def _earned(self, total: Floats, planned: Floats, mine: Any) -> Floats:
        line = self.rows.line[mine]
        earning, done = self.found.earning[line], self.found.fraction[line]
        fraction = np.where(earning == Earning.START, self.found.begun[line], done)
        fraction = np.where(earning == Earning.FINISH, done >= 1.0, fraction)
        earned: Floats = np.where(earning == Earning.EFFORT, planned, total * fraction)
        return earned


def _amounts(status: Status, rest: float | None) -> dict[str, Any]:
    m = status.measures
    trend = cost.eac_trend(m)
    named = status.cost_forecasts()
    forecasts = {
        "trend": trend,
        "one_off": named["EAC (PF=1)"],
        "cost_schedule": named["EAC (PF=SCI)"],
        "weighted": named["EAC (PF=0.8*CPI+0.2*SPI)"],
        "cost_schedule_t": named["EAC (PF=SCI(t))"],
    }
    every = {name: _number(value[0]) for name, value in forecasts.items()}
    every["bottom_up"] = None if rest is None else float(m.AC[0]) + rest
    return {
        "pv": float(m.PV[0]),
        "ev": float(m.EV[0]),
        "ac": float(m.AC[0]),
        "bac": float(m.BAC[0]),
        "sv": float(m.SV[0]),
        "cv": float(m.CV[0]),
        "spi": _number(m.SPI[0]),
        "cpi": _number(m.CPI[0]),
        "eac": every["trend"],
        "eac_all": every,
        "etc": _number(cost.estimate_to_complete(m, trend)[0]),
        "vac": _number(cost.variance_at_completion(m, trend)[0]),
        "tcpi_bac": _number(cost.tcpi_of_budget(m)[0]),
        "tcpi_eac": _number(cost.tcpi_of_estimate(m, trend)[0]),
        "unattainable": bool(cost.is_budget_unattainable(m)[0]),
    }


def _times(status: Status, axis: CostAxis, origin: int, now: int, period: int) -> dict[str, Any]:
    """Return the measures of time; none before the first of the rows was to begin."""
    names = ("es", "at", "spi_t", "pd", "ieac_t")
    t = status.time
    if now <= 0:
        return {**dict.fromkeys(names), "pd": float(t.PD[0]) / period, "finish_ieac": None}
    values = (t.ES[0] / period, t.AT[0] / period, t.SPI[0], t.PD[0] / period, t.IEAC[0] / period)
    found: dict[str, Any] = {name: _number(value) for name, value in zip(names, values, strict=True)}
    return {**found, "finish_ieac": axis.day(origin + float(t.IEAC[0]))}


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


__all__ = ["CALC_VERSION", "Measured", "Period", "Reported", "measured"]
