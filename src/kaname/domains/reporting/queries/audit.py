"""The audit trail as a user may read it: by project, by how far their roles reach, never beyond class C3."""

from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import company_level, held_on, holdings
from kaname.domains.project.models import Project, ProjectMember

WHOLE, IN_PART = Confidentiality.MANAGEMENT, Confidentiality.PROJECT


def events_visible_to(user: Any) -> QuerySet[AuditEvent]:
    """Return the events a user may read, newest first.

    A role that reads the trail sees up to C3 (management), one that reads it in part up to C2 (project). Consultation,
    personal and contract data (C4 to C6) are told to nobody here. Events of no project: for company-wide roles.
    """
    visible = Project.objects.visible_to(user, Subject.AUDIT).values("pk")
    shown = Q(project_id__in=visible, confidentiality__lte=IN_PART)
    shown |= Q(project_id__in=_read_wholly(user), confidentiality__lte=WHOLE)
    wide = company_level(user, Subject.AUDIT)
    if wide > Level.NONE:
        limit = WHOLE if wide >= Level.READ else IN_PART
        shown |= Q(project_id=None, confidentiality__lte=limit)
    return AuditEvent.objects.filter(shown)


def _read_wholly(user: Any) -> Any:
    """Return the projects in which a role of the user reads the whole trail."""
    if any(level_of(Subject.AUDIT, role) >= Level.READ for role, _ in holdings(user)):
        return Project.objects.visible_to(user, Subject.AUDIT).values("pk")
    roles = [role for role in Role if level_of(Subject.AUDIT, role) >= Level.READ]
    held = ProjectMember.objects.filter(held_on(today()), person__user=user, role__in=roles)
    return held.values("project_id")


def events_of(user: Any, project: Project) -> QuerySet[AuditEvent]:
    """Return a project's events as a user may read them, newest first."""
    return events_visible_to(user).filter(project_id=project.pk)
