"""A plan and its reports to all of earned value, a row a status date."""

from dataclasses import dataclass

import numpy as np

from kaname.engine.evm import duration_forecasts as when
from kaname.engine.evm import earned_schedule as es
from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.adherence import p_factor
from kaname.engine.evm.budget import Budget
from kaname.engine.evm.columns import Bools, Floats, Ints
from kaname.engine.evm.measures import Measures


@dataclass(frozen=True)
class Reports:
    """What was reported at m status dates of n activities.

    ``status`` (m) ticks on the project's time axis; ``opening`` (m) see :meth:`Budget.value_at`; ``earned`` (m, n) each
    activity's earned value; ``actual`` (m) actual cost.
    """

    status: Ints
    opening: Bools
    earned: Floats
    actual: Floats


@dataclass(frozen=True)
class Status:
    """The answers, columns of length m. Times are ticks; ``period`` is the tick count of a whole period."""

    measures: Measures
    time: es.ScheduleMeasures
    p_factor: Floats
    period: int

    def cost_forecasts(self) -> dict[str, Floats]:
        """Return EAC by performance factor, named by it."""
        m, spi_t = self.measures, self.time.SPI
        return {
            "EAC (PF=1)": cost.eac_one_off(m),
            "EAC (PF=CPI)": cost.eac(m, m.CPI),
            "EAC (PF=SPI)": cost.eac(m, m.SPI),
            "EAC (PF=SPI(t))": cost.eac(m, spi_t),
            "EAC (PF=SCI)": cost.eac_cost_and_schedule(m),
            "EAC (PF=SCI(t))": cost.eac(m, spi_t * m.CPI),
            "EAC (PF=0.8*CPI+0.2*SPI)": cost.eac_weighted(m),
            "EAC (PF=0.8*CPI+0.2*SPI(t))": cost.eac_weighted(m, spi_t),
        }

    def duration_forecasts(self) -> dict[str, Floats]:
        """Return EAC(t) in ticks since the project's start, to the nearest whole period, named by method and factor."""
        m, t = self.measures, self.time
        ticks = {
            "EAC(t)-PV (PF=1)": when.by_planned_value(m, t),
            "EAC(t)-PV (PF=SPI)": when.by_planned_value_at(t, m.SPI),
            "EAC(t)-PV (PF=SCI)": when.by_planned_value_at(t, m.SCI),
            "EAC(t)-ED (PF=1)": when.by_earned_duration(m, t),
            "EAC(t)-ED (PF=SPI)": when.by_earned_duration(m, t, m.SPI),
            "EAC(t)-ED (PF=SCI)": when.by_earned_duration(m, t, m.SCI),
            "EAC(t)-ES (PF=1)": when.by_earned_schedule(t),
            "EAC(t)-ES (PF=SPI(t))": when.by_earned_schedule(t, t.SPI),
            "EAC(t)-ES (PF=SCI(t))": when.by_earned_schedule(t, t.SPI * m.CPI),
            "IEAC(t)": t.IEAC,
        }
        return {name: np.rint(value / self.period) * self.period for name, value in ticks.items()}


def assess(budget: Budget, reports: Reports, period: int, whole_periods: bool = False) -> Status:
    """Return earned value at each status date.

    The planned value is sampled every ``period`` ticks to find the earned schedule, which is interpolated, or with
    ``whole_periods`` the end of a whole period (see :mod:`kaname.engine.evm.earned_schedule`).
    O(m x n + finish / period).
    """
    count = -(-budget.finish // period)
    moments = zip(reports.status, reports.opening, strict=True)
    planned = [float(budget.value_at(int(tick), bool(opening)).sum()) for tick, opening in moments]
    measures = Measures.of(planned, reports.earned.sum(axis=1), reports.actual, budget.total.sum())
    now = reports.status / period
    curve = budget.curve(period, count)
    if whole_periods:
        earned_time = es.in_whole_periods(curve, measures.EV, measures.PV, now)
    else:
        earned_time = es.interpolated(curve, measures.EV)
    earned_ticks = np.minimum(earned_time * period, budget.finish)  # the last period may be cut short
    time = es.ScheduleMeasures.of(earned_ticks, reports.status, budget.finish)
    planned_then = np.array([budget.value_at(int(tick)) for tick in time.ES]).reshape(reports.earned.shape)
    return Status(measures, time, p_factor(planned_then, reports.earned), period)
