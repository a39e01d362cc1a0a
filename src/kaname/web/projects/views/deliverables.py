"""The deliverables of a project."""

from functools import partial

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.document.enums import DocumentState
from kaname.domains.document.queries.documents import documents_visible_to
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import deliverables
from kaname.domains.project.enums import DeliverableStatus
from kaname.domains.project.models import Deliverable, Project
from kaname.domains.project.queries import deliverables_of
from kaname.domains.project.rules import can
from kaname.web.projects.forms import DeliverableForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted, tell

PAPERS = 50
"""Documents below the deliverables; the register has the others."""
writing = project_page(Subject.SCHEDULE, read=Level.EDIT)
HANDED_IN = (DeliverableStatus.SUBMITTED, DeliverableStatus.ACCEPTED)
"""Whoever writes no day of delivery may say so by the state alone."""


@project_page(Subject.SCHEDULE, read=Level.PARTIAL)
def deliverable_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show what must be handed over, when and by whom; late ones are marked."""
    rows = list(deliverables_of(request.user, project))
    late = [row for row in rows if row.due and row.due < today() and not (row.delivered_on or row.status in HANDED_IN)]
    may_write = can(request.user, project, Subject.SCHEDULE, Level.EDIT)
    papers = documents_visible_to(request.user).filter(project=project).exclude(state=DocumentState.DISPOSED)
    context = {
        "project": project,
        "rows": rows,
        "late": late,
        "may_write": may_write,
        "papers": list(papers.order_by("number")[:PAPERS]),
        "may_register": can(request.user, project, Subject.DOCUMENT, Level.EDIT),
    }
    return render(request, "projects/deliverables.html", context)


@writing
def deliverable_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Add one."""
    form = DeliverableForm(posted(request), instance=Deliverable(project=project))
    write = partial(deliverables.create, project=project, by=request.user)
    context = {"project": project, "heading": _("New deliverable"), "back": _address(project)}
    return answer(request, form, write, _address(project), "projects/form.html", context)


@writing
def deliverable_page(request: HttpRequest, project: Project, deliverable: int) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(Deliverable, pk=deliverable, project=project)
    form = DeliverableForm(posted(request), instance=found)
    context = {
        "project": project,
        "heading": _("Edit the deliverable"),
        "back": _address(project),
        "remove": reverse("projects:deliverable-remove", args=[project.code, found.pk]),
    }
    write = partial(deliverables.update, deliverable=found, by=request.user)
    return answer(request, form, write, _address(project), "projects/form.html", context)


@require_POST
@writing
def deliverable_remove(request: HttpRequest, project: Project, deliverable: int) -> HttpResponse:
    """Take one out, unless something stands on it."""
    try:
        deliverables.remove(
            deliverable=get_object_or_404(Deliverable, pk=deliverable, project=project), by=request.user
        )
    except ProtectedError:
        messages.error(request, _("Something else stands on it. Move that first."))
    else:
        tell(request, _("Removed."))
    return HttpResponseRedirect(_address(project))


def _address(project: Project) -> str:
    return reverse("projects:deliverables", args=[project.code])
