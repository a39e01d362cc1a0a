"""Plans and their rows as pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity, MilestoneForecast, Plan, Relation
from kaname.domains.schedule.queries.names import name_in

WORKERS = (ResourceKind.PERSON, ResourceKind.ROLE)
_COMPARED = ("name", "kind", "start", "finish", "work")
MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


def plan_of(project: Project) -> Plan | None:
    """Return a project's plan; None before there is one."""
    found = Plan.objects.filter(project=project).first()
    if found is not None:
        found.project = project
    return found


def activity_list(user: Any, project: Project | None = None) -> QuerySet[Activity]:
    """Return the activities a user may read, of one project or of all; only what a list shows is read.

    ``shown_name``: the name in the reader's language.
    """
    found = Activity.objects.visible_to(user)
    if project is not None:
        whole = can(user, project, Subject.SCHEDULE, Level.READ)
        found = (Activity.objects.all() if whole else found).filter(plan__project=project)
    columns = (
        "name",
        "wbs",
        "kind",
        "start",
        "finish",
        "percent_complete",
        "total_float",
        "critical",
        "actual_finish",
        "duration",
    )
    return (
        found.annotate(shown_name=name_in())
        .select_related("plan__project")
        .only(*columns, "uid", "plan__project__code", "plan__project__name", "plan__project__minutes_per_day")
    )


def milestones(plan: Plan) -> list[Activity]:
    """Return a plan's milestones by date."""
    return list(plan.activities.filter(kind__in=MILESTONES, active=True).order_by("finish", "position"))


def forecasts(plan: Plan, until: date | None = None) -> list[MilestoneForecast]:
    """Return what was forecast of the milestones on each report date."""
    found = plan.forecasts.order_by("as_of", "uid")
    return list(found if until is None else found.filter(as_of__lte=until))


@dataclass(slots=True)
class Difference:
    """One activity in two states of a plan; days between finishes are later positive."""

    uid: str
    name: str
    kind: str
    start_before: int | None
    finish_before: int | None
    start_after: int | None
    finish_after: int | None
    what: str
    shift: int | None = None
    work_before: int | None = None
    work_after: int | None = None


def compare(before: dict[str, tuple[Any, ...]], after: dict[str, tuple[Any, ...]]) -> list[Difference]:
    """Return what was added, removed or moved between two states: uid to (name, kind, start, finish, work)."""
    found = []
    for uid in {**before, **after}:
        old, new = before.get(uid), after.get(uid)
        name, kind = (new or old or ("", ""))[:2]
        start, finish = old[2:4] if old else (None, None)
        begin, end = new[2:4] if new else (None, None)
        effort, now = (old[4] if old else None), (new[4] if new else None)
        other_work = None not in (effort, now) and effort != now
        moved = "moved" if (start, finish) != (begin, end) else "work" if other_work else "same"
        what = "added" if old is None else "removed" if new is None else moved
        shift = None if finish is None or end is None else end - finish
        found.append(Difference(uid, name, kind, start, finish, begin, end, what, shift, effort, now))
    return found


def baseline_rows(baseline: Baseline) -> dict[str, tuple[Any, ...]]:
    """Return a baseline's activities by uid."""
    rows = BaselineActivity.objects.filter(baseline=baseline).order_by("id")
    return {uid: tuple(values) for uid, *values in rows.values_list("uid", *_COMPARED)}


def present_rows(plan: Plan) -> dict[str, tuple[Any, ...]]:
    """Return the plan's activities as they stand, by uid."""
    efforts = efforts_of(plan)
    rows = plan.activities.order_by("position").values_list("pk", "uid", *_COMPARED)
    return {uid: (*row, efforts.get(pk) if work is None else work) for pk, uid, *row, work in rows}


def efforts_of(plan: Plan) -> dict[int, int]:
    """Return the work of activities' people in ticks, by activity: as it is given, else units times duration."""
    rows = plan.assignments.filter(resource__kind__in=WORKERS).order_by()
    found: dict[int, int] = {}
    for activity, work, units, duration in rows.values_list("activity_id", "work", "units", "activity__duration"):
        found[activity] = found.get(activity, 0) + (round(units * (duration or 0)) if work is None else work)
    return found


def reported(plan: Plan) -> dict[str, int]:
    """Return how many activities have begun, and how many are finished."""
    work = plan.activities.exclude(kind=ActivityKind.SUMMARY)
    return {
        "started": work.filter(actual_start__isnull=False).count(),
        "finished": work.filter(actual_finish__isnull=False).count(),
    }


def coming(plan: Plan, last: date) -> list[Activity]:
    """Return the open activities that begin up to a day, or should have begun already; summaries apart."""
    end = ticks_of_date(last) + TICKS_A_DAY
    rows = plan.activities.filter(active=True, actual_finish=None).exclude(kind=ActivityKind.SUMMARY)
    return list(rows.filter(start__lt=end).order_by("start", "position"))


def unmet(activities: list[Activity]) -> dict[int, list[Relation]]:
    """Return by activity the relations from predecessors that are not done: what it waits for."""
    waiting = Q(kind__in=("FS", "FF"), predecessor__actual_finish=None) | Q(
        kind__in=("SS", "SF"), predecessor__actual_start=None
    )
    rows = Relation.objects.filter(waiting, successor__in=activities).exclude(sign_off="refused")
    found: dict[int, list[Relation]] = {}
    for relation in rows.select_related("predecessor__plan__project").order_by("predecessor__finish"):
        found.setdefault(relation.successor_id, []).append(relation)
    return found


def without_predecessor(plan: Plan) -> list[Activity]:
    """Return open activities that nothing leads to, nor to a summary above them; the first of the plan is let off."""
    linked = set(Relation.objects.filter(plan=plan).values_list("successor_id", flat=True))
    rows = list(plan.activities.filter(active=True).order_by("position"))
    parents = {a.pk: a.parent_id for a in rows}
    first = min((a.start for a in rows if a.start is not None), default=None)

    def led_to(pk: int | None) -> bool:
        while pk is not None:
            if pk in linked:
                return True
            pk = parents.get(pk)
        return False

    return [
        a
        for a in rows
        if a.kind != ActivityKind.SUMMARY and a.actual_start is None and a.start != first and not led_to(a.pk)
    ]


def crossing(project: Project) -> list[Relation]:
    """Return the relations of a project with other projects, newest first."""
    rows = Relation.objects.filter(crosses=True).filter(
        Q(plan__project=project) | Q(predecessor__plan__project=project)
    )
    ends = ("predecessor__plan__project", "successor__plan__project", "given_by", "agreed_by", "plan__project")
    return list(rows.select_related(*ends).order_by("-id"))


def calendars_for(project: Project) -> QuerySet[WorkCalendar]:
    """Return the calendars that a project's plan may work by."""
    return WorkCalendar.objects.filter(Q(project=None) | Q(project=project)).exclude(scope="person")
