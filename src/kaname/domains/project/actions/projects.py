"""Writing projects."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import check_company
from kaname.domains.project.enums import ProjectStatus
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import check_write


@transaction.atomic
def create(*, code: str, name: str, manager: Person, by: Any, started_on: date | None = None, **values: Any) -> Project:
    """Set a project up with its one accountable project manager, who answers for it from ``started_on``, else today."""
    if by is not None:
        check_company(by, Subject.PROJECT, Level.EDIT)
    wrong = Problems()
    with wrong.gathered():
        _check_status(values.get("status"), "")
    company = organisation()
    units = {"minutes_per_day": company.minutes_per_day, "days_per_month": company.days_per_month}
    project = Project(code=code, name=name, **units | values)
    records.add(project, verb="project.create", by=by, wrong=wrong, confidentiality=1)
    member = ProjectMember(project=project, person=manager, role=Role.PROJECT_MANAGER, valid_from=started_on or today())
    records.add(member, verb="member.assign", by=by, project_id=project.pk)
    return project


def update(*, project: Project, by: Any, version: int | None = None, reason: str = "", **values: Any) -> Project:
    """Change a project's head; Conflict when somebody else did since ``version``.

    Completed it becomes by its closing only (mission row S07): see ``closings``.
    """
    check_write(by, project, Subject.PROJECT)
    wrong, told = Problems(), {"project_id": project.pk, "reason": reason}
    with wrong.gathered():
        _check_status(values.get("status"), project.status)
    return records.change(project, values, verb="project.update", by=by, version=version, wrong=wrong, **told)


def _check_status(wanted: str | None, now: str) -> None:
    """Refuse to call a project completed that is not closed: nobody could say whether it was accepted."""
    if wanted == ProjectStatus.COMPLETED and now != ProjectStatus.COMPLETED:
        said = _("A project is completed by its closing report and the sponsor's answer to it.")
        raise ValidationError({"status": said})


def declare_health(
    *, project: Project, health: str, by: Any, comment: str = "", person: Person | None = None, at: Any = None
) -> Project:
    """Say how the project stands, in the judgement of a person: the writer's own, or ``person`` for the system."""
    check_write(by, project, Subject.PROJECT)
    judge = person or Person.objects.filter(user=by).first() if by is not None else person
    if judge is None:
        raise ValidationError(_("Only a person can declare a project's health, and this account belongs to nobody."))
    values = {
        "declared_health": health,
        "declared_comment": comment,
        "declared_by": judge,
        "declared_at": at or timezone.now(),
    }
    return records.change(
        project, values, verb="project.declare_health", by=by, version=None, project_id=project.pk, reason=comment
    )
