"""The reports of one project."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.reporting.enums import OF_PROJECT
from kaname.domains.reporting.models import ReportSnapshot
from kaname.domains.reporting.queries.reports import shelf as shelves
from kaname.web.reports.views import pages
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import day_asked

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
    as_of = day_asked(request)
    context = here.context(
        kinds=kinds, frozen=_frozen_then(frozen, as_of)[:100], unread=unread, as_of=as_of,
        days=pages.frozen_days(project),
    )  # fmt: skip
    return render(request, "reports/project.html", context)


def _frozen_then(frozen: list[ReportSnapshot], as_of: date | None) -> list[ReportSnapshot]:
    """Return the frozen reports; as of a day those that speak of it or of an earlier one."""
    return frozen if as_of is None else [each for each in frozen if each.report.as_of <= as_of]


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
