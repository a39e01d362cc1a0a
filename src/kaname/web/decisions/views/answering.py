"""The answer: choose an option, send back, or not pursue."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.control.actions import deciding
from kaname.domains.control.models import Decision
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.web.decisions.views.record import address_of, found_or_404
from kaname.web.shell.access import project_page

answering = project_page(Subject.DECISION, read=Level.DECIDE, write=Level.DECIDE)
LONGEST = 4000


@require_POST
@answering
def decide(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Choose an option."""
    found, posted = found_or_404(request, project, number), request.POST
    texts = {name: posted.get(name, "")[:LONGEST] for name in ("reason", "dissent")}
    option, version = posted.get("option", "")[:1], version_of(request)
    return done(
        request,
        found,
        lambda: deciding.decide(decision=found, option=option, version=version, by=request.user, **texts),
        _("Decided. Whoever asked has been told."),
    )


@require_POST
@answering
def send_back(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Return the question with what is missing."""
    return _reasoned(request, project, number, deciding.send_back, _("Sent back. Whoever asked has been told."))


@require_POST
@answering
def shelve(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Say that the question is not pursued."""
    return _reasoned(request, project, number, deciding.shelve, _("Not pursued. Whoever asked has been told."))


def _reasoned(request: HttpRequest, project: Project, number: int, act: Callable[..., Any], told: str) -> HttpResponse:
    found, reason = found_or_404(request, project, number), request.POST.get("reason", "")[:LONGEST]
    version = version_of(request)
    return done(request, found, lambda: act(decision=found, reason=reason, version=version, by=request.user), told)


def version_of(request: HttpRequest) -> int | None:
    """Return the version that the page showed."""
    asked = request.POST.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None


def done(request: HttpRequest, decision: Decision, write: Callable[[], Any], told: str) -> HttpResponse:
    """Write, say what became of it, and show the decision again."""
    try:
        write()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.error(request, _("Something changed meanwhile. Please look at it again, and decide then."))
    else:
        messages.success(request, told)
    return HttpResponseRedirect(address_of(decision))
