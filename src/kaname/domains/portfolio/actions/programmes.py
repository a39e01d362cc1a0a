"""Writing programmes, and which projects belong to them since when."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.portfolio.models import Programme, ProgrammeProject
from kaname.domains.portfolio.queries.components import portfolios_of_programme, portfolios_of_project
from kaname.domains.portfolio.rules import check_edit
from kaname.domains.project.models import Project


def create(*, code: str, name: str, by: Any, **values: Any) -> Programme:
    """Add a programme."""
    check_edit(by)
    return records.add(Programme(code=code, name=name, **values), verb="programme.create", by=by, confidentiality=1)


def update(*, programme: Programme, by: Any, version: int | None = None, **values: Any) -> Programme:
    """Change a programme; Conflict when somebody else did since ``version``."""
    check_edit(by)
    return records.change(programme, values, verb="programme.update", by=by, version=version, confidentiality=1)


@transaction.atomic
def include(*, programme: Programme, project: Project, valid_from: date, by: Any) -> ProgrammeProject:
    """Let a project belong to a programme from a day on; one that is in another is refused, and one whose portfolio
    would then be two: its own and the programme's.
    """
    check_edit(by)
    records.locked(project)
    held = ProgrammeProject.objects.filter(project=project).exclude(valid_to__lt=valid_from)
    other = held.select_related("programme").first()
    if other is not None:
        said = _("%(project)s belongs to %(programme)s already. End that first.")
        raise ValidationError({"project": said % {"project": project.code, "programme": other.programme}})
    own = portfolios_of_project(project, valid_from)
    if own and portfolios_of_programme(programme, valid_from):
        said = _("%(project)s belongs to %(portfolio)s already. End that first.")
        raise ValidationError({"project": said % {"project": project.code, "portfolio": own[0]}})
    part = ProgrammeProject(programme=programme, project=project, valid_from=valid_from)
    return records.add(part, verb="programme.include", by=by, project_id=project.pk)


def release(*, part: ProgrammeProject, valid_to: date, by: Any) -> ProgrammeProject:
    """Let a project belong to its programme until a day, that day included."""
    check_edit(by)
    if valid_to < part.valid_from:
        raise ValidationError(
            {"valid_to": _("It belongs to the programme from %(day)s on.") % {"day": part.valid_from}}
        )
    told = {"project_id": part.project_id}
    return records.change(part, {"valid_to": valid_to}, verb="programme.release", by=by, version=None, **told)
