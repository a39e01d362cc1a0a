"""The list of projects: one row each, filtered, in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import branches, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.reporting.queries.axis_health import healths_now, on_axis, worst_first
from kaname.domains.reporting.queries.folding import spellings

COLUMNS = (
    "pk", "code", "name", "name_en", "project_type", "status", "condition", "unit__name", "unit__name_en",
    "declared_health", "plan__finish", "plan__percent_complete",
)  # fmt: skip
SORTS = {
    "code": "code", "name": "name", "type": "project_type", "status": "status", "unit": "unit__code",
    "health": "health_rank", "finish": "plan__finish",
}  # fmt: skip
HEALTH = SORTS["health"]


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What the list is narrowed to; empty: every project the reader may see."""

    words: str = ""
    project_type: str = ""
    status: str = ""
    unit: str = ""
    manager: str = ""
    health: str = ""
    axis: str = ""
    sort: str = "code"


def projects(user: Any, wanted: ProjectFilter) -> QuerySet[Project]:
    """Return the visible projects, narrowed and in order."""
    found = Project.objects.visible_to(user)
    for word in wanted.words[:100].replace("\u3000", " ").split()[:5]:
        condition = Q()
        for text in spellings(word):
            condition |= Q(code__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text)
        found = found.filter(condition)
    exact = {"project_type": wanted.project_type, "status": wanted.status}
    found = found.filter(**{field: value for field, value in exact.items() if value})
    if wanted.unit:
        found = found.filter(unit__code__in=branches(today())[wanted.unit])
    if wanted.manager:
        found = found.filter(Exists(_managers().filter(project=OuterRef("pk"), person__code=wanted.manager)))
    descending, key = wanted.sort.startswith("-"), SORTS.get(wanted.sort.lstrip("-"), "code")
    if wanted.health or key == HEALTH:
        healths = healths_now(found)
        if wanted.health:
            found = found.filter(pk__in=[pk for pk, h in healths.items() if on_axis(h, wanted.axis) == wanted.health])
        found = found.annotate(**{HEALTH: worst_first(healths, wanted.axis)})
    return found.order_by(f"-{key}" if descending else key, "code")


def manager_names(keys: list[int]) -> dict[int, tuple[int, str, str]]:
    """Return each project's manager of today: key, name and English name."""
    rows = _managers().filter(project__in=keys).values_list("project", "person", "person__name", "person__name_en")
    return {project: (person, name, english) for project, person, name, english in rows}


def managers_seen_by(user: Any) -> list[tuple[str, str, str]]:
    """Return number, name and English name of everybody who manages a project that the reader may see."""
    rows = _managers().filter(project__in=Project.objects.visible_to(user)).order_by("person__code").distinct()
    return list(rows.values_list("person__code", "person__name", "person__name_en"))


def _managers() -> QuerySet[ProjectMember]:
    return ProjectMember.objects.filter(held_on(today()), role=Role.PROJECT_MANAGER)
