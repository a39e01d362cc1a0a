"""One decision: the question, the options, who decides by when, what it holds up, and the answer."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaname.domains.control.enums import BEING_WRITTEN, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import Standing, decisions_visible_to, one_then, standings
from kaname.domains.control.queries.past import asked_until, links_then, turned_back, visible_then
from kaname.domains.control.rules import may_decide
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity
from kaname.web.decisions.sentences import answer_of
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import past_day

OFFERED = 300


@project_page(Subject.DECISION, read=Level.PARTIAL)
def decision_page(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """Show a decision; whoever decides it, does so here with two taps. ``?as_of=DATE``: as it stood, without a way to
    write.
    """
    decision, as_of = found_or_404(request, project, number), past_day(request)
    standing = standings([decision])[0] if as_of is None else one_then(request.user, decision, as_of)
    context: dict[str, Any] = {"project": project, "d": decision, "as_of": as_of, "standing": standing}
    if standing is None:
        return render(request, "decisions/not_yet.html", context)
    plans = can(request.user, project, Subject.SCHEDULE, Level.READ)
    d = standing.decision
    context |= {
        "d": d,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "answer": answer_of(standing),
        "choice": next((o for o in d.options if o["key"] == d.chosen), None),
        "may_read_money": can(request.user, project, Subject.COST, Level.PARTIAL),
        "blocked": _waiting(d, as_of) if plans else [],
        "successor": _successor(request.user, d, as_of),
        **(_ways(request.user, project, standing, plans) if as_of is None else {}),
    }
    return render(request, "decisions/decision.html", context)


def _ways(user: Any, project: Project, standing: Standing, plans: bool) -> dict[str, Any]:
    """Return what the reader may do with a decision as it stands."""
    d, may_write = standing.decision, can(user, project, Subject.DECISION, Level.EDIT)
    return {
        "may_decide": may_decide(user, d),
        "may_edit": may_write and d.state in BEING_WRITTEN,
        "may_withdraw": may_write and not d.settled and d.state != DecisionState.WITHDRAWN,
        "may_entrust": may_write and standing.waits,
        "may_begin_anew": may_write and d.settled and not _replaced(d),
        **_offered(project, standing, may_write and plans),
    }


def _waiting(decision: Decision, as_of: date | None) -> list[Activity]:
    """Return the activities that wait for a decision, or waited at the end of a day."""
    if as_of is None:
        return list(decision.blocked.order_by("start", "position"))
    pairs = links_then(Decision.objects.filter(pk=decision.pk), as_of)
    return list(Activity.objects.filter(pk__in=[key for _, key in pairs]).order_by("start", "position"))


def _successor(user: Any, decision: Decision, as_of: date | None) -> Decision | None:
    """Return the visible decision that is to take this one's place; of an earlier day, only what was asked by then."""
    rows = decisions_visible_to(user).filter(supersedes=decision).order_by("-number")
    if as_of is None:
        return rows.first()
    return next(iter(visible_then(user, turned_back(asked_until(rows, as_of), as_of, decision.project))), None)


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
