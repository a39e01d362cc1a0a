"""A project's history: everything that changed, the part since the reader's last visit marked."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import visits
from kaname.domains.reporting.queries.audit import events_of
from kaname.web.audit.describing import entries_of
from kaname.web.shell.access import project_page

PAGE = 50


@project_page(Subject.AUDIT, read=Level.PARTIAL)
def history(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the events by day, newest first; ``?since=visit``: only the new ones."""
    seen = visits.note(project=project, by=request.user)
    events = events_of(request.user, project)
    fresh = events.filter(sequence__gt=seen).count()
    only_new = request.GET.get("since") == "visit"
    page = Paginator(events.filter(sequence__gt=seen) if only_new else events, PAGE).get_page(request.GET.get("page"))
    entries = entries_of(page.object_list, seen)
    days = [(day, list(found)) for day, found in groupby(entries, key=lambda e: timezone.localtime(e.at).date())]
    context = {"project": project, "days": days, "page": page, "fresh": fresh, "only_new": only_new}
    return render(request, "projects/history.html", context)
