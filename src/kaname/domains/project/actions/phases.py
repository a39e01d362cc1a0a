"""Writing the phases of a project."""

from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Phase, Project
from kaname.domains.project.rules import check_write


def create(*, project: Project, code: str, name: str, by: Any, **values: Any) -> Phase:
    """Add a phase."""
    check_write(by, project, Subject.SCHEDULE)
    phase = Phase(project=project, code=code, name=name, **values)
    return records.add(phase, verb="phase.create", by=by, project_id=project.pk)


def update(*, phase: Phase, by: Any, version: int | None = None, **values: Any) -> Phase:
    """Change a phase; Conflict when somebody else did since ``version``."""
    check_write(by, phase.project, Subject.SCHEDULE)
    return records.change(phase, values, verb="phase.update", by=by, version=version, project_id=phase.project_id)


def remove(*, phase: Phase, by: Any) -> None:
    """Take out a phase that nothing belongs to."""
    check_write(by, phase.project, Subject.SCHEDULE)
    records.remove(phase, verb="phase.remove", by=by, project_id=phase.project_id)
