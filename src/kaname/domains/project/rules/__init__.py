"""What a user may do in a project."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Level, Role, Subject, level_of
from kaname.domains.people.rules import NotAllowed, company_roles, held_on, unit_roles
from kaname.domains.project.enums import AuthorityLevel
from kaname.domains.project.models import Delegation, Project, ProjectMember

POWERS = (Subject.SCHEDULE, Subject.DECISION)
"""What may be handed to the PMO manager: where the matrix has "PM ◎" and "PMO manager △"."""
_SWAPPED = {Role.PROJECT_MANAGER: Role.PMO_MANAGER, Role.PMO_MANAGER: Role.PROJECT_MANAGER}


def roles_in(user: Any, project: Project) -> frozenset[Role]:
    """Return every role a user has towards a project today; kept for the request.

    Roles of the company and of the project's department count too, but in a project that is limited to its members
    only the PMO manager's.
    """
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    kept = user.__dict__.setdefault("_project_roles", {})
    if project.pk not in kept:
        held = ProjectMember.objects.filter(held_on(today()), project=project, person__user=user)
        mine = (Role(r) for r in held.values_list("role", flat=True) if r in PROJECT_ROLES)
        kept[project.pk] = frozenset(mine) | _by_office(user, project)
    return frozenset(kept[project.pk])


def know_roles(user: Any, projects: Iterable[Project]) -> None:
    """Read a user's roles in many projects at once, so that asking for each of them costs no query."""
    if not getattr(user, "is_authenticated", False):
        return
    kept = user.__dict__.setdefault("_project_roles", {})
    unknown = {project.pk: project for project in projects if project.pk not in kept}
    held = ProjectMember.objects.filter(held_on(today()), project__in=unknown, person__user=user)
    mine: dict[int, set[Role]] = {key: set() for key in unknown}
    for key, role in held.values_list("project_id", "role"):
        if role in PROJECT_ROLES:
            mine[key].add(Role(role))
    kept.update({key: frozenset(mine[key]) | _by_office(user, project) for key, project in unknown.items()})


def _by_office(user: Any, project: Project) -> frozenset[Role]:
    code = project.unit.code if project.unit_id and unit_roles(user) and project.unit else None
    found = company_roles(user) | {role for role, units in unit_roles(user).items() if code in units}
    limited = project.confidentiality > Confidentiality.PROJECT
    return found & {Role.PMO_MANAGER} if limited else found


def level_in(user: Any, project: Project, subject: Subject, without: frozenset[Role] = frozenset()) -> Level:
    """Return how far a user may go with a subject in a project: the most that any of their roles gives; ``without``:
    roles that are left out of it.
    """
    roles = roles_in(user, project) - without
    if subject in POWERS and roles & _SWAPPED.keys() and subject in delegated(user, project):
        roles = frozenset(_SWAPPED.get(role, role) for role in roles)
    return max((level_of(subject, role) for role in roles), default=Level.NONE)


def delegated(user: Any, project: Project) -> frozenset[str]:
    """Return the powers that the PMO manager has today instead of the project manager; kept on the user for the
    request. Only a project in which the PMO directs costs a query.
    """
    kept: dict[int, frozenset[str]] = user.__dict__.setdefault("_delegated", {})
    if project.pk not in kept:
        kept[project.pk] = powers_of(project)
    return kept[project.pk]


def powers_of(project: Project) -> frozenset[str]:
    """Return the powers that are handed over in a project today."""
    if project.authority_level != AuthorityLevel.DIRECTIVE:
        return frozenset()
    held = Delegation.objects.filter(held_on(today()), project=project).values_list("powers", flat=True)
    return frozenset(power for powers in held for power in powers)


def can(user: Any, project: Project, subject: Subject, needed: Level) -> bool:
    """Return whether a user may do something to a subject of a project."""
    return level_in(user, project, subject) >= needed


def check(user: Any, project: Project, subject: Subject, needed: Level) -> None:
    """Raise NotAllowed where :func:`can` is false."""
    if not can(user, project, subject, needed):
        raise NotAllowed(subject, needed)


def handed_over(power: Subject) -> QuerySet[Project]:
    """Return the projects in which a power is the PMO manager's today."""
    return Project.objects.filter(
        held_on(today(), "delegations__"),
        authority_level=AuthorityLevel.DIRECTIVE,
        delegations__powers__has_key=str(power),
    )


def check_write(by: Any, project: Project, subject: Subject, needed: Level = Level.EDIT) -> None:
    """Raise NotAllowed unless the writer may; the system itself (None) may."""
    if by is not None:
        check(by, project, subject, needed)
