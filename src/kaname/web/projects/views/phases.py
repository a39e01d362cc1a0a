"""The phases of a project."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import phases
from kaname.domains.project.models import Phase, Project
from kaname.domains.project.rules import can
from kaname.web.projects.forms import PhaseForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted, tell

writing = project_page(Subject.SCHEDULE, read=Level.EDIT)


@project_page(Subject.SCHEDULE, read=Level.PARTIAL)
def phase_list(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the phases in their order, with how many deliverables each has."""
    rows = project.phases.annotate(count=Count("deliverables"))
    may_write = can(request.user, project, Subject.SCHEDULE, Level.EDIT)
    return render(request, "projects/phases.html", {"project": project, "rows": rows, "may_write": may_write})


@writing
def phase_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Add one."""
    form = PhaseForm(posted(request), instance=Phase(project=project))
    write = partial(phases.create, project=project, by=request.user)
    context = {"project": project, "heading": _("New phase"), "back": _address(project)}
    return answer(request, form, write, _address(project), "projects/form.html", context)


@writing
def phase_page(request: HttpRequest, project: Project, phase: int) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(Phase, pk=phase, project=project)
    form = PhaseForm(posted(request), instance=found)
    context = {
        "project": project,
        "heading": _("Edit the phase"),
        "back": _address(project),
        "remove": reverse("projects:phase-remove", args=[project.code, found.pk]),
    }
    write = partial(phases.update, phase=found, by=request.user)
    return answer(request, form, write, _address(project), "projects/form.html", context)


@require_POST
@writing
def phase_remove(request: HttpRequest, project: Project, phase: int) -> HttpResponse:
    """Take one out, unless something stands on it."""
    try:
        phases.remove(phase=get_object_or_404(Phase, pk=phase, project=project), by=request.user)
    except ProtectedError:
        messages.error(request, _("Something else stands on it. Move that first."))
    else:
        tell(request, _("Removed."))
    return HttpResponseRedirect(_address(project))


def _address(project: Project) -> str:
    return reverse("projects:phases", args=[project.code])
