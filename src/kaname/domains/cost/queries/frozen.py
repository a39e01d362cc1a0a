"""The frozen inputs of earned value: which report date, which approved budget, which actuals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, Sum, Window
from django.db.models.functions import RowNumber

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.cost.enums import Phasing
from kaname.domains.cost.models import Actual, CostBaseline, CostBaselineLine, Estimate
from kaname.domains.schedule.models import Plan, ProgressDate

LINE = ("account_id", "activity_uid", "yen", "minutes", "phasing", "earning", "start", "finish")
NO_MONTHS: dict[str, float] = {}


@dataclass(slots=True)
class Frozen:
    """What a project's earned value is computed from. ``last_actual``: the newest entry that counts."""

    project_id: int
    plan_id: int
    calendar_id: int | None
    progress_id: int
    as_of: date
    baseline_id: int
    baseline_number: int
    last_actual: int | None = None

    def inputs(self, actuals: int, period: int, estimates: list[int]) -> dict[str, Any]:
        """Return what a snapshot names as its inputs."""
        return {
            "progress_date": self.progress_id,
            "cost_baseline": self.baseline_number,
            "baseline_id": self.baseline_id,
            "actuals": actuals,
            "last_actual": self.last_actual,
            "estimates": sorted(estimates),
            "period": period,
        }


def frozen_inputs(projects: Iterable[int], as_of: date, against: int | None = None) -> list[Frozen]:
    """Return the inputs of the projects that have a report date at or before a day, and a budget approved by then.

    ``against``: the number of the approved budget to take instead, whenever it holds.
    Three queries, however many projects.
    """
    wanted = list(projects)
    plans = Plan.objects.filter(project__in=wanted).values_list("pk", "project_id", "calendar_id")
    dates = _newest(ProgressDate.objects.filter(plan__project__in=wanted, as_of__lte=as_of), "plan_id", "as_of")
    reports = {plan: (pk, day) for pk, plan, day in dates.values_list("pk", "plan_id", "as_of")}
    approved: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
    rows = CostBaseline.objects.filter(project__in=wanted).order_by("number")
    for project, day, pk, number in rows.values_list("project_id", "valid_from", "pk", "number"):
        approved[project].append((day, pk, number))
    found = []
    for plan, project, calendar in plans:
        if plan not in reports:
            continue
        progress, day = reports[plan]
        held = [row for row in approved[project] if (row[0] <= day if against is None else row[2] == against)]
        if held:
            found.append(Frozen(project, plan, calendar, progress, day, held[-1][1], held[-1][2]))
    return found


def _newest(rows: Any, group: str, order: str) -> Any:
    place = Window(RowNumber(), partition_by=[F(group)], order_by=[F(order).desc(), F("pk").desc()])
    return rows.annotate(place=place).filter(place=1)


def lines_of(baselines: Iterable[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the approved lines of baselines: columns of LINE, then the shares by month. Two queries."""
    rows = CostBaselineLine.objects.filter(baseline__in=list(baselines)).order_by("pk")
    months = dict(rows.filter(phasing=Phasing.MONTHS).values_list("pk", "months"))  # few: JSON of all takes longer
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, baseline, *values in rows.values_list("pk", "baseline_id", *LINE).iterator(chunk_size=10_000):
        found[baseline].append((*values, months.get(pk, NO_MONTHS)))
    return found


def progress_of(frozen: Iterable[Frozen]) -> dict[int, tuple[int, dict[str, list[Any]]]]:
    """Return the tick and the rows of each report date. One query."""
    rows = ProgressDate.objects.filter(pk__in=[f.progress_id for f in frozen])
    return {
        pk: (answer.get("status_date") or ticks_of_date(day) + TICKS_A_DAY, held)
        for pk, day, answer, held in rows.values_list("pk", "as_of", "answer", "rows")
    }


@dataclass(slots=True)
class Spending:
    """Actuals of a project: by account yen and minutes, how many there are, the newest."""

    by_account: dict[int, tuple[float, float]]
    count: int = 0
    last: int | None = None


def spending(frozen: Iterable[Frozen]) -> dict[int, Spending]:
    """Return the actuals of each project up to its report date. One query a report date and newest entry."""
    groups: dict[tuple[date, int | None], list[int]] = defaultdict(list)
    for f in frozen:
        groups[f.as_of, f.last_actual].append(f.project_id)
    found: dict[int, Spending] = defaultdict(lambda: Spending({}))
    for (as_of, last), projects in groups.items():
        known = Q() if last is None else Q(pk__lte=last)
        rows = Actual.objects.filter(known, project__in=projects, incurred_on__lte=as_of).order_by()
        sums = rows.values("project_id", "account_id").annotate(
            money=Sum("yen"), work=Sum("minutes"), count=Count("pk"), last=Max("pk")
        )
        for row in sums:
            mine = found[row["project_id"]]
            mine.by_account[row["account_id"]] = (float(row["money"]), float(row["work"]))
            mine.count += row["count"]
            mine.last = max(mine.last or 0, row["last"])
    return found


def estimates(frozen: Iterable[Frozen]) -> dict[int, dict[int, tuple[int, float, float]]]:
    """Return the newest estimate by a project's report date: {project: {account: (pk, yen, minutes)}}."""
    days = {f.project_id: f.as_of for f in frozen}
    rows = Estimate.objects.filter(account__project__in=days).order_by("as_of", "pk")
    found: dict[int, dict[int, tuple[int, float, float]]] = defaultdict(dict)
    names = ("account__project_id", "account_id", "as_of", "pk", "yen", "minutes")
    for project, account, day, pk, money, work in rows.values_list(*names):
        if day <= days[project]:
            found[project][account] = (pk, float(money), float(work))
    return found
