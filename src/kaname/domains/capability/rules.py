"""What a user may do with skills (specification 2.13 has no row for them: 2.0's classes C1, C3 and C5 decide).

The taxonomy is C1. Levels of the company's and vendors' people are input of evaluations, C3; freelancers' are C5.
"""

from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed, company_level


def can_keep_skills(user: Any) -> bool:
    """Return whether a user keeps the taxonomy and reviews people's levels: the PMO manager."""
    return company_level(user, Subject.SKILL) >= Level.EDIT


def check_keeper(by: Any) -> None:
    """Raise NotAllowed unless a user keeps skills; the system itself (None) may."""
    if by is not None and not can_keep_skills(by):
        raise NotAllowed(Subject.SKILL, Level.EDIT)


def is_self(user: Any, person: Person) -> bool:
    """Return whether a user is the person."""
    return person.user_id is not None and person.user_id == getattr(user, "pk", None)


def can_review(user: Any, person: Person) -> bool:
    """Return whether a user may set the reviewed level of a person: who keeps skills, and never of oneself."""
    return can_keep_skills(user) and not is_self(user, person)


def check_self(by: Any, person: Person) -> None:
    """Raise NotAllowed unless the writer is the person; the system itself (None) may."""
    if by is not None and not is_self(by, person):
        raise NotAllowed(Subject.SKILL, Level.EDIT)


def check_reviewer(by: Any, person: Person) -> None:
    """Raise NotAllowed unless the writer may review the person; the system itself (None) may."""
    if by is not None and not can_review(by, person):
        raise NotAllowed(Subject.SKILL, Level.EDIT)
