"""Which roles a user has anywhere, and who may look at all projects at once."""

from typing import Any

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import held_on, holdings
from kaname.domains.project.models import ProjectMember

PORTFOLIO_ROLES = frozenset(
    {Role.PMO_ADMINISTRATOR, Role.PMO_ANALYST, Role.PMO_CONSULTANT, Role.PMO_CONTROLLER, Role.SPONSOR}
)
"""Held in projects, and looking across those: the PMO's own people and sponsors. A project manager sees projects."""


def roles_anywhere(user: Any) -> frozenset[Role]:
    """Return every role a user holds today, for the company or in any project; kept for the request."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    kept = user.__dict__.get("_roles_anywhere")
    if kept is None:
        held = ProjectMember.objects.filter(held_on(today()), person__user=user).order_by().distinct()
        found = frozenset(Role(role) for role in held.values_list("role", flat=True))
        kept = user.__dict__["_roles_anywhere"] = found | {role for role, _ in holdings(user)}
    return frozenset(kept)


def reach(user: Any, subject: Subject) -> Level:
    """Return how far a user may go with a subject somewhere: what decides whether its page stands in the bar."""
    return max((level_of(subject, role) for role in roles_anywhere(user)), default=Level.NONE)


def has_portfolio(user: Any) -> bool:
    """Return whether a user may switch from one project to all of theirs (mission row S146)."""
    wide = any(level_of(Subject.PROJECT, role) >= Level.READ for role, _ in holdings(user))
    return wide or bool(roles_anywhere(user) & PORTFOLIO_ROLES)
