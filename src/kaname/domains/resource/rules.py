"""What a user may do with people's load, calendars and leave."""

import unicodedata
from typing import Any

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.rules import company_level, held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.project.rules import level_in
from kaname.domains.resource.models import Resource, WorkCalendar


def level_anywhere(user: Any, subject: Subject) -> Level:
    """Return how far a user may go with a subject in the best of their roles, in any project or company-wide."""
    if not getattr(user, "is_authenticated", False):
        return Level.NONE
    held = ProjectMember.objects.filter(held_on(today()), person__user=user).values_list("role", flat=True).distinct()
    return max([company_level(user, subject), *(level_of(subject, Role(r)) for r in held)])


def can_edit_calendar(user: Any, calendar: WorkCalendar) -> bool:
    """Return whether a user may change a calendar: the company's by a company role, a project's by a role in it."""
    if calendar.project is None:
        return company_level(user, Subject.CALENDAR) >= Level.EDIT
    return level_in(user, calendar.project, Subject.CALENDAR) >= Level.EDIT


def can_edit_pool(user: Any) -> bool:
    """Return whether a user may change the company's pool."""
    return company_level(user, Subject.RESOURCE) >= Level.EDIT


def can_note_leave(user: Any, resource: Resource) -> bool:
    """Return whether a user may note that somebody is away: the person, or who keeps the pool."""
    own = resource.person is not None and resource.person.user_id == getattr(user, "pk", None)
    return own or can_edit_pool(user)


def normalised(name: str) -> str:
    """Return a resource's name as it is compared between plans and pool: width, case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
