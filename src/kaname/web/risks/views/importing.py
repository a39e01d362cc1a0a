"""Taking a list over: a file in, what each of its rows would do, then all of it as one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as t

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.risk.actions import importing
from kaname.domains.risk.actions.importing import MADE, REFUSED, SAME, Taken
from kaname.domains.risk.rules.rights import may_take_over
from kaname.domains.schedule.actions.importing import uploads
from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.risk_files import NoRisks, read_risks
from kaname.exchange.workbook.risk_lists import RiskList
from kaname.web.imports.limits import say_too_large
from kaname.web.imports.lists import chosen_before, looked_into
from kaname.web.risks.forms import ListForm
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import posted

NONE = t(
    "No table in this file looks like a list of risks. It needs the event, and at least two of: probability, impact, "
    "response, preventive action, next review."
)
SHOWN = 300
"""Lines of each kind on the page; the counts are of all."""


@project_page(Subject.RISK, read=Level.EDIT)
def page(request: HttpRequest, project: Project) -> HttpResponse:
    """Choose a file; look at what it would make and refuse; take it over."""
    if not may_take_over(request.user, project):
        if request.method == "POST":
            raise NotAllowed(Subject.RISK, Level.EDIT)
        return HttpResponseRedirect(reverse("risks:project", args=[project.code]))
    if request.method == "POST" and request.POST.get("digest"):
        return _take_over(request, project)
    form = ListForm(posted(request), request.FILES if request.method == "POST" else None)
    say_too_large(form, "file", request)
    context: dict[str, Any] = {"project": project, "form": form}
    if request.method == "POST" and form.is_valid():
        looked = looked_into(form, request, partial(_look, project, request.user), (NoRisks, NONE))
        if looked is not None:
            upload, (found, taken) = looked
            context |= {"upload": upload, "found": found, **shown(found, taken)}
            return render(request, "risks/import.html", context)
    return render(request, "risks/import.html", context, status=422 if form.is_bound else 200)


def _look(project: Project, user: Any, content: bytes, name: str) -> tuple[RiskList, Taken]:
    found = read_risks(content, name)
    return found, importing.look(project=project, found=found, by=user)


def _take_over(request: HttpRequest, project: Project) -> HttpResponse:
    """Write what was looked at; the file is read again, and judged by what stands now."""
    upload = chosen_before(request, "risks")
    try:
        found = read_risks(uploads.content(upload), upload.name)
        taken = importing.take_over(project=project, found=found, by=request.user)
    except (FileNotFoundError, ProblemsFound, NoRisks, ValidationError):
        messages.error(request, _("The file is not there any more. Choose it again."))
        return HttpResponseRedirect(reverse("risks:import", args=[project.code]))
    said = _("Taken over: %(made)s new risks, %(same)s stood here already, %(refused)s refused.")
    messages.success(request, said % {kind: taken.counts[kind] for kind in (MADE, SAME, REFUSED)})
    return HttpResponseRedirect(reverse("risks:project", args=[project.code]))


def shown(found: RiskList, taken: Taken) -> dict[str, Any]:
    """Return the lines to be looked at, by what becomes of them; those that stand there already, by number only."""
    counts = taken.counts
    lines = {kind: [line for line in taken.lines if line.deed == kind][:SHOWN] for kind in (REFUSED, MADE)}
    return {
        "counts": {kind: counts[kind] for kind in (MADE, SAME, REFUSED)},
        "parts": [(kind, found) for kind, found in lines.items() if found],
        "left_out": found.left_out,
    }
