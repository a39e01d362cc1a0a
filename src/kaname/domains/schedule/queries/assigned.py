"""Who is still to do what: from the rows as they stand, or as they were frozen on a report date."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from kaname.domains.core.names import chosen
from kaname.domains.project.enums import ProjectStatus
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Assignment, PlanSnapshot, ProgressDate
from kaname.domains.schedule.queries.names import name_in

OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED, ProjectStatus.SUSPENDED)


class Assigned(NamedTuple):
    """An assignment that is not done. Instants, floats and work in ticks; ``status_date`` None: none is set."""

    resource_id: int
    units: float
    work: int | None
    tentative: bool
    activity_id: int
    activity: str
    start: int
    finish: int
    percent: float | None
    total_float: int | None
    status_date: int | None
    project_id: int
    project: str
    project_name: str
    project_name_en: str


_PLAN = ("plan__project_id", "plan__project__code", "plan__project__name", "plan__project__name_en")
_NOW = (
    "resource_id", "units", "work", "tentative", "activity_id", "shown_name", "activity__start", "activity__finish",
    "activity__percent_complete", "activity__total_float", "plan__status_date", *_PLAN,
)  # fmt: skip


def assigned_now(resources: Iterable[int], since: int, until: int) -> list[Assigned]:
    """Return what some resources still have to do between two instants, by start; one query."""
    rows = Assignment.objects.filter(resource__in=list(resources), activity__active=True, activity__actual_finish=None)
    rows = rows.filter(activity__finish__gt=since, activity__start__lt=until)
    rows = rows.exclude(activity__kind=ActivityKind.SUMMARY)
    rows = rows.exclude(plan__project__status__in=OVER).order_by("activity__start", "pk")
    return [Assigned(*values) for values in rows.annotate(shown_name=name_in("activity__")).values_list(*_NOW)]


def frozen_last(as_of: date) -> QuerySet[ProgressDate]:
    """Return the last closed date of every plan up to a day. A project that is over by now counts while it still
    reported then.
    """
    same = ProgressDate.objects.filter(plan=OuterRef("plan"))
    last = same.filter(as_of__lte=as_of).order_by("-as_of").values("pk")[:1]
    running = ~Q(plan__project__status__in=OVER) | Exists(same.filter(as_of__gte=as_of))
    return ProgressDate.objects.filter(running, pk=Subquery(last)).order_by("pk")


def assigned_then(resources: Container[int], since: int, until: int, as_of: date) -> tuple[list[Assigned], int]:
    """Return what some resources still had to do between two instants, as frozen last up to a day, by start; and of
    how many plans the assignments are those of now, since they were not frozen with the dates. Two queries, three with
    such plans; O(assignments).
    """
    known = kept_assignments(as_of)
    dates = list(frozen_last(as_of).values_list("plan_id", "rows", "answer", *_PLAN))
    unkept = [plan for plan, *_rest in dates if plan not in known]
    known |= _of_now(unkept) if unkept else {}
    found = [
        row
        for plan, rows, answer, *project in dates
        for row in _held(known.get(plan, ()), rows, answer.get("status_date"), project, resources)
        if row.finish > since and row.start < until
    ]
    return sorted(found, key=lambda row: row.start), len(unkept)


def kept_assignments(as_of: date) -> dict[int, list[Any]]:
    """Return, by plan, the assignments that were frozen with its last date up to a day, as PlanSnapshot has them."""
    rows = PlanSnapshot.objects.filter(progress_date__in=frozen_last(as_of).values("pk")).order_by()
    return dict(rows.values_list("progress_date__plan_id", "assigned"))


def _held(
    assigned: Iterable[Any], rows: dict[str, list[Any]], status_date: int | None, project: Any, wanted: Container[int]
) -> Iterator[Assigned]:
    for uid, name, english, resource, units, work, tentative in assigned:
        then = rows.get(uid)
        if resource not in wanted or then is None or None in then[:2] or (then[2] or 0) >= 100:
            continue
        start, finish, percent, total_float = then[:4]
        shown = chosen(name, english)
        yield Assigned(
            resource, units, work, tentative, 0, shown, start, finish, percent, total_float, status_date, *project
        )


def _of_now(plans: list[int]) -> dict[int, list[Any]]:
    """Return the present assignments of plans in the form in which they are frozen."""
    rows = Assignment.objects.filter(plan__in=plans, activity__active=True)
    rows = rows.exclude(activity__kind=ActivityKind.SUMMARY).order_by("pk")
    fields = ("activity__uid", "activity__name", "activity__extras__fields__name_en", "resource_id")
    found: dict[int, list[Any]] = {}
    for plan, uid, name, english, *rest in rows.values_list("plan_id", *fields, "units", "work", "tentative"):
        found.setdefault(plan, []).append([uid, name, english or "", *rest])
    return found
