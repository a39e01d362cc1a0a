"""One gate: criteria with their evidence, the ruling, conditions, its way; preparing one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.names import chosen
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.quality.actions import gates
from kaname.domains.quality.enums import GateState
from kaname.domains.quality.models import Gate
from kaname.domains.quality.queries.days import end_of
from kaname.domains.quality.queries.gates import gates_seen, seen
from kaname.domains.quality.queries.trend import counts_by_gate
from kaname.domains.quality.rules import may_measure, may_plan, may_rule
from kaname.web.quality.gate_forms import GateForm, gathered
from kaname.web.quality.sentences import gate_answer
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.saving import answer, posted


@project_page(Subject.QUALITY)
def gate_page(request: HttpRequest, project: Project, gate: int) -> HttpResponse:
    """Show a gate; whoever is to act, does so here. ``?as_of=DATE``: how it stood, without a way to write."""
    as_of, user = past_day(request), request.user
    found: Any = found_or_404(request, project, gate, as_of)
    (shown,) = seen([found], as_of)
    steps = found.steps.select_related("made_by")
    plans = as_of is None and found.state == GateState.PREPARING and may_plan(user, project)
    context = {
        "project": project,
        "g": found,
        "s": shown,
        "answer": gate_answer(shown),
        "criteria": [c | {"shown": chosen(c["text"], c["text_en"])} for c in found.criteria],
        "counted": counts_by_gate([found])[found.pk] if shown.ruled else None,
        "steps": list(steps if as_of is None else steps.filter(made_at__lt=end_of(as_of))),
        "as_of": as_of,
        "today": as_of or today(),
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "may_plan": plans,
        "missing": gates.not_ready(found) if plans else [],
        "may_rule": as_of is None and may_rule(user, found),
        "may_close": as_of is None and found.state == GateState.CONDITIONS and may_measure(user, project),
    }
    return render(request, "quality/gate.html", context)


@project_page(Subject.GATE, read=Level.EDIT)
def new(request: HttpRequest, project: Project) -> HttpResponse:
    """Prepare a gate at the end of a phase."""
    form = GateForm(posted(request), project=project)

    def write(**values: Any) -> Gate:
        return gates.prepare(project=project, by=request.user, **gathered(values))

    context = {
        "project": project,
        "heading": _("Prepare a gate"),
        "back": reverse("quality:project", args=[project.code]),
    }
    return answer(request, form, write, lambda made: address_of(made, project), "quality/gate_form.html", context)


@project_page(Subject.GATE, read=Level.EDIT)
def edit(request: HttpRequest, project: Project, gate: int) -> HttpResponse:
    """Change what a gate judges by, and how each criterion was judged."""
    found = found_or_404(request, project, gate)
    if found.state != GateState.PREPARING:
        return too_late(request, found, project)
    form = GateForm(posted(request), instance=Gate.objects.get(pk=found.pk), project=project)
    write = partial(_update, found, request.user)
    context = {"project": project, "heading": found.code, "back": address_of(found, project)}
    return answer(request, form, write, address_of(found, project), "quality/gate_form.html", context)


def _update(gate: Gate, by: Any, **values: Any) -> Gate:
    version = values.pop("version", None)
    return gates.update(gate=gate, by=by, version=version, **gathered(values, gate))


def found_or_404(request: HttpRequest, project: Project, number: int, day: Any = None) -> Gate:
    """Return a gate of a project that the reader may see, as it stands or stood."""
    rows = gates_seen(request.user, day).filter(project=project, number=number).prefetch_related("steps")
    found: Gate | None = rows.first()
    if found is None:
        raise Http404
    return found


def too_late(request: HttpRequest, gate: Gate, project: Project) -> HttpResponse:
    """Show a gate again at which this cannot be done, or not by this user, and say so."""
    messages.error(request, _("This cannot be done any more: %(state)s.") % {"state": gate.get_state_display()})
    return HttpResponseRedirect(address_of(gate, project))


def address_of(gate: Gate, project: Project) -> str:
    """Return the address of a gate."""
    return reverse("quality:gate", args=[project.code, gate.number])
