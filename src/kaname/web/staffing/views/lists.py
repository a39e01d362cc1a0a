"""The demands that a reader may see: what is late, the gap by role and month, the list; a project's; the download."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, know_roles, level_in
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.staffing.enums import OPEN, DemandState
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.queries.demands import demands_visible_to, overdue, standings, waiting_for
from kaname.domains.staffing.queries.gap import gaps
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.staffing.gap_table import rows_of, worst_month
from kaname.web.staffing.sentences import list_answer
from kaname.web.staffing.sheet import demand_book

MOST = 10
"""How many stand above the list: the list has the others."""
ORDER = {"needed": ("needed_by", "pk"), "number": ("project__code", "-number"), "role": ("role", "needed_by", "pk")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list."""

    state: str = "open"
    project: str = ""
    role: str = ""
    words: str = ""
    late: bool = False
    sort: str = "needed"

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return the reader's wishes; what cannot be is the usual."""
        state, sort = asked.get("state", "open"), asked.get("sort", "needed")
        return cls(
            state=state if state in (*DemandState.values, "all") else "open",
            project=asked.get("project", "")[:20],
            role=asked.get("role", "")[:100],
            words=asked.get("q", "").strip()[:100],
            late=asked.get("late") == "1",
            sort=sort if sort in ORDER else "needed",
        )


@kept
@anywhere_page(Subject.DEMAND)
def demand_list(request: HttpRequest) -> HttpResponse:
    """Show what is late and what waits for the reader, the gap, then the list."""
    wanted, user = Wanted.of(request.GET), request.user
    page = page_of(request, narrowed(user, wanted))
    page.object_list = standings(page.object_list)
    late, found = overdue(user), gaps(user)
    seen = RoleDemand.objects.visible_to(user)
    context = {
        "answer": list_answer(seen.filter(state__in=OPEN).count(), len(late), worst_month(found)),
        "late": late[:MOST],
        "more": max(len(late) - MOST, 0),
        "mine": waiting_for(user)[:MOST],
        "months": found.months,
        "gap": rows_of(found),
        "wanted": wanted,
        "states": DemandState.choices,
        "projects": _codes(seen),
        "roles": list(seen.order_by("role").values_list("role", flat=True).distinct()),
        "page": page,
        "sizes": SIZES,
        "may_raise": reach(user, Subject.DEMAND) >= Level.EDIT,
    }
    return render(request, "staffing/list.html", context)


@kept
@project_page(Subject.DEMAND)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's demands and its gap."""
    rows = standings(demands_visible_to(request.user).filter(project=project).order_by("-number"))
    found = gaps(request.user, project=project.code)
    waiting = [s for s in rows if s.open]
    context = {
        "project": project,
        "frame": frame_of(request.user, project),
        "rows": rows,
        "answer": list_answer(len(waiting), sum(s.late is not None for s in waiting), worst_month(found)),
        "months": found.months,
        "gap": rows_of(found),
        "may_raise": can(request.user, project, Subject.DEMAND, Level.EDIT),
    }
    return render(request, "staffing/project.html", context)


@anywhere_page(Subject.DEMAND)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list as a workbook: dates are dates, numbers are numbers; the ceiling only where it may be seen."""
    rows = standings(narrowed(request.user, Wanted.of(request.GET)))
    know_roles(request.user, {s.demand.project_id: s.demand.project for s in rows}.values())
    return download("demands", lambda out: demand_book(out, rows, request.user))


def narrowed(user: Any, wanted: Wanted) -> QuerySet[RoleDemand]:
    """Return the demands that a reader may see and asks for, in order."""
    rows = demands_visible_to(user)
    if wanted.state == "open":
        rows = rows.filter(state__in=OPEN)
    elif wanted.state != "all":
        rows = rows.filter(state=wanted.state)
    if wanted.project:
        rows = rows.filter(project__code=wanted.project)
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    if wanted.late:
        rows = rows.filter(state__in=OPEN, needed_by__lt=today())
    for word in wanted.words.replace("\u3000", " ").split()[:5]:
        rows = rows.filter(Q(role__icontains=word) | Q(role_en__icontains=word) | Q(code__icontains=word))
    return rows.order_by(*ORDER[wanted.sort])


def frame_of(user: Any, project: Project) -> str:
    """Return the page around a demand: the project's, with its tabs, where the reader may open the project."""
    opens = level_in(user, project, Subject.PROJECT) >= Level.READ
    return "projects/project_base.html" if opens else "staffing/outside_base.html"


def _codes(seen: QuerySet[RoleDemand]) -> list[str]:
    return list(Project.objects.filter(pk__in=seen.values("project")).order_by("code").values_list("code", flat=True))
