"""Writing a support request: ask, allocate, decline, note hours, hand back, confirm, take back."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.control.actions import support as acts
from kaname.domains.control.enums import SupportState
from kaname.domains.control.models import SupportRequest
from kaname.domains.control.rules import gives_support, speaks_for_asker
from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.health import health_of
from kaname.web.health.naming import names_of
from kaname.web.health.shown import axes_of, unread
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted
from kaname.web.support.forms import (
    AllocateForm,
    AskForm,
    ConfirmForm,
    DeclineForm,
    DeliverForm,
    TimeForm,
    WithdrawForm,
)
from kaname.web.support.views.record import address_of, found_or_404

asking = project_page(Subject.SUPPORT, read=Level.EDIT)
allocating = project_page(Subject.SUPPORT, read=Level.DECIDE, write=Level.DECIDE)
helping = project_page(Subject.SUPPORT, write=Level.READ)  # whoever helps; the rules say who that is
FORM = "projects/form.html"
REASONS = 3


@asking
def ask(request: HttpRequest, project: Project) -> HttpResponse:
    """Let the project say what would help; where it is red or amber, the reasons stand there already."""
    form = AskForm(posted(request), initial={"why": reasons(request, project)})
    note = _("Whoever can help hears of it: the PMO manager and the sponsor.")
    context = {"project": project, "heading": _("Ask for help"), "note": note, "back": _back(request, project)}
    return answer(request, form, partial(acts.ask, project=project, by=request.user), address_of, FORM, context)


def reasons(request: HttpRequest, project: Project) -> str:
    """Return what weighs most in the project's health; money stays out: more people read a request than costs."""
    snapshot = health_of(project)
    if snapshot is None:
        return ""
    hidden = unread(request.user, [project])[project.pk] | {Axis.COST}
    axes = axes_of(snapshot, project, hidden, names_of([snapshot]).get(project.pk))
    worst = sorted((a for a in axes if a.health in ("red", "amber")), key=lambda a: a.health != "red")
    return "\n".join([r.text for axis in worst for r in axis.reasons if r.health in ("red", "amber")][:REASONS])


def _back(request: HttpRequest, project: Project) -> str:
    if request.GET.get("from") == "cockpit":
        return reverse("projects:cockpit", args=[project.code])
    return reverse("health:axes", args=[project.code])


@allocating
def allocate(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Say who helps; the list says with how many requests everybody helps already."""
    row = found_or_404(request, project, support)
    held = SupportRequest.objects.filter(state=SupportState.ACCEPTED).values_list("helper", flat=True)
    busy = Counter(helper for helper in held if helper)
    form = AllocateForm(posted(request), instance=found_or_404(request, project, support), busy=busy)
    return _answer(request, row, form, acts.accept, _("Say who helps"))


@allocating
def decline(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Say why the PMO cannot help."""
    row = found_or_404(request, project, support)
    form = DeclineForm(posted(request), instance=found_or_404(request, project, support))
    return _answer(request, row, form, acts.decline, _("Decline"))


@helping
def note_time(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Note hours that were given."""
    row = found_or_404(request, project, support)
    if not gives_support(request.user, row):
        return _back_to(request, row)
    return _answer(request, row, TimeForm(row, posted(request)), acts.note_time, _("Note hours"))


@helping
def deliver(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Hand it back with what came of it."""
    row = found_or_404(request, project, support)
    if not gives_support(request.user, row):
        return _back_to(request, row)
    form = DeliverForm(posted(request), instance=found_or_404(request, project, support))
    return _answer(request, row, form, acts.deliver, _("Hand back"))


@asking
def confirm(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Say that it is over, and what it was worth."""
    row = found_or_404(request, project, support)
    if not speaks_for_asker(request.user, row):
        return _back_to(request, row)
    form = ConfirmForm(posted(request), instance=found_or_404(request, project, support))
    return _answer(request, row, form, acts.confirm, _("Confirm the help"))


@asking
def withdraw(request: HttpRequest, project: Project, support: int) -> HttpResponse:
    """Take it back."""
    row = found_or_404(request, project, support)
    if not speaks_for_asker(request.user, row):
        return _back_to(request, row)
    form = WithdrawForm(posted(request), instance=found_or_404(request, project, support))
    return _answer(request, row, form, acts.withdraw, _("Take the request back"))


def _back_to(request: HttpRequest, row: SupportRequest) -> HttpResponse:
    """Show the request to whoever reads it but has nothing to write to it; refuse what was sent."""
    if request.method == "POST":
        raise NotAllowed(Subject.SUPPORT, Level.EDIT)
    return HttpResponseRedirect(address_of(row))


def _answer(
    request: HttpRequest, row: SupportRequest, form: forms.BaseForm, act: Callable[..., Any], heading: str
) -> HttpResponse:
    write = partial(act, request=row, by=request.user)
    note = f"{row.code} {spoken(row.project)}: {row.need}"
    context = {"project": row.project, "heading": heading, "note": note, "back": address_of(row)}
    return answer(request, form, write, address_of(row), FORM, context)
