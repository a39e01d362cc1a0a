"""What an issue must say in its states, and who may do what about it (specification 2.13 and 4.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import ISSUE_NEXT, ISSUE_OVER, Affected, Escalation, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import level_in, roles_in

OWN = (IssueState.WORKING, IssueState.HELD, IssueState.RESOLVED)
"""What somebody who only reads in part may bring an issue of their own to."""


def person_of(user: Any) -> Person | None:
    """Return the person of an account; None for the system, and for an account that belongs to nobody."""
    return None if user is None else Person.objects.filter(user_id=user.pk).first()


def is_own(user: Any, issue: Issue) -> bool:
    """Return whether an issue is a user's own: raised by them, or theirs to deal with."""
    people = (issue.owner, issue.raised_by)
    return any(p is not None and p.user_id is not None and p.user_id == getattr(user, "pk", None) for p in people)


def may_raise(user: Any, project: Project) -> bool:
    """Return whether a user may raise an issue: who edits them, and a freelancer of the project."""
    level = level_in(user, project, Subject.ISSUE)
    return level >= Level.EDIT or _freelances(user, project)


def may_edit(user: Any, issue: Issue) -> bool:
    """Return whether a user may change what an issue says: who edits them; a freelancer their own."""
    if level_in(user, issue.project, Subject.ISSUE) >= Level.EDIT:
        return True
    return is_own(user, issue) and _freelances(user, issue.project)


def may_move(user: Any, issue: Issue, to: str) -> bool:
    """Return whether a user may bring an issue into a state next. Nobody confirms what they own themselves; a
    freelancer deals with their own, and leaves taking in, rejecting and confirming to others.
    """
    if to not in ISSUE_NEXT.get(issue.state, ()) or not may_edit(user, issue):
        return False
    if level_in(user, issue.project, Subject.ISSUE) < Level.EDIT:
        return to in OWN and issue.state not in ISSUE_OVER
    owns = issue.owner is not None and issue.owner.user_id == getattr(user, "pk", None)
    return not (to == IssueState.CLOSED and owns)


def may_escalate(user: Any, issue: Issue) -> bool:
    """Return whether a user may take an open issue up or down."""
    return issue.state not in ISSUE_OVER and level_in(user, issue.project, Subject.ISSUE) >= Level.EDIT


def check_edit(user: Any, issue: Issue) -> None:
    """Raise NotAllowed unless a user may change an issue; the system itself (None) may."""
    if user is not None and not may_edit(user, issue):
        raise NotAllowed(Subject.ISSUE, Level.EDIT)


def check_move(user: Any, issue: Issue, to: str) -> None:
    """Refuse a step that is not the next one, then one that is somebody else's."""
    if to not in ISSUE_NEXT.get(issue.state, ()):
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": issue.get_state_display()})
    if user is not None and not may_move(user, issue, to):
        if to == IssueState.CLOSED and may_edit(user, issue):
            raise ValidationError(_("Somebody else confirms this: nobody closes what they own themselves."))
        raise NotAllowed(Subject.ISSUE, Level.EDIT)


def owners(project: Project) -> QuerySet[Person]:
    """Return who may own an issue of a project: whoever is in it today, and has not left."""
    held = ProjectMember.objects.filter(held_on(today()), project=project)
    return Person.objects.filter(pk__in=held.values("person"), left_on=None)


def problems(project: Project, given: Mapping[str, Any], state: str = IssueState.RAISED) -> dict[str, Any]:
    """Return everything that is wrong with what an issue is to say in a state, by field; ``given``: all its values."""
    wrong: dict[str, Any] = {}
    if not str(given.get("title") or "").strip():
        wrong["title"] = _("Say in a few words what it is about.")
    unknown = [a for a in given.get("affects") or () if a not in Affected.values]
    if unknown:
        wrong["affects"] = _("Choose among quality, costs, delivery and scope.")
    raised, due = given.get("raised_on"), given.get("due")
    if raised is not None and raised > today():
        wrong["raised_on"] = _("This day has not come yet.")
    elif raised is not None and due is not None and due < raised:
        wrong["due"] = _("The due date is before the day on which it came up.")
    activity = given.get("activity")
    if activity is not None and activity.plan.project_id != project.pk:
        wrong["activity"] = _("Choose an activity of this project.")
    if (given.get("impact_yen") or 0) < 0:
        wrong["impact_yen"] = _("Give what it costs as a positive number.")
    if state not in (IssueState.RAISED, IssueState.REJECTED):
        wrong |= {name: said for name, said in missing(given).items() if name not in wrong}
    return wrong


def missing(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an issue lacks to be taken in: owner, due date and kind (mission row S80)."""
    said = {
        "owner": _("Say who deals with it: one person."),
        "due": _("Say until when."),
        "kind": _("Say what it is: an issue, a to-do, a question …"),
    }
    return {name: text for name, text in said.items() if not given.get(name)}


def escalation_of(given: Any) -> Escalation:
    """Return a level of escalation. Raises ValidationError for what is none."""
    try:
        return Escalation(int(given))
    except (TypeError, ValueError):
        raise ValidationError({"level": _("Choose a level from 0 to 3.")}) from None


def later_than(day: date | None) -> dict[str, Any]:
    """Return what is wrong with the day on which an issue on hold goes on."""
    if day is None:
        return {"resume_on": _("Say when it goes on.")}
    return {} if day > today() else {"resume_on": _("Give a day after today.")}


def _freelances(user: Any, project: Project) -> bool:
    return Role.FREELANCER in roles_in(user, project)


def editable(user: Any) -> Q:
    """Return the condition "this user may edit it", for lists."""
    return Q(project__in=Project.objects.visible_to(user, Subject.ISSUE, Level.EDIT))
