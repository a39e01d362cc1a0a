"""The stakeholders of a project."""

from functools import partial

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import stakeholders
from kaname.domains.project.models import Project, Stakeholder
from kaname.domains.project.rules import can
from kaname.web.projects.forms import StakeholderForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted, tell

SCALE = (1, 2, 3, 4, 5)
writing = project_page(Subject.CHARTER, read=Level.EDIT)


@project_page(Subject.CHARTER, read=Level.PARTIAL)
def stakeholder_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show who is touched, in a grid of influence and interest, and as a list."""
    rows = list(project.stakeholders.select_related("person"))
    may_write = can(request.user, project, Subject.CHARTER, Level.EDIT)
    grid = [[[s for s in rows if (s.influence, s.interest) == (y, x)] for x in SCALE] for y in reversed(SCALE)]
    context = {"project": project, "rows": rows, "grid": list(zip(reversed(SCALE), grid, strict=True)), "scale": SCALE}
    return render(request, "projects/stakeholders.html", context | {"may_write": may_write})


@writing
def stakeholder_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Add one."""
    form = StakeholderForm(posted(request), instance=Stakeholder(project=project))
    write = partial(stakeholders.create, project=project, by=request.user)
    context = {"project": project, "heading": _("New stakeholder"), "back": _address(project)}
    return answer(request, form, write, _address(project), "projects/form.html", context)


@writing
def stakeholder_page(request: HttpRequest, project: Project, stakeholder: int) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(Stakeholder, pk=stakeholder, project=project)
    form = StakeholderForm(posted(request), instance=found)
    context = {
        "project": project,
        "heading": _("Edit the stakeholder"),
        "back": _address(project),
        "remove": reverse("projects:stakeholder-remove", args=[project.code, found.pk]),
    }
    write = partial(stakeholders.update, stakeholder=found, by=request.user)
    return answer(request, form, write, _address(project), "projects/form.html", context)


@require_POST
@writing
def stakeholder_remove(request: HttpRequest, project: Project, stakeholder: int) -> HttpResponse:
    """Take one out, unless something stands on it."""
    try:
        stakeholders.remove(
            stakeholder=get_object_or_404(Stakeholder, pk=stakeholder, project=project), by=request.user
        )
    except ProtectedError:
        messages.error(request, _("Something else stands on it. Move that first."))
    else:
        tell(request, _("Removed."))
    return HttpResponseRedirect(_address(project))


def _address(project: Project) -> str:
    return reverse("projects:stakeholders", args=[project.code])
