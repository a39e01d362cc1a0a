"""Taking a list over: a file in, what each of its rows would do, then all of it as one (mission row S80)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as t

from kaname.domains.control.actions import issue_import
from kaname.domains.control.actions.issue_import import CHANGED, MADE, REFUSED, SAME, Line, Taken
from kaname.domains.control.enums import IssueState
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions.importing import uploads
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.issue_files import NoIssues, read_issues
from kaname.exchange.workbook.issue_lists import IssueList
from kaname.web.imports.limits import say_too_large
from kaname.web.imports.lists import chosen_before, looked_into
from kaname.web.issues.forms import ListForm
from kaname.web.issues.views.lists import frame_of
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import posted

NONE = t(
    "No table in this file looks like a list of issues. It needs a title, and at least two of: owner, due date, state, "
    "day, priority, what is to be done."
)
SHOWN = 300
"""Lines of each kind on the page; the counts are of all."""


@project_page(Subject.ISSUE, read=Level.EDIT)
def page(request: HttpRequest, project: Project) -> HttpResponse:
    """Choose a file; look at what it would make, change and refuse; take it over."""
    if request.method == "POST" and request.POST.get("digest"):
        return _take_over(request, project)
    form = ListForm(posted(request), request.FILES if request.method == "POST" else None)
    say_too_large(form, "file", request)
    context = _around(request, project) | {"form": form}
    if request.method == "POST" and form.is_valid():
        looked = looked_into(form, request, partial(_look, project, request.user), (NoIssues, NONE))
        if looked is not None:
            upload, (found, taken) = looked
            context |= {"upload": upload, "found": found, **shown(found, taken)}
            return render(request, "issues/import.html", context)
    return render(request, "issues/import.html", context, status=422 if form.is_bound else 200)


def _look(project: Project, user: Any, content: bytes, name: str) -> tuple[IssueList, Taken]:
    found = read_issues(content, name)
    return found, issue_import.look(project=project, found=found, by=user)


def _take_over(request: HttpRequest, project: Project) -> HttpResponse:
    """Write what was looked at; the file is read again, and judged by what stands now."""
    upload = chosen_before(request, "issues")
    try:
        found = read_issues(uploads.content(upload), upload.name)
        taken = issue_import.take_over(project=project, found=found, by=request.user)
    except (FileNotFoundError, ProblemsFound, NoIssues, ValidationError):
        messages.error(request, _("The file is not there any more. Choose it again."))
        return HttpResponseRedirect(reverse("issues:import", args=[project.code]))
    counts = taken.counts
    said = _("Taken over: %(made)s new, %(changed)s changed, %(same)s as before, %(refused)s refused.")
    messages.success(request, said % {name: counts[name] for name in (MADE, CHANGED, SAME, REFUSED)})
    if counts[REFUSED]:
        context = _around(request, project) | {"form": ListForm(), "done": True, "found": found, **shown(found, taken)}
        return render(request, "issues/import.html", context)
    return HttpResponseRedirect(reverse("issues:project", args=[project.code]))


def shown(found: IssueList, taken: Taken) -> dict[str, Any]:
    """Return the lines to be looked at, by what becomes of them; those that stay as they are, by number only."""
    counts, kinds = taken.counts, (REFUSED, MADE, CHANGED)
    return {
        "counts": {kind: counts[kind] for kind in (MADE, CHANGED, SAME, REFUSED)},
        "parts": [(kind, _lines(taken, kind)) for kind in kinds if counts[kind]],
        "unsorted": sum(_waits(line) for line in taken.lines),
        "left_out": found.left_out,
    }


def _waits(line: Line) -> bool:
    return line.deed == MADE and line.issue is not None and line.issue.state == IssueState.RAISED


def _lines(taken: Taken, kind: str) -> list[Line]:
    return [line for line in taken.lines if line.deed == kind][:SHOWN]


def _around(request: HttpRequest, project: Project) -> dict[str, Any]:
    return {"project": project, "frame": frame_of(request.user, project)}
