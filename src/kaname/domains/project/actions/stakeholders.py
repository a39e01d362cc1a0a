"""Writing the stakeholders of a project."""

from typing import Any

from kaname.domains.core.actions import records
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project, Stakeholder
from kaname.domains.project.rules import check_write


def create(*, project: Project, name: str, by: Any, **values: Any) -> Stakeholder:
    """Add a stakeholder."""
    check_write(by, project, Subject.CHARTER)
    stakeholder = Stakeholder(project=project, name=name, **values)
    return records.add(stakeholder, verb="stakeholder.create", by=by, project_id=project.pk)


def update(*, stakeholder: Stakeholder, by: Any, version: int | None = None, **values: Any) -> Stakeholder:
    """Change what is known of a stakeholder."""
    check_write(by, stakeholder.project, Subject.CHARTER)
    return records.change(
        stakeholder, values, verb="stakeholder.update", by=by, version=version, project_id=stakeholder.project_id
    )


def remove(*, stakeholder: Stakeholder, by: Any) -> None:
    """Take out a stakeholder."""
    check_write(by, stakeholder.project, Subject.CHARTER)
    records.remove(stakeholder, verb="stakeholder.remove", by=by, project_id=stakeholder.project_id)
