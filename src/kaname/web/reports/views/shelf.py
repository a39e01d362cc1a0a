"""All reports that the reader may see: what is due, what was frozen, what nobody reads."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.reporting.actions.reports import packs as pack_actions
from kaname.domains.reporting.enums import OF_COMPANY, ReportKind
from kaname.domains.reporting.models import ReportSnapshot
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.reporting.queries.reports import shelf as shelves
from kaname.domains.reporting.queries.reports.composing import last_date
from kaname.web.reports.forms import LookForm
from kaname.web.shell.access import anywhere_page, signed_in

A_PAGE = 50
PACKS = (ReportKind.WEEKLY, ReportKind.STEERING)


@anywhere_page(Subject.REPORT)
def all_reports(request: HttpRequest) -> HttpResponse:
    """Show the reports of every project that the reader may see."""
    frozen = Paginator(shelves.snapshots(request.user), A_PAGE).get_page(request.GET.get("page"))
    day = last_date(None)
    writes = reach(request.user, Subject.REPORT) >= Level.EDIT
    waiting = [(kind, pack_actions.waiting(request.user, kind, day)) for kind in PACKS] if writes else []
    context = {
        "frozen": frozen,
        "as_of": day,
        "waiting": [(kind, found) for kind, found in waiting if found],
        "unread": shelves.unread(request.user),
        "look": LookForm(),
        "company": [(k, reverse("reports:company-draft", args=[k.value])) for k in OF_COMPANY]
        if can_company(request.user, Subject.REPORT, Level.READ)
        else [],
        "templates": can_company(request.user, Subject.REPORT, Level.READ),
    }
    return render(request, "reports/list.html", context)


@require_POST
@anywhere_page(Subject.REPORT, read=Level.EDIT)
def packs(request: HttpRequest) -> HttpResponse:
    """Let workers freeze a report of every project that waits for it."""
    kind = request.POST.get("kind", "")
    if kind not in PACKS:
        raise Http404
    try:
        made = pack_actions.enqueue(
            kind=kind, as_of=last_date(None), by=request.user, looked_at="looked_at" in request.POST
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(reverse("reports:list"))
    messages.success(request, _("The reports are being frozen: %(count)s jobs.") % {"count": len(made)})
    return HttpResponseRedirect(reverse("jobs:list"))


@signed_in
def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """Lead to a frozen report by its number, as it stands at the foot of every page of it."""
    found = (
        ReportSnapshot.objects.visible_to(request.user).filter(number=number).select_related("report__project").first()
    )
    if found is None:
        raise Http404
    project = found.report.project
    if project is None:
        return HttpResponseRedirect(reverse("reports:company-frozen", args=[found.pk]))
    return HttpResponseRedirect(reverse("project-reports:frozen", args=[project.code, found.pk]))
