"""Stuck at 90 % (90%症候群, mission S52): activities that have stood at 90 % or more for more than two frozen dates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Activity, Plan, ProgressDate

LIMIT, ROUNDS = 90.0, 2
_LOOKED_BACK = 12
_PERCENT = 2
"""Where the percent stands in a row of ProgressDate."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """An activity, its percent, and on how many frozen dates in a row, since when, it stood at 90 % or more."""

    activity: Activity
    percent: float
    dates: int
    since: date


def stuck_activities(project: Project, as_of: date | None = None) -> list[Stuck]:
    """Return a project's stuck activities, the longest stuck first."""
    plan = Plan.objects.filter(project=project).first()
    return [] if plan is None else stuck_in([plan.pk], as_of).get(plan.pk, [])


def stuck_in(plans: Iterable[int], as_of: date | None = None) -> dict[int, list[Stuck]]:
    """Return by plan the activities that were not finished on the last date and stuck before it; two queries."""
    dates: dict[int, list[tuple[date, dict[str, list[float | None]]]]] = defaultdict(list)
    rows = ProgressDate.objects.filter(plan__in=list(plans))
    rows = rows if as_of is None else rows.filter(as_of__lte=as_of)
    for plan, day, frozen in rows.order_by("plan", "-as_of").values_list("plan_id", "as_of", "rows"):
        if len(dates[plan]) < _LOOKED_BACK:
            dates[plan].append((day, frozen))
    long = {(plan, uid): run for plan, held in dates.items() for uid, run in _runs(held).items()}
    found = Activity.objects.filter(plan__in=dates, uid__in={uid for _plan, uid in long}).select_related(
        "plan__project"
    )
    stuck: dict[int, list[Stuck]] = defaultdict(list)
    for activity in found:
        run = long.get((activity.plan_id, activity.uid))
        if run is not None and activity.kind != "summary":
            stuck[activity.plan_id].append(Stuck(activity, *run))
    for each in stuck.values():
        each.sort(key=lambda row: (row.since, row.activity.position))
    return stuck


def _runs(held: list[tuple[date, dict[str, list[float | None]]]]) -> dict[str, tuple[float, int, date]]:
    """Return by uid percent, length and beginning of the runs at the end; ``held``: newest first."""
    found: dict[str, tuple[float, int, date]] = {}
    for uid, row in held[0][1].items() if held else ():
        days = []
        for day, rows in held:
            percent = rows.get(uid, [None] * 5)[_PERCENT]
            if percent is None or not LIMIT <= percent < 100:
                break
            days.append(day)
        if len(days) > ROUNDS:
            found[uid] = (row[_PERCENT] or 0.0, len(days), days[-1])
    return found
