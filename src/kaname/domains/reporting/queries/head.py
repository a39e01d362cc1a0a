"""The head over every page of a project."""

from dataclasses import dataclass

from kaname.domains.core.names import spoken
from kaname.domains.project.models import Project
from kaname.domains.project.queries import project_manager
from kaname.domains.reporting.rules.overall import healths_of, overall
from kaname.domains.schedule.models import Plan


@dataclass(frozen=True, slots=True)
class Head:
    """Name in the reader's language, accountable manager, computed health, forecast finish in ticks."""

    name: str
    manager: str
    health: str
    finish: int | None


def head_of(project: Project) -> Head:
    """Return what stands over a project's pages: three queries. Its health is that of the board."""
    plan = Plan.objects.filter(project=project).values_list("computed_health", "finish").first()
    health, finish = plan or ("unknown", None)
    marks = project.health_snapshots.order_by("-as_of", "-revision").values_list("marks", flat=True).first()
    if marks is not None:
        health = overall(healths_of(marks) | {"delivery": health})
    return Head(spoken(project), spoken(project_manager(project)), health, finish)
