"""One demand: what is needed, how far it is covered, its way with the days of each step, and the next thing to do."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.staffing.enums import NEXT, OPEN, SEARCHED, DemandState, Step
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.queries.cover import covers
from kaname.domains.staffing.queries.demands import demands_visible_to, standings
from kaname.domains.staffing.rules import NEARLY, may_approve, may_move, may_see_ceiling
from kaname.web.shell.access import project_page
from kaname.web.staffing.gap_table import months_of_demand
from kaname.web.staffing.sentences import demand_answer
from kaname.web.staffing.views.lists import frame_of

DOES: dict[tuple[str, str], Promise] = {
    (DemandState.RAISED, DemandState.APPROVED): _("Approve"),
    (DemandState.APPROVED, DemandState.INSIDE): _("Begin to search inside"),
    (DemandState.APPROVED, DemandState.OUTSIDE): _("Search outside at once"),
    (DemandState.INSIDE, DemandState.CHOOSING): _("Candidates found: to the interviews"),
    (DemandState.INSIDE, DemandState.OUTSIDE): _("Nobody inside: search outside"),
    (DemandState.OUTSIDE, DemandState.CHOOSING): _("Candidates found: to the interviews"),
    (DemandState.CHOOSING, DemandState.ARRANGING): _("Somebody is chosen: arrange it"),
    (DemandState.CHOOSING, DemandState.INSIDE): _("Nobody fits: search inside again"),
    (DemandState.CHOOSING, DemandState.OUTSIDE): _("Nobody fits: search outside"),
    (DemandState.ARRANGING, DemandState.FILLED): _("Confirm as filled"),
    (DemandState.ARRANGING, DemandState.CHOOSING): _("It came to nothing: back to the interviews"),
}
"""What a step is called on its button."""


@dataclass(frozen=True, slots=True)
class Way:
    """A step that may be taken from here."""

    to: str
    label: Promise
    back: bool


@project_page(Subject.DEMAND)
def demand_page(request: HttpRequest, project: Project, demand: int) -> HttpResponse:
    """Show a demand; whoever is to act, does so here."""
    found = found_or_404(request, project, demand)
    (standing,) = standings([found])
    user = request.user
    ways = ways_of(user, found)
    cover = covers([found])[found.pk]
    still = covers([found], since=today())[found.pk]
    covered = bool((still.hard >= still.needed - NEARLY).all()) and bool(still.hard.any())
    edits = can(user, project, Subject.DEMAND, Level.EDIT)
    context = {
        "project": project,
        "frame": frame_of(user, project),
        "d": found,
        "standing": standing,
        "answer": demand_answer(standing),
        "ways": ways,
        "first": ways[0] if ways and not ways[0].back else None,
        "covered": covered,
        "steps": [(step, standing.by_step[step]) for step in Step],
        "months": months_of_demand(cover),
        "booked": booked(found),
        "skills": list(found.skills.select_related("skill")),
        "sees_ceiling": may_see_ceiling(user, project),
        "may_edit": edits and found.state == DemandState.RAISED,
        "may_adjust": found.state in SEARCHED and may_approve(user, found),
        "may_cover": edits and found.state in OPEN and any(may_move(user, found, to) for to in DemandState.values),
        "may_call_off": may_move(user, found, DemandState.WITHDRAWN),
    }
    return render(request, "staffing/demand.html", context)


def ways_of(user: Any, demand: RoleDemand) -> list[Way]:
    """Return what a user may do next, the usual first."""
    steps = [to for to in NEXT.get(demand.state, ()) if may_move(user, demand, to)]
    order = list(DemandState)
    here = order.index(DemandState(demand.state))
    return [Way(to, DOES[demand.state, to], order.index(to) < here) for to in steps]


def booked(demand: RoleDemand) -> list[dict[str, Any]]:
    """Return the assignments that cover a demand, as the plan has them now."""
    rows = demand.assignments.select_related("activity", "resource", "resource__person").order_by("activity__start")
    return [{"row": a, "activity": a.activity, "resource": a.resource, "soft": a.tentative} for a in rows]


def found_or_404(request: HttpRequest, project: Project, number: int) -> RoleDemand:
    """Return a demand of a project that the reader may see."""
    found = demands_visible_to(request.user).filter(project=project, number=number).first()
    if found is None:
        raise Http404
    return found


def address_of(demand: RoleDemand) -> str:
    """Return the address of a demand."""
    return reverse("staffing:demand", args=[demand.project.code, demand.number])
