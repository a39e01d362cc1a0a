"""What a plan reports: each activity's progress at each status date, as columns over the budget's activities."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kaname.engine.diagnostics import ProblemsFound, error, info
from kaname.engine.evm.status import Reports
from kaname.exchange.document import Activity, ActivityKind, PlanDocument, TrackedActivity
from kaname.exchange.earned_value.budget import MINUTES_AN_HOUR, BudgetedPlan, Unit, due_with_the_start


@dataclass(frozen=True)
class StatusReport:
    """What is known at one status date: each activity's report, by activity id."""

    name: str
    start: datetime | None
    date: datetime
    rows: dict[str, TrackedActivity]


def status_reports(document: PlanDocument) -> list[StatusReport]:
    """Return the plan's tracking periods, or its present progress as the only one.

    Raises ProblemsFound where there are no periods and no status date; the current date stands in with a note.
    """
    if document.tracking:
        return [
            StatusReport(p.name, p.start, p.status_date, {r.activity_id: r for r in p.rows}) for p in document.tracking
        ]
    date = document.project.status_date or document.project.current_date
    if date is None:
        raise ProblemsFound([error("earned-value-no-status-date", document.source)])
    if document.project.status_date is None:
        document.diagnostics.append(info("earned-value-current-date", document.source, date=f"{date:%Y-%m-%d %H:%M}"))
    rows = {a.id: _present(a) for a in document.activities}
    return [StatusReport(document.project.name, document.project.start, date, rows)]


def reported(plan: BudgetedPlan, reports: list[StatusReport]) -> Reports:
    """Return the reports as columns over the plan's activities."""
    earned = np.zeros((len(reports), len(plan.activities)))
    fixed = [due_with_the_start(a) if plan.unit is Unit.COST else 0.0 for a in plan.activities]
    for m, report in enumerate(reports):
        for n, activity in enumerate(plan.activities):
            row = report.rows.get(activity.id)
            if row is not None:
                earned[m, n] = _earned(row, fixed[n], plan.budget.total[n])
    return Reports(
        np.array([plan.axis.tick(r.date) for r in reports], np.int64),
        np.array([plan.axis.is_opening(r.date) for r in reports], np.bool_),
        earned,
        np.array([sum(_spent(row, plan.unit) for row in r.rows.values()) for r in reports], np.float64),
    )


def _present(activity: Activity) -> TrackedActivity:
    """Return an activity's progress as the file's own columns tell it."""
    physical = activity.evm_method == "physical"
    percent = activity.physical_percent_complete if physical else activity.percent_complete
    row = TrackedActivity(activity.id, activity.actual_start, activity.actual_duration, activity.remaining_duration)
    row.percent_complete = percent
    row.actual_cost = activity.actual_cost
    if activity.kind is ActivityKind.SUMMARY:
        row.actual_cost, row.actual_duration = None, None
    elif activity.actual_work is not None:
        row.fields["actual work"] = activity.actual_work
    return row


def _earned(row: TrackedActivity, fixed: float, total: float) -> float:
    """Return what an activity has earned: nothing before it begins, then its fixed cost and its percent of the rest.

    What resources cost for being used is earned by percent like their hours, though the plan charges it at the start:
    so the tools do that write tracking periods.
    """
    percent = row.percent_complete or 0.0
    begun = row.actual_start is not None and (row.actual_duration is None or row.actual_duration > 0)
    if percent >= 100 or (begun and row.remaining_duration == 0):
        return total
    return fixed + (total - fixed) * percent / 100 if begun or percent > 0 else 0.0


def _spent(row: TrackedActivity, unit: Unit) -> float:
    if unit is Unit.COST:
        return row.actual_cost or 0.0
    if unit is Unit.WORK:
        work = row.fields.get("actual work", 0.0)
        return float(work) / MINUTES_AN_HOUR if isinstance(work, (int, float)) else 0.0
    return (row.actual_duration or 0.0) / MINUTES_AN_HOUR
