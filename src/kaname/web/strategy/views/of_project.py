"""Which strategic objectives a project serves: said by whoever writes its charter."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.actions import links
from kaname.domains.portfolio.models import ObjectiveLink
from kaname.domains.project.models import Project
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.strategy.forms import AimForm

writing = project_page(Subject.CHARTER, read=Level.EDIT)


def _back(project: Project) -> str:
    return reverse("projects:charter", args=[project.code])


@writing
def link(request: HttpRequest, project: Project) -> HttpResponse:
    """Let the project serve an objective from today on."""
    form = AimForm(posted(request))

    def write(**values: Any) -> ObjectiveLink:
        return links.link(thing=project, by=request.user, **values)

    context = {"project": project, "heading": _("A strategic objective of the project"), "back": _back(project)}
    return answer(request, form, write, _back(project), "projects/form.html", context)


@require_POST
@writing
def unlink(request: HttpRequest, project: Project, link: int) -> HttpResponse:
    """End that the project serves an objective."""
    links.unlink(row=get_object_or_404(ObjectiveLink, pk=link, project=project), by=request.user)
    tell(request, _("Removed."))
    return HttpResponseRedirect(_back(project))
