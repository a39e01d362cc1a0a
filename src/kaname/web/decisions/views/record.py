"""One decision: the question, the options, who decides by when, what it holds up, and the answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaname.domains.control.enums import BEING_WRITTEN, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, decisions_visible_to, standings
from kaname.domains.control.rules import may_decide
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity
from kaname.web.decisions.sentences import answer_of
from kaname.web.shell.access import project_page

OFFERED = 300


@project_page(Subject.DECISION, read=Level.PARTIAL)
def decision_page(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Show a decision; whoever decides it, does so here with two taps."""
    decision = found_or_404(request, project, number)
    (standing,) = standings([decision])
    user = request.user
    may_write = can(user, project, Subject.DECISION, Level.EDIT)
    plans = can(user, project, Subject.SCHEDULE, Level.READ)
    context = {
        "project": project,
        "d": decision,
        "standing": standing,
        "answer": answer_of(standing),
        "choice": next((o for o in decision.options if o["key"] == decision.chosen), None),
        "may_read_money": can(user, project, Subject.COST, Level.PARTIAL),
        "may_decide": may_decide(user, decision),
        "may_edit": may_write and decision.state in BEING_WRITTEN,
        "may_withdraw": may_write and not decision.settled and decision.state != DecisionState.WITHDRAWN,
        "may_entrust": may_write and standing.waits,
        "may_begin_anew": may_write and decision.settled and not _replaced(decision),
        "blocked": list(decision.blocked.order_by("start", "position")) if plans else [],
        "successor": decisions_visible_to(user).filter(supersedes=decision).order_by("-number").first(),
        **_offered(project, standing, may_write and plans),
    }
    return render(request, "decisions/decision.html", context)


def _replaced(decision: Decision) -> bool:
    return decision.successors.exclude(state__in=(DecisionState.WITHDRAWN, DecisionState.SHELVED)).exists()


def _offered(project: Project, standing: Standing, may_write: bool) -> dict[str, Any]:
    """Return the open activities from which those that wait are chosen."""
    if not may_write or standing.state not in (*BEING_WRITTEN, DecisionState.RAISED):
        return {"may_block": False}
    rows = Activity.objects.filter(plan__project=project, active=True, actual_finish=None)
    named = rows.exclude(kind=ActivityKind.SUMMARY).order_by("position").values_list("pk", "wbs", "name")
    return {"may_block": True, "offered": named[:OFFERED]}


def found_or_404(request: HttpRequest, project: Project, number: int) -> Decision:
    """Return a decision of a project that the reader may see."""
    found = decisions_visible_to(request.user).filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def address_of(decision: Decision) -> str:
    """Return the address of a decision."""
    return reverse("decisions:decision", args=[decision.project.code, decision.number])
