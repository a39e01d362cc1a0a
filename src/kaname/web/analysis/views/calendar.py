"""On which days an own analysis goes out, to whom, and what became of it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.reporting.actions import analysis_sending
from kaname.domains.reporting.models import Analysis, AnalysisDelivery, AnalysisSchedule
from kaname.web.analysis.views.kept import own
from kaname.web.reports.forms import CalendarForm
from kaname.web.shell.access import signed_in
from kaname.web.shell.saving import answer, posted

SENT = 20


@signed_in
def calendar(request: HttpRequest, analysis: int) -> HttpResponse:
    """Show what goes where, add to it, and show what was sent."""
    row = own(request, analysis)
    form = CalendarForm(posted(request), initial={"language": "ja"})
    entries = AnalysisSchedule.objects.filter(analysis=row).order_by("paused", "pk")
    sent = AnalysisDelivery.objects.filter(run__analysis=row).select_related("run")[:SENT]
    context = {"analysis": row, "heading": spoken(row), "rows": entries, "sent": sent}
    write = partial(_schedule, row, request.user)
    return answer(request, form, write, _here(row), "analysis/calendar.html", context)


def _schedule(analysis: Analysis, by: Any, **values: Any) -> AnalysisSchedule:
    return analysis_sending.schedule(analysis=analysis, values=values, by=by)


@require_POST
@signed_in
def pause(request: HttpRequest, analysis: int, sending: int) -> HttpResponse:
    """Stop an entry, or let it go on."""
    row = own(request, analysis)
    entry = get_object_or_404(AnalysisSchedule, pk=sending, analysis=row)
    analysis_sending.pause(schedule=entry, paused=not entry.paused, by=request.user)
    return HttpResponseRedirect(_here(row))


def _here(analysis: Analysis) -> str:
    return reverse("analysis:calendar", args=[analysis.pk])
