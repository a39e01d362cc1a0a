"""Raising an issue, and changing what it says."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.control.actions import issues
from kaname.domains.control.enums import ISSUE_OVER, Affected, IssueKind
from kaname.domains.control.models import Issue
from kaname.domains.control.rules.issues import check_edit, may_edit, may_raise
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.web.issues.forms import IssueForm
from kaname.web.issues.sheet import sees_money
from kaname.web.issues.views.lists import frame_of
from kaname.web.issues.views.record import address_of, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted


@project_page(Subject.ISSUE, read=Level.PARTIAL, write=Level.PARTIAL)  # a freelancer raises what they see
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Raise an issue."""
    user = request.user
    if not may_raise(user, project):
        if request.method == "POST":
            raise NotAllowed(Subject.ISSUE, Level.EDIT)
        return HttpResponseRedirect(reverse("issues:project", args=[project.code]))
    form = IssueForm(posted(request), project=project, money=sees_money(user, project), initial=_asked(request))

    def write(**values: Any) -> Issue:
        return issues.raise_issue(project=project, by=user, **values)

    context = {"project": project, "heading": _("Raise an issue"), "frame": frame_of(user, project), "back": ""}
    context["note"] = _("Whoever takes it in is told at once. Owner and due date may follow.")
    return answer(request, form, write, address_of, "issues/form.html", context)


@project_page(Subject.ISSUE, read=Level.PARTIAL, write=Level.PARTIAL)  # a freelancer edits their own
def edit(request: HttpRequest, project: Project, issue: int) -> HttpResponse:
    """Change what an open issue says."""
    found, user = found_or_404(request, project, issue), request.user
    if request.method == "POST":
        check_edit(user, found)
    elif found.state in ISSUE_OVER or not may_edit(user, found):
        return HttpResponseRedirect(address_of(found))
    form = IssueForm(posted(request), instance=found, project=project, money=sees_money(user, project))

    def write(**values: Any) -> Issue:
        return issues.update(issue=Issue.objects.get(pk=found.pk), by=user, **values)

    context = {
        "project": project,
        "frame": frame_of(user, project),
        "heading": f"{found.shown_code} {found.shown_title}",
        "back": address_of(found),
    }
    return answer(request, form, write, address_of, "issues/form.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return what the address fills in beforehand; what cannot be is left out."""
    asked = request.GET
    found: dict[str, Any] = {}
    if asked.get("title"):
        found["title"] = asked["title"][:200]
    if asked.get("kind") in IssueKind.values:
        found["kind"] = asked["kind"]
    if asked.get("affects") in Affected.values:
        found["affects"] = [asked["affects"]]
    return found
