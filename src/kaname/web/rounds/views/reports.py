"""One expected report: what came in, sending it back, noting a contact, entering it by proxy."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.schedule.actions.rounds import chasing, receiving
from kaname.domains.schedule.enums import ReportWay
from kaname.domains.schedule.models import ExpectedReport, ProgressRecord, ReportingRound
from kaname.domains.schedule.queries.asked import asked_lines
from kaname.domains.schedule.queries.rounds import visible_reports
from kaname.domains.schedule.rules import can_chase, can_report_for
from kaname.web.rounds.views.mine import answer, is_open
from kaname.web.shell.access import anywhere_page

reading = anywhere_page(Subject.REPORT)


@reading
def report(request: HttpRequest, report: int) -> HttpResponse:
    """Show what came in of one person for one project, and what was done about it."""
    found = visible(request, report)
    project = found.plan.project
    rows = ProgressRecord.objects.filter(round=found.round_id, plan=found.plan_id, uid__in=found.uids)
    context = {
        "expected": found,
        "round": found.round,
        "asked": asked_lines([found])[found.pk],
        "records": list(rows.select_related("reported_by").order_by("-id")[:200]),
        "may_chase": is_open(found.round) and can_chase(request.user, project),
        "may_enter": is_open(found.round) and can_report_for(request.user, project, found.uids),
    }
    return render(request, "rounds/report.html", context)


@require_POST
@reading
def send_back(request: HttpRequest, report: int) -> HttpResponse:
    """Send a report back with a question."""
    found = visible(request, report)
    question = request.POST.get("question", "")
    return _done(request, found, partial(receiving.send_back, expected=found, question=question, by=request.user))


@require_POST
@reading
def contact(request: HttpRequest, report: int) -> HttpResponse:
    """Note that the person was reached."""
    found = visible(request, report)
    note = request.POST.get("note", "")
    return _done(request, found, partial(chasing.note_contact, expected=found, note=note, by=request.user))


@reading
def proxy(request: HttpRequest, report: int) -> HttpResponse:
    """Enter the report in the person's place; it is marked so."""
    found = visible(request, report)
    allowed = can_report_for(request.user, found.plan.project, found.uids)
    if request.method == "POST" and not allowed:
        raise PermissionDenied
    if not allowed or not is_open(found.round):
        return HttpResponseRedirect(reverse("rounds:report", args=[found.pk]))
    context = {"round": found.round, "person": found.person, "frame": "base.html", "by_proxy": True}
    response = answer(request, [found], request.user, ReportWay.PROXY, context)
    if response.status_code == 302:
        return HttpResponseRedirect(reverse("rounds:report", args=[found.pk]))
    return response


def visible(request: HttpRequest, key: int) -> ExpectedReport:
    """Return an expected report of a project whose reports the reader sees, or 404."""
    row = ExpectedReport.objects.filter(pk=key).values_list("round", flat=True).first()
    round_ = None if row is None else ReportingRound.objects.filter(pk=row).first()
    found = (
        None if round_ is None else visible_reports(request.user, round_).select_related("round").filter(pk=key).first()
    )
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, found: ExpectedReport, write: partial[ExpectedReport]) -> HttpResponse:
    try:
        write()
    except NotAllowed:
        raise PermissionDenied from None
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("rounds:report", args=[found.pk]))
