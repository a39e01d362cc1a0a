"""A plan's budget over time: the baseline, in money where the plan has any, else in hours of work, else of duration.

What an activity costs is spread evenly over the project calendar's working time between its baseline dates.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from kaname.engine.calendars import WorkCalendar
from kaname.engine.diagnostics import ProblemsFound, error
from kaname.engine.evm.budget import Budget
from kaname.exchange.document import Activity, ActivityKind, PlanDocument
from kaname.exchange.earned_value.axis import WorkAxis
from kaname.exchange.p2x.activities import COST_AT_START

MINUTES_AN_HOUR = 60.0


class Unit(StrEnum):
    """What is counted."""

    COST = "cost"
    WORK = "work_hours"
    DURATION = "duration_hours"


@dataclass(frozen=True)
class BudgetedPlan:
    """The activities that have a baseline, their budget and the axis of time."""

    activities: list[Activity]
    budget: Budget
    unit: Unit
    axis: WorkAxis


def budgeted(document: PlanDocument, calendar: WorkCalendar) -> BudgetedPlan:
    """Return the plan's budget. Raises ProblemsFound where no activity has a baseline with two dates."""
    rows = [a for a in document.activities if _counts(a)]
    if not rows:
        raise ProblemsFound([error("earned-value-no-baseline", document.source)])
    axis = WorkAxis.from_start(calendar, min(baseline_dates(a)[0] for a in rows))
    unit = _unit(rows)
    starts = [axis.tick(baseline_dates(a)[0]) for a in rows]
    ends = [axis.tick(baseline_dates(a)[1]) for a in rows]
    at_start = [_at_start(a) if unit is Unit.COST else 0.0 for a in rows]
    totals = [_amount(a, unit) for a in rows]
    spread = [total - begin for total, begin in zip(totals, at_start, strict=True)]
    return BudgetedPlan(rows, Budget.of(starts, np.maximum(np.subtract(ends, starts), 0), at_start, spread), unit, axis)


def _counts(activity: Activity) -> bool:
    base = activity.baselines.get(0)
    dated = base is not None and base.start is not None and base.finish is not None
    return dated and activity.kind is not ActivityKind.SUMMARY and activity.active


def baseline_dates(activity: Activity) -> tuple[datetime, datetime]:
    base = activity.baselines[0]
    assert base.start is not None
    assert base.finish is not None
    return base.start, base.finish


def _unit(rows: list[Activity]) -> Unit:
    if any(_amount(a, Unit.COST) for a in rows):
        return Unit.COST
    return Unit.WORK if any(_amount(a, Unit.WORK) for a in rows) else Unit.DURATION


def _amount(activity: Activity, unit: Unit) -> float:
    base = activity.baselines[0]
    if unit is Unit.COST:
        return base.cost or 0.0
    return ((base.work if unit is Unit.WORK else base.duration) or 0.0) / MINUTES_AN_HOUR


def _at_start(activity: Activity) -> float:
    due = activity.fields.get(COST_AT_START, 0.0)
    return float(due) if isinstance(due, (int, float)) else 0.0


def due_with_the_start(activity: Activity) -> float:
    """Return the activity's own fixed cost, where the format says that it falls due at the start."""
    return (activity.fixed_cost or 0.0) if COST_AT_START in activity.fields else 0.0
