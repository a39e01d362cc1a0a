"""How far the PMO decides in a project, and the powers handed to it for a period (mission rows S08, S09)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.actions import delegations
from kaname.domains.project.enums import AuthorityLevel
from kaname.domains.project.models import Delegation, Project
from kaname.domains.project.rules import can, powers_of
from kaname.web.projects.delegation_form import DelegationForm, power_words
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

deciding = project_page(Subject.CHARTER, read=Level.DECIDE, write=Level.DECIDE)


@project_page(Subject.PROJECT)
def authority_page(request: HttpRequest, project: Project) -> HttpResponse:
    """Show who decides what today, and every delegation there was."""
    handed = powers_of(project)
    rows = Delegation.objects.filter(project=project).select_related("created_by")
    directive = project.authority_level == AuthorityLevel.DIRECTIVE
    context = {
        "project": project,
        "handed": power_words(handed),
        "rows": [(row, power_words(row.powers), _standing(row)) for row in rows],
        "directive": directive,
        "may_grant": directive and can(request.user, project, Subject.CHARTER, Level.DECIDE),
    }
    return render(request, "projects/authority.html", context)


@deciding
def delegation_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Hand powers to the PMO manager."""
    write = partial(delegations.grant, project=project, by=request.user)
    note = _(
        "From the first to the last day the PMO manager decides what is chosen here, and the project manager reads."
    )
    context = {"project": project, "heading": _("Hand powers to the PMO"), "back": _page(project), "note": note}
    return answer(request, DelegationForm(posted(request)), write, _page(project), "projects/form.html", context)


@require_POST
@deciding
def delegation_end(request: HttpRequest, project: Project, delegation: int) -> HttpResponse:
    """Take the powers back now."""
    found = get_object_or_404(Delegation.objects.select_related("project"), project=project, pk=delegation)
    try:
        delegations.end(delegation=found, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_page(project))


def _standing(row: Any) -> str:
    """Return past, now or coming."""
    if row.valid_to < max(today(), row.valid_from):
        return "past"
    return "now" if row.valid_from <= today() else "coming"


def _page(project: Project) -> str:
    return reverse("projects:authority", args=[project.code])
