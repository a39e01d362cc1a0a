"""The budget month by month: as it is written, on the dates that the plan has now, beside what was approved."""

from datetime import date

import numpy as np

from kaname.domains.cost.bridge.curve import monthly
from kaname.domains.cost.bridge.planned import axis_of_plan, columns_of, dates_of
from kaname.domains.cost.models import BudgetLine, CostBaseline
from kaname.domains.project.models import Project
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.cost.asking import Asked

Row = tuple[date, str, str]


def months_of(project: Project, approved: CostBaseline | None, asked: Asked) -> list[Row]:
    """Return each month with what falls due in it by the plan's present dates, and by the approved budget."""
    plan = plan_of(project)
    lines = list(BudgetLine.objects.filter(account__project=project).select_related("account"))
    dates = dates_of(plan) if plan else None
    pairs = [(line, span) for line in lines if dates and (span := dates.of(line, line.account.branch))]
    if plan is None or not pairs:
        return []
    columns = columns_of(pairs)
    amounts = np.array([getattr(line, asked.unit) for line, _span in pairs], np.float64)
    written = {month: float(due.sum()) for month, due in monthly(columns, amounts, axis_of_plan(plan, columns)).items()}
    promised = _of_curve(approved, asked.unit) if approved else {}
    every = sorted(written.keys() | promised.keys())
    return [(m, asked.column(written.get(m, 0.0)), asked.column(promised.get(m)) if promised else "―") for m in every]


def _of_curve(approved: CostBaseline, unit: str) -> dict[date, float]:
    """Return what the approved curve gains in each month, by the weeks that end in it."""
    found: dict[date, float] = {}
    before = 0.0
    for day, value in zip(approved.curve["dates"], approved.curve[unit], strict=True):
        month = date.fromisoformat(day).replace(day=1)
        found[month] = found.get(month, 0.0) + value - before
        before = value
    return found
