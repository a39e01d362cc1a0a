"""The charter: reading an edition, writing a draft, review and approval."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import charters
from kaname.domains.project.enums import CharterStatus
from kaname.domains.project.models import Charter, Project
from kaname.domains.project.queries import charter_of
from kaname.domains.project.rules import can
from kaname.web.projects.forms import CharterForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.CHARTER, read=Level.EDIT)
deciding = project_page(Subject.CHARTER, read=Level.DECIDE, write=Level.DECIDE)


@project_page(Subject.CHARTER, read=Level.PARTIAL)
def charter_page(request: HttpRequest, project: Project) -> HttpResponse:
    """Show an edition (``?edition=``), else the newest; the money only to who reads the project's cost."""
    asked = request.GET.get("edition", "")
    charter = charter_of(project, int(asked) if asked.isdecimal() and len(asked) < 6 else None)
    may_write = can(request.user, project, Subject.CHARTER, Level.EDIT)
    status = charter.status if charter else ""
    context = {
        "project": project,
        "charter": charter,
        "editions": project.charters.order_by("-edition"),
        "objectives": charter.objectives.all() if charter else [],
        "may_read_money": can(request.user, project, Subject.COST, Level.PARTIAL),
        "may_edit": may_write and status == CharterStatus.DRAFT,
        "may_draft": may_write and status in ("", CharterStatus.APPROVED),
        "may_decide": can(request.user, project, Subject.CHARTER, Level.DECIDE) and status == CharterStatus.REVIEW,
    }
    return render(request, "projects/charter.html", context)


@writing
def charter_edit(request: HttpRequest, project: Project) -> HttpResponse:
    """Write the texts of the draft."""
    charter = newest(project)
    form = CharterForm(posted(request), instance=charter)
    if not can(request.user, project, Subject.COST, Level.PARTIAL):
        form = form.without_money()
    write = partial(charters.update, charter=charter, by=request.user)
    context = {"project": project, "heading": _("Write the charter"), "back": address_of(project)}
    return answer(request, form, write, address_of(project), "projects/form.html", context)


@require_POST
@writing
def charter_draft(request: HttpRequest, project: Project) -> HttpResponse:
    """Begin the first edition, or the next one."""
    return _decided(request, project, lambda: charters.draft(project=project, by=request.user))


@require_POST
@writing
def charter_submit(request: HttpRequest, project: Project) -> HttpResponse:
    """Hand the draft to review."""
    return _decided(request, project, lambda: charters.submit(charter=newest(project), by=request.user))


@require_POST
@deciding
def charter_approve(request: HttpRequest, project: Project) -> HttpResponse:
    """Approve the edition in review."""
    return _decided(request, project, lambda: charters.approve(charter=newest(project), by=request.user))


@require_POST
@deciding
def charter_send_back(request: HttpRequest, project: Project) -> HttpResponse:
    """Return the edition in review with a reason."""
    reason = request.POST.get("reason", "")[:2000]
    return _decided(
        request, project, lambda: charters.send_back(charter=newest(project), reason=reason, by=request.user)
    )


def _decided(request: HttpRequest, project: Project, write: Callable[[], Any]) -> HttpResponse:
    try:
        write()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(address_of(project))


def newest(project: Project) -> Charter:
    """Return the newest edition, or 404 where none was begun."""
    found = charter_of(project)
    if found is None:
        raise Http404
    return found


def address_of(project: Project) -> str:
    """Return the address of a project's charter."""
    return reverse("projects:charter", args=[project.code])
