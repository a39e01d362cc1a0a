"""The reports of one project."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.enums import OF_PROJECT
from kaname.domains.reporting.queries.reports import shelf as shelves
from kaname.web.reports.views import pages
from kaname.web.shell.access import project_page

reading = project_page(Subject.REPORT)
writing = project_page(Subject.REPORT, read=Level.EDIT)


def place(request: HttpRequest, project: Project) -> pages.Place:
    """Return whose pages these are."""

    def address(name: str, *args: Any) -> str:
        return reverse(f"project-reports:{name}", args=[project.code, *args])

    return pages.Place(request, project, address, can(request.user, project, Subject.REPORT, Level.EDIT))


@reading
def shelf(request: HttpRequest, project: Project) -> HttpResponse:
    """Show which reports there are, and those that were frozen with their readers."""
    here = place(request, project)
    hidden = shelves.hidden_kinds(request.user, project)
    frozen = shelves.snapshots(request.user, project)
    newest: dict[str, Any] = {}
    for found in frozen:
        newest.setdefault(found.report.kind, found)
    kinds = [(k, here.address("draft", k.value), newest.get(k.value)) for k in OF_PROJECT if k.value not in hidden]
    unread = [u for u in shelves.unread(request.user) if u.project == project and u.kind not in hidden]
    context = here.context(kinds=kinds, frozen=frozen[:100], unread=unread)
    return render(request, "reports/project.html", context)


@reading
def draft(request: HttpRequest, project: Project, kind: str) -> HttpResponse:
    """Show a draft, and write its sentences."""
    return pages.draft(place(request, project), kind)


@reading
def draft_file(request: HttpRequest, project: Project, kind: str, ending: str) -> HttpResponse:
    """Return a draft as a file."""
    return pages.draft_file(place(request, project), kind, ending)


@writing
def freeze(request: HttpRequest, project: Project, kind: str) -> HttpResponse:
    """Look before freezing, and freeze."""
    return pages.freeze(place(request, project), kind)


@reading
def frozen(request: HttpRequest, project: Project, snapshot: int) -> HttpResponse:
    """Show a frozen report."""
    return pages.frozen(place(request, project), snapshot)


@reading
def frozen_file(request: HttpRequest, project: Project, snapshot: int, ending: str) -> HttpResponse:
    """Return a frozen report as a file."""
    return pages.frozen_file(place(request, project), snapshot, ending)


@writing
def send(request: HttpRequest, project: Project, snapshot: int) -> HttpResponse:
    """Send a frozen report."""
    return pages.send(place(request, project), snapshot)
