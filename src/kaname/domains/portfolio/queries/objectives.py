"""Reads of strategic objectives: what serves each on a day, key figures as measured, and who serves none (PF-01)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.enums import IN_FORCE
from kaname.domains.portfolio.models import (
    Kpi,
    KpiReading,
    ObjectiveLink,
    Portfolio,
    Programme,
    ProgrammeProject,
    StrategicObjective,
)
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project


def visible_objective(user: Any, number: int) -> StrategicObjective:
    """Return an objective that the user may see; DoesNotExist where there is none or it is hidden."""
    rows = StrategicObjective.objects.visible_to(user).select_related("parent__owner", "owner", "approved_by")
    return rows.get(pk=number)


def offered(on: date) -> QuerySet[StrategicObjective]:
    """Return the objectives that may be served: in force, below a strategy, and not over on a day."""
    rows = StrategicObjective.objects.filter(state__in=IN_FORCE, parent__isnull=False, last_year__gte=on.year - 1)
    return rows.select_related("parent").order_by("parent__code", "code")


def links_on(user: Any, objectives: Iterable[StrategicObjective], day: date) -> list[ObjectiveLink]:
    """Return what serves objectives on a day, as far as the user may see it; one query."""
    seen = Q(project__in=Project.objects.visible_to(user, Subject.PROJECT, Level.READ))
    seen |= Q(programme__in=Programme.objects.visible_to(user)) | Q(portfolio__in=Portfolio.objects.visible_to(user))
    rows = ObjectiveLink.objects.on(day).filter(seen, objective__in=list(objectives))
    return list(rows.select_related("project", "programme", "portfolio").order_by("pk"))


def served_by(project: Project, day: date) -> list[tuple[StrategicObjective, ObjectiveLink]]:
    """Return the objectives that a project serves on a day, by itself or with its programme, and by which link."""
    held = ProgrammeProject.objects.on(day).filter(project=project).values("programme")
    rows = ObjectiveLink.objects.on(day).filter(Q(project=project) | Q(programme__in=held))
    found = rows.select_related("objective__parent", "programme", "project").order_by("objective__code", "pk")
    return [(row.objective, row) for row in found]


def aimless(projects: QuerySet[Project], day: date) -> QuerySet[Project]:
    """Return the running projects among some that serve no objective in force on a day, neither by themselves nor with
    their programme: what rule PF-01 finds.
    """
    links = ObjectiveLink.objects.on(day).filter(objective__state__in=IN_FORCE)
    parts = ProgrammeProject.objects.on(day).filter(
        programme__in=links.filter(programme__isnull=False).values("programme")
    )
    serving = Q(pk__in=links.filter(project__isnull=False).values("project")) | Q(pk__in=parts.values("project"))
    return projects.filter(status__in=RUNNING).exclude(serving)


@dataclass(slots=True)
class Figure:
    """A key figure with its readings up to a day, oldest first, of each day the newest.

    ``way``: how much of the way from baseline to target the last reading is, None without one or where the figure is to
    be held; ``expected``: how much of the time from the objective's first day to the target's has passed, 0..1.
    ``state``: reached, late (the day is over), behind (less of the way than of the time), on_course, or unmeasured.
    """

    kpi: Kpi
    readings: list[KpiReading] = field(default_factory=list)
    way: Decimal | None = None
    expected: Decimal = Decimal(0)
    state: str = "unmeasured"

    @property
    def last(self) -> KpiReading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None


def figures_of(objectives: Iterable[StrategicObjective], day: date) -> list[Figure]:
    """Return the key figures of objectives, the first due first, as measured up to a day; two queries."""
    rows = Kpi.objects.filter(objective__in=list(objectives)).select_related("owner", "objective__owner")
    return measured(list(rows.order_by("objective__code", "due", "pk")), day)


def measured(kpis: Iterable[Kpi], day: date) -> list[Figure]:
    """Return key figures with their readings up to a day; one query."""
    found = [Figure(kpi) for kpi in kpis]
    by_day: dict[int, dict[date, KpiReading]] = defaultdict(dict)
    rows = KpiReading.objects.filter(kpi__in=[f.kpi.pk for f in found], measured_on__lte=day)
    for reading in rows.select_related("noted_by__person").order_by("measured_on", "pk"):
        by_day[reading.kpi_id][reading.measured_on] = reading
    for each in found:
        each.readings = list(by_day[each.kpi.pk].values())
        _judge(each, day)
    return found


def _judge(each: Figure, day: date) -> None:
    """Judge a figure by its last reading: the way is held against the time that had passed on the reading's day."""
    last, kpi = each.last, each.kpi
    since = kpi.objective.begins
    at = day if last is None else last.measured_on
    span = max((kpi.due - since).days, 1)
    each.expected = min(max(Decimal((at - since).days) / span, Decimal(0)), Decimal(1))
    if last is None:
        each.state = "late" if kpi.due < day else "unmeasured"
        return
    each.way = kpi.way(last.value)
    if kpi.met_by(last.value):
        each.state = "reached"
    elif kpi.due < day:
        each.state = "late"
    else:
        each.state = "on_course" if each.way is not None and each.way >= each.expected else "behind"
