"""Putting a risk into the register, changing what it tells, scoring it, planning its response."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.risk.actions import risks
from kaname.domains.risk.enums import OPEN
from kaname.domains.risk.models import Risk
from kaname.domains.risk.rules.rights import may_see_money, may_write
from kaname.web.risks.forms import AssessForm, PlanForm, RiskForm, english_gone
from kaname.web.risks.views.record import address_of, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted


@project_page(Subject.RISK, read=Level.EDIT)
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Put a risk into the register."""

    def write(**values: Any) -> Risk:
        return risks.identify(project=project, by=request.user, **values)

    context = {
        "project": project,
        "heading": _("New risk"),
        "back": reverse("risks:project", args=[project.code]),
        "note": _("One sentence first: cause, event, effect. It is scored next."),
    }
    return answer(request, RiskForm(project, posted(request)), write, address_of, "risks/form.html", context)


@project_page(Subject.RISK, read=Level.EDIT)
def edit(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Change what a risk tells."""
    return _about(request, project, number, RiskForm, risks.describe, _("Edit the risk"))


@project_page(Subject.RISK, read=Level.EDIT)
def assess(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Score a risk, or review its score."""
    return _about(request, project, number, AssessForm, risks.assess, _("Score the risk"))


@project_page(Subject.RISK, read=Level.EDIT)
def plan(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Plan the response."""
    return _about(request, project, number, PlanForm, risks.plan, _("Plan the response"))


def _about(
    request: HttpRequest, project: Project, number: int, form_of: Any, action: Callable[..., Risk], heading: str
) -> HttpResponse:
    found = found_or_404(request, project, number)
    writes = may_write(request.user, found)
    if not writes and request.method == "POST":
        raise NotAllowed(Subject.RISK, Level.EDIT)
    if not writes or found.state not in OPEN or (form_of is PlanForm and found.score is None):
        return HttpResponseRedirect(address_of(found))
    before = Risk.objects.get(pk=found.pk)
    form = form_of(project, posted(request), instance=found, money=may_see_money(request.user, project))

    def write(**values: Any) -> Risk:
        return action(risk=before, by=request.user, **english_gone(values, before))

    context = {
        "project": project,
        "heading": heading,
        "back": address_of(found),
        "note": f"{before.shown_code} {before.sentence}",
    }
    return answer(request, form, write, address_of, "risks/form.html", context)
