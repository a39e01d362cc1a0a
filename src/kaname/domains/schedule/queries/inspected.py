"""Reported beside inspected (mission S81): 申告 80 % / 実測 55 %."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity, Inspection

WORTH_TELLING = 10.0
"""Points of percent from which a gap is told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An activity whose last inspection saw less or more than is reported now; ``points``: reported minus seen."""

    activity: Activity
    inspection: Inspection
    reported: float
    points: float


def gaps(project: Project, as_of: date | None = None, least: float = WORTH_TELLING) -> list[Gap]:
    """Return a project's gaps between what is reported and what was last seen, the widest first; two queries."""
    return gaps_in([project.pk], as_of, least)


def gaps_in(projects: Iterable[int], as_of: date | None = None, least: float = WORTH_TELLING) -> list[Gap]:
    """Return the gaps of some projects; two queries."""
    last = last_inspections(projects, as_of)
    rows = Activity.objects.filter(
        plan__in={plan for plan, _uid in last}, uid__in={uid for _plan, uid in last}, active=True
    )
    found = []
    for activity in rows.select_related("plan__project"):
        seen = last.get((activity.plan_id, activity.uid))
        if seen is None:
            continue
        said = activity.percent_complete or 0.0
        if abs(said - seen.percent) >= least:
            found.append(Gap(activity, seen, said, said - seen.percent))
    return sorted(found, key=lambda gap: (-abs(gap.points), gap.activity.position))


def last_inspections(projects: Iterable[int], as_of: date | None = None) -> dict[tuple[int, str], Inspection]:
    """Return by plan and uid the newest inspection up to a day; one query."""
    rows = Inspection.objects.filter(plan__project__in=list(projects)).select_related("by")
    rows = rows if as_of is None else rows.filter(inspected_on__lte=as_of)
    return {(each.plan_id, each.uid): each for each in rows.order_by("inspected_on", "id")}
