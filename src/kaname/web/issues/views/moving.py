"""An issue's next step, with what it asks for; taking it up or down."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kaname.domains.control.actions import issue_steps, issues
from kaname.domains.control.enums import IssueState
from kaname.domains.control.models import Issue
from kaname.domains.control.rules.issues import check_move, may_escalate, may_move
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.web.issues.forms import LevelForm, MoveForm
from kaname.web.issues.views.lists import frame_of
from kaname.web.issues.views.record import DOES, address_of, asks, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted


@project_page(Subject.ISSUE, read=Level.PARTIAL, write=Level.PARTIAL)  # whose step it is, the rules of issues say
def move(request: HttpRequest, project: Project, issue: int, state: str) -> HttpResponse:
    """Ask for what a step needs, and bring the issue into its next state; a step that is not to be taken now, or not
    by this reader, leads back to the issue.
    """
    found = found_or_404(request, project, issue)
    if request.method != "POST" and ((found.state, state) not in DOES or not may_move(request.user, found, state)):
        return HttpResponseRedirect(address_of(found))
    if (found.state, state) not in DOES:
        raise Http404
    try:
        check_move(request.user, found, state)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(address_of(found))
    write = partial(_write, found, state, request.user)
    if not asks(found, state):
        return _at_once(request, found, write)
    context = {
        "project": project,
        "frame": frame_of(request.user, project),
        "heading": f"{found.shown_code} {found.shown_title}",
        "subtitle": DOES[found.state, state],
        "back": address_of(found),
    }
    return answer(
        request, MoveForm(found, state, posted(request)), write, address_of, "issues/small_form.html", context
    )


@project_page(Subject.ISSUE, read=Level.EDIT)
def escalate(request: HttpRequest, project: Project, issue: int) -> HttpResponse:
    """Take an issue up, or down again."""
    found = found_or_404(request, project, issue)
    if not may_escalate(request.user, found):
        return HttpResponseRedirect(address_of(found))
    form = LevelForm(posted(request), initial={"level": min(found.level + 1, 3)})
    write = partial(issue_steps.escalate, issue=found, by=request.user)
    context = {
        "project": project,
        "frame": frame_of(request.user, project),
        "heading": f"{found.shown_code} {found.shown_title}",
        "subtitle": _("Take it up, or down"),
        "back": address_of(found),
    }
    return answer(request, form, write, address_of, "issues/small_form.html", context)


@transaction.atomic
def _write(issue: Issue, to: str, user: Any, **values: Any) -> Issue:
    if to == IssueState.ACCEPTED and "owner" in values:
        issue = issues.update(issue=issue, by=user, **values)
        values = {}
    return issue_steps.move(issue=issue, to=to, by=user, **values)


def _at_once(request: HttpRequest, issue: Issue, write: Any) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(address_of(issue))
    version = request.POST.get("version", "")
    read = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    try:
        write(version=read)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("The issue changed meanwhile. Please look at it again."))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(address_of(issue))
