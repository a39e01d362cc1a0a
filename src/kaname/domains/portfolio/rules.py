"""Who may write of programmes and benefits."""

from typing import Any

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed, can_company, check_company
from kaname.domains.portfolio.models import Benefit


def check_edit(by: Any) -> None:
    """Raise NotAllowed unless the writer sets projects up for the company; the system itself (None) does."""
    if by is not None:
        check_company(by, Subject.PROJECT, Level.EDIT)


def can_edit(user: Any) -> bool:
    """Return whether a user may write programmes and their benefits."""
    return can_company(user, Subject.PROJECT, Level.EDIT)


def can_measure(user: Any, benefit: Benefit) -> bool:
    """Return whether a user may note a measured value: who edits, and who answers for the benefit or its programme."""
    mine = {getattr(owner, "user_id", None) for owner in (benefit.owner, benefit.programme.owner)} - {None}
    return can_edit(user) or getattr(user, "pk", None) in mine


def check_measure(by: Any, benefit: Benefit) -> None:
    """Raise NotAllowed where :func:`can_measure` is false; the system itself (None) may."""
    if by is not None and not can_measure(by, benefit):
        raise NotAllowed(Subject.PROJECT, Level.EDIT)
