"""What a user may do outside any one project."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.models import OrganisationUnit, RoleHolding


def held_on(day: date, prefix: str = "") -> Q:
    """Return the condition "in force on a day" of anything with valid_from and valid_to."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def holdings(user: Any) -> tuple[tuple[Role, str], ...]:
    """Return the roles a user holds today, each with its unit's code, or "" where it holds for the whole company.

    One query, then kept on the user for the request.
    """
    if not getattr(user, "is_authenticated", False):
        return ()
    kept: tuple[tuple[Role, str], ...] | None = getattr(user, "_holdings", None)
    if kept is None:
        found = RoleHolding.objects.filter(held_on(today()), person__user=user).values_list("role", "unit__code")
        kept = user._holdings = tuple((Role(role), code or "") for role, code in found)  # noqa: SLF001 - kept for this request
    return kept


def company_roles(user: Any) -> frozenset[Role]:
    """Return the roles a user holds for the whole company today."""
    return frozenset(role for role, unit in holdings(user) if not unit)


def unit_roles(user: Any) -> dict[Role, frozenset[str]]:
    """Return the roles a user holds for departments today, with the codes of those departments and all below them."""
    held = [(role, unit) for role, unit in holdings(user) if unit]
    if not held:
        return {}
    below = branches(today())
    return {role: frozenset().union(*(below[u] for r, u in held if r == role)) for role, _ in held}


def branches(day: date) -> dict[str, frozenset[str]]:
    """Return for each unit's code the codes of itself and of every unit below it on a day."""
    rows = OrganisationUnit.objects.filter(held_on(day)).values_list("code", "parent__code")
    above: dict[str, str | None] = dict(rows)
    found: dict[str, set[str]] = {code: set() for code in set(above) | set(filter(None, above.values()))}
    for code in list(found):
        at: str | None = code
        while at is not None and code not in found.setdefault(at, set()):
            found[at].add(code)
            at = above.get(at)
    return defaultdict(frozenset, {code: frozenset(below) for code, below in found.items()})


class NotAllowed(PermissionDenied):
    """The user may see the thing, but not do this to it; a page answers 403."""

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


def check_accounts(by: Any) -> None:
    """Raise NotAllowed unless a user administers accounts; the system itself (None) does."""
    if by is not None:
        check_company(by, Subject.ACCOUNT, Level.EDIT)


def check_companies(by: Any) -> None:
    """Raise NotAllowed unless a user administers accounts, or sets projects up."""
    if by is not None and not can_company(by, Subject.PROJECT, Level.EDIT):
        check_accounts(by)
