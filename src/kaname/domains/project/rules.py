"""What a user may do in a project."""

from typing import Any

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import NotAllowed, company_roles, held_on
from kaname.domains.project.models import Project, ProjectMember


def roles_in(user: Any, project: Project) -> frozenset[Role]:
    """Return every role a user has towards a project today, company-wide ones included; kept for the request."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    kept = user.__dict__.setdefault("_project_roles", {})
    if project.pk not in kept:
        held = ProjectMember.objects.filter(held_on(today()), project=project, person__user=user)
        kept[project.pk] = frozenset(Role(r) for r in held.values_list("role", flat=True)) | company_roles(user)
    return frozenset(kept[project.pk])


def level_in(user: Any, project: Project, subject: Subject) -> Level:
    """Return how far a user may go with a subject in a project: the most that any of their roles gives."""
    return max((level_of(subject, role) for role in roles_in(user, project)), default=Level.NONE)


def can(user: Any, project: Project, subject: Subject, needed: Level) -> bool:
    """Return whether a user may do something to a subject of a project."""
    return level_in(user, project, subject) >= needed


def check(user: Any, project: Project, subject: Subject, needed: Level) -> None:
    """Raise NotAllowed where :func:`can` is false."""
    if not can(user, project, subject, needed):
        raise NotAllowed(subject, needed)
