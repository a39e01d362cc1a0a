"""What a user may do outside any one project."""

from datetime import date
from typing import Any

from django.db.models import Q

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.models import RoleHolding


def held_on(day: date, prefix: str = "") -> Q:
    """Return the condition "in force on a day" of anything with valid_from and valid_to."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def company_roles(user: Any) -> frozenset[Role]:
    """Return the roles a user holds for the whole company today; one query, then kept on the user for the request."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    kept = getattr(user, "_company_roles", None)
    if kept is None:
        found = RoleHolding.objects.filter(held_on(today()), person__user=user).values_list("role", flat=True)
        kept = user._company_roles = frozenset(Role(role) for role in found)  # noqa: SLF001 - kept for this request
    return frozenset(kept)


class NotAllowed(Exception):
    """The user may see the thing, but not do this to it."""

    def __init__(self, subject: Subject, needed: Level) -> None:
        """Keep what was asked for, so that the page can say it."""
        super().__init__(f"{subject}: {needed.name} needed")
        self.subject, self.needed = subject, needed


def company_level(user: Any, subject: Subject) -> Level:
    """Return how far a user's company-wide roles reach with a subject."""
    return max((level_of(subject, role) for role in company_roles(user)), default=Level.NONE)


def can_company(user: Any, subject: Subject, needed: Level) -> bool:
    """Return whether a user may do something company-wide."""
    return company_level(user, subject) >= needed


def check_company(user: Any, subject: Subject, needed: Level) -> None:
    """Raise NotAllowed where :func:`can_company` is false."""
    if not can_company(user, subject, needed):
        raise NotAllowed(subject, needed)
