"""Who is told of what about an issue. A notice holds the number and the due date, nothing else."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.control.enums import Escalation, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.core.actions import notices
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember

ABOVE = {
    Escalation.PROJECT: (Role.PROJECT_MANAGER,),
    Escalation.SPONSOR: (Role.SPONSOR, Role.PROJECT_MANAGER),
    Escalation.COMPANY: (Role.PMO_MANAGER, Role.SPONSOR, Role.PROJECT_MANAGER),
}


def raised(issue: Issue, by: Any) -> None:
    """Tell its owner, and the project manager, who takes it in."""
    _tell(issue, _users([issue.owner]), by, "issue.given")
    _tell(issue, _holders(issue, Role.PROJECT_MANAGER), by, "issue.raised")


def given(issue: Issue, by: Any) -> None:
    """Tell a new owner."""
    _tell(issue, _users([issue.owner]), by, "issue.given")


def moved(issue: Issue, by: Any, *, again: bool) -> None:
    """Tell who confirms what was resolved, whoever raised it of its end, and the owner of what comes back."""
    if again:
        _tell(issue, _users([issue.owner]), by, "issue.reopened")
    elif issue.state == IssueState.RESOLVED:
        owner = issue.owner.user if issue.owner is not None else None
        people = [*_users([issue.raised_by]), *_holders(issue, Role.PROJECT_MANAGER)]
        _tell(issue, [user for user in people if user != owner], by, "issue.resolved")
    elif issue.state == IssueState.CLOSED:
        _tell(issue, _users([issue.raised_by, issue.owner]), by, "issue.closed")
    elif issue.state == IssueState.REJECTED:
        _tell(issue, _users([issue.raised_by]), by, "issue.rejected")


def escalated(issue: Issue, by: Any) -> None:
    """Tell those to whom it was taken up."""
    people = [user for role in ABOVE.get(Escalation(issue.level), ()) for user in _holders(issue, role)]
    _tell(issue, people, by, "issue.escalated")


def _users(people: Iterable[Person | None]) -> list[User]:
    return [p.user for p in people if p is not None and p.user is not None and p.user.is_active]


def _holders(issue: Issue, role: Role) -> list[User]:
    if role == Role.PMO_MANAGER:
        held: Any = RoleHolding.objects.filter(held_on(today()), role=role, unit=None)
    else:
        held = ProjectMember.objects.filter(held_on(today()), project=issue.project_id, role=role)
    return list(User.objects.filter(person__in=held.values("person"), is_active=True).order_by("pk"))


def _tell(issue: Issue, users: Iterable[User], by: Any, kind: str) -> None:
    path = reverse("issues:issue", args=[issue.project.code, issue.number])
    day = issue.due.isoformat() if issue.due is not None else "―"
    params = {"code": issue.code, "code_en": issue.code_en, "day": day}
    for user in dict.fromkeys(users):
        seen = Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
        if seen and (by is None or user.pk != by.pk):
            notices.tell(user_id=user.pk, kind=kind, params=params, url=path)
