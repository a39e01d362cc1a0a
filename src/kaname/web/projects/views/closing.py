"""The closing report of a project: written by its manager, answered by the sponsor, measured by the tolerances."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.project.actions import closings
from kaname.domains.project.enums import ClosingState
from kaname.domains.project.models import Closing, Project
from kaname.domains.project.rules import can, roles_in
from kaname.domains.reporting.actions import closing as reported
from kaname.domains.reporting.bridge.closing import facts_of
from kaname.domains.reporting.rules.success import judged
from kaname.web.projects.closing_form import ClosingForm, RemarkForm
from kaname.web.projects.closing_shown import conditions
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.PROJECT, read=Level.EDIT)
deciding = project_page(Subject.CHARTER, read=Level.DECIDE, write=Level.DECIDE)
ANSWERED = (ClosingState.ACCEPTED, ClosingState.DECLINED)


@project_page(Subject.PROJECT)
def closing_page(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the report, what stands against the tolerances, and the sponsor's answer."""
    closing = _closing(project)
    state = closing.state if closing else ""
    frozen = closing is not None and state != ClosingState.DRAFT
    facts = closing.facts if frozen and closing else facts_of(project, closing.finished_on) if closing else {}
    verdict = judged(facts, state == ClosingState.ACCEPTED)
    manager = Role.PROJECT_MANAGER in roles_in(request.user, project)
    context = {
        "project": project,
        "closing": closing,
        "frozen": frozen,
        "answered": state in ANSWERED,
        "success": verdict.success,
        "conditions": conditions(facts, verdict, can(request.user, project, Subject.COST, Level.READ)) if facts else [],
        "may_write": manager and state in ("", ClosingState.DRAFT) and (closing or project.status not in closings.OVER),
        "may_answer": can(request.user, project, Subject.CHARTER, Level.DECIDE) and state == ClosingState.SUBMITTED,
    }
    return render(request, "projects/closing.html", context)


@writing
def closing_edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Write the report."""
    form = ClosingForm(posted(request), instance=_closing(project) or Closing(project=project))
    write = partial(closings.write, project=project, by=request.user)
    note = _("The sponsor accepts or declines on this ground. Dates, cost and deliverables are added by Kaname.")
    return _form(request, project, form, write, _("Write the closing report"), note)


@require_POST
@writing
def closing_submit(request: HttpRequest, project: Project) -> HttpResponse:
    """Hand the report to the sponsor."""
    return _done(request, project, partial(reported.submit, closing=_known(project), by=request.user))


@require_POST
@deciding
def closing_accept(request: HttpRequest, project: Project) -> HttpResponse:
    """Accept the project."""
    remark = request.POST.get("remark", "")[:2000]
    write = partial(closings.answer, closing=_known(project), accepted=True, remark=remark, by=request.user)
    return _done(request, project, write)


@deciding
def closing_decline(request: HttpRequest, project: Project) -> HttpResponse:
    """Close the project without acceptance."""
    write = partial(closings.answer, closing=_known(project), accepted=False, by=request.user)
    note = _("The project is closed and does not count as a success. The reason stays with it.")
    return _form(request, project, RemarkForm(posted(request)), write, _("Close without acceptance"), note)


@deciding
def closing_send_back(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the report with what is missing."""
    write = partial(closings.send_back, closing=_known(project), by=request.user)
    return _form(request, project, RemarkForm(posted(request)), write, _("Send the closing report back"))


def _done(request: HttpRequest, project: Project, write: Any) -> HttpResponse:
    try:
        write()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_page(project))


def _form(request: HttpRequest, project: Project, form: Any, write: Any, heading: str, note: str = "") -> HttpResponse:
    context = {"project": project, "heading": heading, "back": _page(project), "note": note}
    return answer(request, form, write, _page(project), "projects/form.html", context)


def _closing(project: Project) -> Closing | None:
    rows = Closing.objects.select_related("project", "submitted_by", "answered_by")
    return rows.filter(project=project).first()


def _known(project: Project) -> Closing:
    found = _closing(project)
    if found is None:
        raise Http404
    return found


def _page(project: Project) -> str:
    return reverse("projects:closing", args=[project.code])
