"""The calendar of sendings of a project's reports."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions.reports import sending
from kaname.domains.reporting.enums import OF_PROJECT
from kaname.domains.reporting.models import ReportSchedule
from kaname.domains.reporting.queries.reports.shelf import hidden_kinds
from kaname.web.reports.forms import ScheduleForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.REPORT, read=Level.EDIT)


@writing
def calendar(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what goes where every week, and add to it."""
    hidden = hidden_kinds(request.user, project)
    form = ScheduleForm([k for k in OF_PROJECT if k.value not in hidden], posted(request), initial={"language": "ja"})
    rows = ReportSchedule.objects.filter(project=project).order_by("paused", "kind", "pk")
    context = {"project": project, "rows": rows}
    here = reverse("project-reports:calendar", args=[project.code])
    return answer(request, form, partial(_schedule, project, request.user), here, "reports/calendar.html", context)


def _schedule(project: Project, by: Any, **values: Any) -> ReportSchedule:
    return sending.schedule(values=values | {"project": project}, by=by)


@require_POST
@writing
def pause(request: HttpRequest, project: Project, entry: int) -> HttpResponse:
    """Stop an entry, or let it go on."""
    found = get_object_or_404(ReportSchedule, pk=entry, project=project)
    sending.pause(schedule=found, paused=not found.paused, by=request.user)
    return HttpResponseRedirect(reverse("project-reports:calendar", args=[project.code]))
