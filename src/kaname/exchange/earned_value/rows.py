"""The answer: a row a status date, every value under the symbol that the field uses for it."""

import math
from datetime import datetime

import numpy as np

from kaname.engine.evm import CALC_VERSION
from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.columns import Floats
from kaname.engine.evm.status import Status, assess
from kaname.exchange.document import PlanDocument
from kaname.exchange.earned_value.axis import WorkAxis, project_calendar
from kaname.exchange.earned_value.budget import BudgetedPlan, baseline_dates, budgeted
from kaname.exchange.earned_value.reports import StatusReport, reported, status_reports

PERIOD = 60
"""Working minutes between the points of the planned value's curve."""
DEFAULT_DURATION_FORECAST = "EAC(t)-ES (PF=SPI(t))"

Value = float | int | str | bool | None
Row = dict[str, Value]


def earned_value(document: PlanDocument) -> dict[str, object]:
    """Return earned value at each of the plan's status dates, ready to print or to draw.

    Money is in the plan's currency, or hours where it has none (``unit``); ``SV(t)`` is in working days of
    ``minutes_per_day``; dates are ISO texts; None is "not computed". A plan with tracking periods has its earned
    schedule in whole working hours, as the tools do that write them; others have it interpolated.
    Raises ProblemsFound without a baseline or a status date.
    """
    reports = status_reports(document)
    dates = [a.baselines[0] for a in document.activities if 0 in a.baselines]
    moments = [m for base in dates for m in (base.start, base.finish) if m] + [r.date for r in reports]
    plan = budgeted(document, project_calendar(document, moments))
    status = assess(plan.budget, reported(plan, reports), PERIOD, whole_periods=bool(document.tracking))
    per_day = document.project.minutes_per_day
    return {
        "format": document.format,
        "calc_version": CALC_VERSION,
        "project": _project(document, plan),
        "unit": plan.unit.value,
        "currency": document.project.currency,
        "minutes_per_day": per_day,
        "BAC": float(plan.budget.total.sum()),
        "PD": plan.budget.finish / per_day,
        "rows": _rows(plan.axis, reports, status, per_day),
    }


def _project(document: PlanDocument, plan: BudgetedPlan) -> dict[str, str]:
    spans = [baseline_dates(activity) for activity in plan.activities]
    return {
        "name": document.project.name,
        "baseline_start": _iso(min(start for start, _ in spans)),
        "baseline_finish": _iso(max(finish for _, finish in spans)),
    }


def _rows(axis: WorkAxis, reports: list[StatusReport], status: Status, per_day: float) -> list[Row]:
    columns = _columns(status, per_day)
    dated = {"ES": status.time.ES} | status.duration_forecasts()
    dated["EAC(t)"] = dated[DEFAULT_DURATION_FORECAST]
    unattainable = cost.is_budget_unattainable(status.measures)
    rows = []
    for i, report in enumerate(reports):
        row: Row = {"name": report.name, "start": _iso(report.start), "status_date": _iso(report.date)}
        row |= {name: _number(values[i]) for name, values in columns.items()}
        row |= {name: _moment(axis, ticks[i]) for name, ticks in dated.items()}
        row["budget_unattainable"] = bool(unattainable[i])
        rows.append(row)
    return rows


def _columns(status: Status, per_day: float) -> dict[str, Floats]:
    m, time = status.measures, status.time
    trend = cost.eac_trend(m)
    named = {"PV": m.PV, "EV": m.EV, "AC": m.AC, "SV": m.SV, "SPI": m.SPI, "CV": m.CV, "CPI": m.CPI}
    named |= {"SV(t)": time.SV / per_day, "SPI(t)": time.SPI, "p_factor": status.p_factor}
    named |= {"percent_complete": m.percent_complete, "percent_spent": m.percent_spent}
    named |= {"EAC": trend, "ETC": cost.estimate_to_complete(m, trend), "VAC": cost.variance_at_completion(m, trend)}
    named |= {"TCPI(BAC)": cost.tcpi_of_budget(m), "TCPI(EAC)": cost.tcpi_of_estimate(m, trend)}
    return named | status.cost_forecasts()


def _number(value: np.float64) -> float | None:
    return float(value) if math.isfinite(value) else None


def _moment(axis: WorkAxis, ticks: np.float64) -> str | None:
    return _iso(axis.moment(float(ticks))) if axis.can_date(float(ticks)) else None


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
