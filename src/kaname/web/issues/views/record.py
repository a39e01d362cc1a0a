"""One issue: what happened, who has it until when, its way, and the next thing to do."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.actions.issue_steps import BACK
from kaname.domains.control.enums import ISSUE_NEXT, ISSUE_OVER, IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.queries.issues import WAY, issues_visible_to, standings, with_way
from kaname.domains.control.rules.issues import may_edit, may_escalate, may_move
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.web.issues.sentences import issue_answer
from kaname.web.issues.sheet import sees_money, touched
from kaname.web.issues.views.lists import frame_of
from kaname.web.issues.way import passages
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day

DOES: dict[tuple[str, str], Promise] = {
    (IssueState.RAISED, IssueState.ACCEPTED): _("Take it in"),
    (IssueState.RAISED, IssueState.REJECTED): _("Reject it"),
    (IssueState.ACCEPTED, IssueState.WORKING): _("Begin to work on it"),
    (IssueState.ACCEPTED, IssueState.HELD): _("Put it on hold"),
    (IssueState.ACCEPTED, IssueState.REJECTED): _("Reject it"),
    (IssueState.WORKING, IssueState.RESOLVED): _("It is resolved: note the result"),
    (IssueState.WORKING, IssueState.HELD): _("Put it on hold"),
    (IssueState.HELD, IssueState.WORKING): _("Go on with it"),
    (IssueState.RESOLVED, IssueState.CLOSED): _("Confirm and close it"),
    (IssueState.RESOLVED, IssueState.CONFIRMING): _("Begin to confirm it"),
    (IssueState.RESOLVED, IssueState.WORKING): _("Not resolved: send it back"),
    (IssueState.CONFIRMING, IssueState.CLOSED): _("Confirm and close it"),
    (IssueState.CONFIRMING, IssueState.WORKING): _("Not resolved: send it back"),
    (IssueState.CLOSED, IssueState.WORKING): _("Reopen it"),
}
"""What a step is called on its button."""


@dataclass(frozen=True, slots=True)
class Way:
    """A step that may be taken from here; ``asks``: it has a form of its own."""

    to: str
    label: Promise
    asks: bool


@project_page(Subject.ISSUE, read=Level.PARTIAL)
def issue_page(request: HttpRequest, project: Project, issue: int) -> HttpResponse:
    """Show an issue; whoever is to act, does so here. ``?as_of=DATE``: as it stood, without a way to write."""
    found, as_of, user = found_or_404(request, project, issue), past_day(request), request.user
    told = standings(with_way(Issue.objects.filter(pk=found.pk).select_related("project"), as_of), as_of)
    context: dict[str, Any] = {"project": project, "frame": frame_of(user, project), "i": found, "as_of": as_of}
    if not told:
        return render(request, "issues/not_yet.html", context)
    ways = ways_of(user, found) if as_of is None else []
    context |= {
        "s": told[0],
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "answer": issue_answer(told[0]),
        "ways": ways,
        "way": passages(getattr(told[0].issue, WAY)),
        "touched": touched(found.affects),
        "sees_money": sees_money(user, project),
        "sees_risk": can(user, project, Subject.RISK, Level.READ),
        "sees_plan": can(user, project, Subject.SCHEDULE, Level.READ),
        "may_edit": as_of is None and found.state not in ISSUE_OVER and may_edit(user, found),
        "may_escalate": as_of is None and may_escalate(user, found),
    }
    return render(request, "issues/issue.html", context)


def ways_of(user: Any, issue: Issue) -> list[Way]:
    """Return what a user may do next, the usual first."""
    steps = [to for to in ISSUE_NEXT.get(issue.state, ()) if may_move(user, issue, to)]
    return [Way(to, DOES[issue.state, to], asks(issue, to)) for to in steps]


def asks(issue: Issue, to: str) -> bool:
    """Return whether a step needs something to be said."""
    if to == IssueState.ACCEPTED:
        return not (issue.owner_id and issue.due and issue.kind)
    return to not in (IssueState.WORKING, IssueState.CONFIRMING) or issue.state in BACK


def found_or_404(request: HttpRequest, project: Project, number: int) -> Issue:
    """Return an issue of a project that the reader may see."""
    found = issues_visible_to(request.user).filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def address_of(issue: Issue) -> str:
    """Return the address of an issue."""
    return reverse("issues:issue", args=[issue.project.code, issue.number])
