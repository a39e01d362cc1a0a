"""The objectives of a charter that is being written."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.project.actions import objectives
from kaname.domains.project.models import Objective, Project
from kaname.web.projects.forms import ObjectiveForm
from kaname.web.projects.views.charter import address_of, newest, writing
from kaname.web.shell.saving import answer, posted, tell


@writing
def objective_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Add a goal with measure and target."""
    write = partial(objectives.create, charter=newest(project), by=request.user)
    context = {"project": project, "heading": _("New objective"), "back": address_of(project)}
    form = ObjectiveForm(posted(request))
    return answer(request, form, write, address_of(project), "projects/form.html", context)


@writing
def objective_page(request: HttpRequest, project: Project, objective: int) -> HttpResponse:
    """Change a goal."""
    found = _objective(project, objective)
    context: dict[str, Any] = {
        "project": project,
        "heading": _("Edit the objective"),
        "back": address_of(project),
        "remove": reverse("projects:objective-remove", args=[project.code, found.pk]),
    }
    write = partial(objectives.update, objective=found, by=request.user)
    form = ObjectiveForm(posted(request), instance=found)
    return answer(request, form, write, address_of(project), "projects/form.html", context)


@require_POST
@writing
def objective_remove(request: HttpRequest, project: Project, objective: int) -> HttpResponse:
    """Take a goal out."""
    try:
        objectives.remove(objective=_objective(project, objective), by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        tell(request, _("Removed."))
    return HttpResponseRedirect(address_of(project))


def _objective(project: Project, objective: int) -> Objective:
    return get_object_or_404(
        Objective.objects.select_related("charter__project"), pk=objective, charter__project=project
    )
