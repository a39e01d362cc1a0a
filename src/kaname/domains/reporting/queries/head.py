"""The head over every page of a project."""

from dataclasses import dataclass

from django.utils.translation import get_language

from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.project.queries import project_manager
from kaname.domains.schedule.models import Plan


@dataclass(frozen=True, slots=True)
class Head:
    """Name in the reader's language, accountable manager, computed health, forecast finish in ticks."""

    name: str
    manager: str
    health: str
    finish: int | None


def head_of(project: Project) -> Head:
    """Return what stands over a project's pages: two queries."""
    plan = Plan.objects.filter(project=project).values_list("computed_health", "finish").first()
    health, finish = plan or ("unknown", None)
    return Head(spoken(project), spoken(project_manager(project)), health, finish)


def spoken(thing: Project | Person | None) -> str:
    """Return a name in the reader's language: the English one where there is one and English is read."""
    if thing is None:
        return ""
    return thing.name_en or thing.name if get_language() == "en" else thing.name
