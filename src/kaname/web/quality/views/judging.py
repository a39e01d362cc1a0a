"""Handing a gate in, sending it back, ruling on it, closing its conditions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import gates
from kaname.domains.quality.models import Gate
from kaname.domains.quality.rules import may_rule
from kaname.web.quality.gate_forms import RuleForm, conditions_of
from kaname.web.quality.views.gates import address_of, found_or_404, too_late
from kaname.web.quality.wanted import key_of
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

LONGEST = 2000


@require_POST
@project_page(Subject.GATE, read=Level.EDIT)
def apply(request: HttpRequest, project: Project, gate: int) -> HttpResponse:
    """Hand a gate in."""
    found = found_or_404(request, project, gate)
    said: dict[str, Any] = {
        "remark": request.POST.get("remark", "")[:LONGEST],
        "version": key_of(request.POST.get("version", "")),
    }
    return _done(request, project, found, lambda: gates.apply(gate=found, by=request.user, **said))


@require_POST
@project_page(Subject.GATE, read=Level.DECIDE, write=Level.DECIDE)
def send_back(request: HttpRequest, project: Project, gate: int) -> HttpResponse:
    """Return a gate with what is missing."""
    found = found_or_404(request, project, gate)
    if not may_rule(request.user, found):
        return too_late(request, found, project)
    remark = request.POST.get("remark", "")[:LONGEST]
    return _done(request, project, found, lambda: gates.send_back(gate=found, by=request.user, remark=remark))


@project_page(Subject.GATE, read=Level.DECIDE, write=Level.DECIDE)
def rule(request: HttpRequest, project: Project, gate: int) -> HttpResponse:
    """Rule on a gate, with conditions where it takes some."""
    found = found_or_404(request, project, gate)
    if not may_rule(request.user, found):
        return too_late(request, found, project)
    form = RuleForm(posted(request), project=project)

    def write(ruling: str, reason: str, **values: Any) -> Gate:
        return gates.rule(gate=found, ruling=ruling, reason=reason, conditions=conditions_of(values), by=request.user)

    context = {"project": project, "heading": found.code, "back": address_of(found, project), "g": found}
    return answer(request, form, write, address_of(found, project), "quality/rule.html", context)


@require_POST
@project_page(Subject.QUALITY)
def close(request: HttpRequest, project: Project, gate: int, condition: int) -> HttpResponse:
    """Note that a condition is met, and by what."""
    found = found_or_404(request, project, gate)
    row = found.conditions.filter(pk=condition).first()
    if row is None:
        raise Http404
    evidence = request.POST.get("evidence", "")[:1000]
    return _done(
        request, project, found, lambda: gates.close_condition(condition=row, evidence=evidence, by=request.user)
    )


def _done(request: HttpRequest, project: Project, gate: Gate, write: Any) -> HttpResponse:
    try:
        write()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("The gate changed meanwhile. Please look at it again."))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(address_of(gate, project))
