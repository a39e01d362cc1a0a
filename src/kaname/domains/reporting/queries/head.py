"""The head over every page of a project."""

from dataclasses import dataclass
from datetime import date

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project
from kaname.domains.project.queries import project_manager
from kaname.domains.reporting.rules.overall import healths_of, overall
from kaname.domains.schedule.models import Plan, ProgressDate


@dataclass(frozen=True, slots=True)
class Head:
    """Name in the reader's language, accountable manager, health computed and declared, forecast finish in ticks."""

    name: str
    manager: str
    health: str
    finish: int | None
    declared: str = "unknown"


def head_of(project: Project, as_of: date | None = None) -> Head:
    """Return what stands over a project's pages: three queries. Its health is that of the board, also of an earlier
    day.
    """
    if as_of is not None and as_of < today():
        return _head_then(project, as_of)
    plan = Plan.objects.filter(project=project).values_list("computed_health", "finish").first()
    health, finish = plan or ("unknown", None)
    marks = project.health_snapshots.order_by("-as_of", "-revision").values_list("marks", flat=True).first()
    if marks is not None:
        health = overall(healths_of(marks) | {"delivery": health})
    return Head(spoken(project), spoken(project_manager(project)), health, finish, project.declared_health)


def _head_then(project: Project, as_of: date) -> Head:
    dates = ProgressDate.objects.filter(plan__project=project, as_of__lte=as_of).order_by("-as_of")
    said = dates.values_list("answer", flat=True).first() or {}
    health, declared = said.get("computed_health") or "unknown", "unknown"
    kept = project.health_snapshots.filter(as_of__lte=as_of).order_by("-as_of", "-revision")
    snapshot = kept.values_list("marks", "declared").first()
    if snapshot is not None:
        health, declared = overall(healths_of(snapshot[0])), snapshot[1]
    return Head(spoken(project), spoken(project_manager(project)), health, said.get("finish"), declared)
