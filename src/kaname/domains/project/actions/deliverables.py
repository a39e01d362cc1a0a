"""Writing the deliverables of a project."""

from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Deliverable, Project
from kaname.domains.project.rules import check_write


def create(*, project: Project, code: str, name: str, by: Any, **values: Any) -> Deliverable:
    """Add something that must be handed over."""
    check_write(by, project, Subject.SCHEDULE)
    deliverable = Deliverable(project=project, code=code, name=name, **values)
    return records.add(deliverable, verb="deliverable.create", by=by, project_id=project.pk)


def update(*, deliverable: Deliverable, by: Any, version: int | None = None, **values: Any) -> Deliverable:
    """Change a deliverable; Conflict when somebody else did since ``version``."""
    check_write(by, deliverable.project, Subject.SCHEDULE)
    return records.change(
        deliverable, values, verb="deliverable.update", by=by, version=version, project_id=deliverable.project_id
    )


def remove(*, deliverable: Deliverable, by: Any) -> None:
    """Take out a deliverable that was never planned for."""
    check_write(by, deliverable.project, Subject.SCHEDULE)
    records.remove(deliverable, verb="deliverable.remove", by=by, project_id=deliverable.project_id)
