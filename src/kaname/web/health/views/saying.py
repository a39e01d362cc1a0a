"""What people say to a health: an explanation, and a date of one's own."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import explanations, promises
from kaname.web.health.forms import ExplanationForm, OwnDateForm
from kaname.web.health.naming import names_of
from kaname.web.health.shown import axes_of, unread
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

answering = project_page(Subject.PROJECT, read=Level.EDIT)
FORM = "projects/form.html"


@answering
def explain(request: HttpRequest, project: Project, explanation: int) -> HttpResponse:
    """Let the manager say how they see the difference."""
    found = project.explanations.select_related("snapshot").filter(pk=explanation).first()
    if found is None:
        raise Http404
    write = partial(explanations.give, explanation=found, by=request.user)
    note = _("Green is declared, red is computed. The numbers may be wrong, or see what one does not see from inside.")
    context = {"project": project, "heading": _("Explain the difference"), "note": note, "back": _axes(project)}
    hidden = unread(request.user, [project])[project.pk]
    axes = axes_of(found.snapshot, project, hidden, names_of([found.snapshot]).get(project.pk))
    context |= {"axes": [a for a in axes if a.health in ("red", "amber")], "day": found.snapshot.as_of}
    form = ExplanationForm(posted(request), instance=project.explanations.get(pk=found.pk))
    return answer(request, form, write, _axes(project), "health/explain.html", context)


@answering
def own_date(request: HttpRequest, project: Project) -> HttpResponse:
    """Let the manager say by when it will be done."""
    back = reverse("health:forecast", args=[project.code])
    write = partial(promises.state, project=project, by=request.user)
    context = {"project": project, "heading": _("State an own finish date"), "back": back}
    return answer(request, OwnDateForm(project, posted(request)), write, back, FORM, context)


def _axes(project: Project) -> str:
    return reverse("health:axes", args=[project.code])
