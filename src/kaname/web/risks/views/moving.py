"""A risk's next step: the action is done; it is watched, has happened, has ended, is opened again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.control.actions import issues
from kaname.domains.control.models import Issue
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.risk.actions import risks
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.models import Risk
from kaname.web.risks.views.record import address_of, found_or_404
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import tell

LONGEST = 2000


@require_POST
@project_page(Subject.RISK, read=Level.EDIT)
def done(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Note that the preventive action is done."""
    return _taken(request, found_or_404(request, project, number), risks.done)


@require_POST
@project_page(Subject.RISK, read=Level.EDIT)
def move(request: HttpRequest, project: Project, number: int, state: str) -> HttpResponse:
    """Bring a risk into another state."""
    found = found_or_404(request, project, number)
    if state not in risks.VERBS:
        raise Http404
    return _taken(request, found, _happen if state == RiskState.HAPPENED else risks.move, to=state)


@transaction.atomic
def _happen(*, risk: Risk, by: Any, **values: Any) -> Issue:
    """Note that a risk has happened, and raise the issue that it is from now on: once (specification 4.3)."""
    return issues.of_risk(risk=risks.move(risk=risk, by=by, **values), by=by)


def _taken(request: HttpRequest, risk: Risk, action: Callable[..., Any], **values: Any) -> HttpResponse:
    """Take the step, and show the risk again with what came of it."""
    remark, version = request.POST.get("remark", "")[:LONGEST], request.POST.get("version", "")
    read = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None
    try:
        action(risk=risk, by=request.user, remark=remark, version=read, **values)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("The risk changed meanwhile. Please look at it again."))
    else:
        tell(request, _("Saved."))
    return HttpResponseRedirect(address_of(risk))
