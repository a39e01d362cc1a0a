"""One support request: what is needed, who helps, the hours given, what came of it, and what the reader may do now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.control.enums import SupportState
from kaname.domains.control.models import SupportRequest
from kaname.domains.control.queries.support import Waiting, support_visible_to, waiting_times
from kaname.domains.control.rules import gives_support, may_allocate, speaks_for_asker
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Subject
from kaname.domains.project.models import Project
from kaname.web.shell.access import project_page
from kaname.web.templatetags.marks import plain_days

HELPED = (SupportState.ACCEPTED, SupportState.DELIVERED)


@project_page(Subject.SUPPORT)
def request_page(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Show a request."""
    row = found_or_404(request, project, support)
    (waiting,) = waiting_times([row])
    allocates, asks = may_allocate(request.user, project), speaks_for_asker(request.user, row)
    gives = gives_support(request.user, row)
    context = {
        "project": project,
        "s": row,
        "waiting": waiting,
        "answer": answer_of(waiting),
        "times": row.times.select_related("person").order_by("-day", "-pk"),
        "may_allocate": allocates and row.state in (SupportState.OPEN, SupportState.ACCEPTED),
        "may_decline": allocates and row.state == SupportState.OPEN,
        "may_note": gives and row.state in HELPED,
        "may_deliver": gives and row.state == SupportState.ACCEPTED,
        "may_confirm": asks and row.state in HELPED,
        "may_withdraw": asks and row.state in (SupportState.OPEN, SupportState.ACCEPTED),
    }
    return render(request, "support/request.html", context)


def answer_of(waiting: Waiting) -> str:
    """Return in a sentence how the request stands."""
    row, values = waiting.row, {"days": plain_days(waiting.days), "helper": spoken(waiting.row.helper)}
    said = {
        SupportState.OPEN: _("Nobody has been asked to help yet; it has waited for %(days)s."),
        SupportState.ACCEPTED: _("%(helper)s helps; it was asked for %(days)s ago."),
        SupportState.DELIVERED: _("%(helper)s has handed it back. The project is asked for its word."),
        SupportState.DONE: _("It is over: %(helper)s helped."),
        SupportState.DECLINED: _("The PMO cannot help with it."),
        SupportState.WITHDRAWN: _("It was taken back."),
    }
    return said[SupportState(row.state)] % values


def found_or_404(request: HttpRequest, project: Project, number: int) -> SupportRequest:
    """Return a request of a project that the reader may see."""
    found = support_visible_to(request.user).filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def address_of(row: SupportRequest) -> str:
    """Return the address of a request."""
    return reverse("support:request", args=[row.project.code, row.number])
