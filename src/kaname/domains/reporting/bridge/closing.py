"""The facts of a closing: finish, cost and deliverables against what was agreed, as they stand now."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.queries import organisation
from kaname.domains.cost.models import Actual, CostBaseline
from kaname.domains.cost.queries.money import spent_by
from kaname.domains.project.enums import CharterStatus, DeliverableStatus
from kaname.domains.project.models import Project
from kaname.domains.reporting.rules.success import Tolerances
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity
from kaname.domains.schedule.queries.round_times import business_days

FURTHEST = 4000
"""Days between two dates that are counted one by one; more is not a delay but a wrong date."""


def facts_of(project: Project, finished_on: date) -> dict[str, Any]:
    """Return what a closing keeps. ``finished_on``: the manager's date, used where the plan does not say it.

    ``agreed_finish``: of the newest baseline; ``budget``: the newest approved one in yen, else the approved charter's;
    ``spent``: None where nothing was posted; ``accepted`` of the ``deliverables`` that are mandatory.
    """
    agreed = _agreed_finish(project)
    real, source = _finish(project, finished_on)
    parts = project.deliverables.filter(mandatory=True).aggregate(
        whole=Count("pk"), accepted=Count("pk", filter=Q(status=DeliverableStatus.ACCEPTED))
    )
    spent = spent_by(project)[0] if Actual.objects.filter(project=project).exists() else None
    return {
        "tolerances": Tolerances.of(organisation()).kept(),
        "agreed_finish": None if agreed is None else agreed.isoformat(),
        "finish": real.isoformat(),
        "finish_from": source,
        "late_days": None if agreed is None else working_days(agreed, real),
        "budget": _budget(project),
        "spent": spent,
        "deliverables": parts["whole"],
        "accepted": parts["accepted"],
    }


def working_days(agreed: date, real: date) -> int:
    """Return the company's working days after the agreed day up to the real one; negative where it came earlier."""
    if agreed > real:
        return -working_days(real, agreed)
    works, span = business_days(), min((real - agreed).days, FURTHEST)
    return sum(1 for n in range(1, span + 1) if works(agreed + timedelta(days=n)))


def _agreed_finish(project: Project) -> date | None:
    newest = Baseline.objects.filter(plan__project=project, imported=False).order_by("-number").first()
    newest = newest or Baseline.objects.filter(plan__project=project).order_by("-number").first()
    rows = BaselineActivity.objects.filter(baseline=newest, finish__isnull=False).order_by("-finish")
    last = None if newest is None else rows.values_list("finish", flat=True).first()
    return None if last is None else finish_date_of(last)


def _finish(project: Project, told: date) -> tuple[date, str]:
    rows = Activity.objects.filter(plan__project=project, active=True).exclude(kind=ActivityKind.SUMMARY)
    ends = list(rows.values_list("actual_finish", flat=True))
    if not ends or None in ends:
        return told, "manager"
    return finish_date_of(max(end for end in ends if end is not None)), "plan"


def _budget(project: Project) -> int | None:
    last = CostBaseline.objects.filter(project=project).order_by("-number").values_list("yen", flat=True).first()
    if last is not None:
        return last
    charter = project.charters.filter(status=CharterStatus.APPROVED).order_by("-edition").first()
    return None if charter is None else charter.budget_yen
