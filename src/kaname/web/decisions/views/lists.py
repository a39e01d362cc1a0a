"""The queue: what waits for the reader, then every decision they may read; a project's decisions; the download."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.control.enums import SETTLED, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import (
    LONG,
    Standing,
    all_then,
    asked_of,
    asked_then,
    decisions_visible_to,
    of_project,
    standings,
)
from kaname.domains.control.queries.lead_time import lead_time, of_standings
from kaname.domains.control.queries.stamps import midnight
from kaname.domains.control.queries.standstill import stood_still
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.web.decisions.pictures import waiting_chart
from kaname.web.decisions.sentences import project_answer, queue_answer
from kaname.web.decisions.sheet import workbook
from kaname.web.decisions.wanted import KEYS, Wanted
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.as_of import past_day
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

LATELY = timedelta(days=92)
"""Lead times are told of a quarter: older answers say little of how it is now."""
MOST = 15
"""How many waiting decisions stand above the list, and in its picture: the list has the others."""


@kept
@anywhere_page(Subject.DECISION, read=Level.PARTIAL)
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader first; then the picture; then the list; ``?as_of=DATE`` as they stood then."""
    wanted, as_of = Wanted.of(request.GET), past_day(request)
    found = _now(request, wanted) if as_of is None else _then(request, wanted, as_of)
    end = as_of or today()
    context = {
        "answer": queue_answer(found["count"], found["longest"], found["found"]),
        "more": max(found["count"] - MOST, 0),
        "wanted": wanted,
        "states": DecisionState.choices,
        "sizes": SIZES,
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "today": today(),
        "since": end - LATELY,
        **waiting_chart(found["waiting"]),
        **found,
    }
    return render(request, "decisions/queue.html", context)


def _now(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    """Return what the queue shows of the present: each part is asked of the database."""
    user = request.user
    asked = asked_of(user).defer(*LONG)
    page = page_of(request, wanted.among(decisions_visible_to(user).defer(*LONG)))
    page.object_list = standings(page.object_list)
    waits = decisions_visible_to(user).defer(*LONG).filter(state=DecisionState.RAISED).order_by("raised_at")
    lately = Q(state=DecisionState.RAISED) | Q(state__in=SETTLED, decided_at__gte=midnight(today() - LATELY))
    return {
        "count": asked.count(),
        "longest": standings(asked.order_by("raised_at", "pk")[:1]),
        "mine": standings(asked[:MOST]),
        "found": lead_time(user, since=today() - LATELY),
        "waiting": standings(waits[:MOST]),
        "page": page,
        "projects": [(code, code) for code in projects_with_decisions(user)],
        **_stopped(Decision.objects.visible_to(user).filter(lately)),
    }


def _then(request: HttpRequest, wanted: Wanted, as_of: date) -> dict[str, Any]:
    """Return what it showed at the end of a day: all decisions are turned back at once, then looked through."""
    found = all_then(request.user, as_of)
    mine = asked_then(request.user, found, as_of)
    open_ones = sorted((s for s in found if s.waits), key=lambda s: KEYS["raised"](s.decision))
    lately = midnight(as_of - LATELY)
    told = [s.decision.pk for s in found if s.waits or (s.decision.decided_at and s.decision.decided_at >= lately)]
    return {
        "count": len(mine),
        "longest": sorted(mine, key=lambda s: KEYS["raised"](s.decision))[:1],
        "mine": mine[:MOST],
        "found": of_standings(found, as_of - LATELY),
        "waiting": open_ones[:MOST],
        "page": page_of(request, wanted.among_then(found, as_of)),
        "projects": [(code, code) for code in sorted({s.decision.project.code for s in found})],
        **_stopped(Decision.objects.filter(pk__in=told), as_of),
    }


@kept
@project_page(Subject.DECISION, read=Level.PARTIAL)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's decisions; ``?as_of=DATE`` as they stood then."""
    as_of = past_day(request)
    rows = of_project(request.user, project, as_of)
    found = of_standings(rows)
    context = {
        "project": project,
        "rows": rows,
        "found": found,
        "as_of": as_of,
        "query": "" if as_of is None else f"?as_of={as_of.isoformat()}",
        "answer": project_answer(found, _stood_still(project, rows, as_of)) if rows else "",
        "may_write": can(request.user, project, Subject.DECISION, Level.EDIT),
    }
    return render(request, "decisions/project.html", context)


@anywhere_page(Subject.DECISION, read=Level.PARTIAL)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list, of now or of a day, as a workbook: dates are dates, numbers are numbers."""
    wanted, as_of = Wanted.of(request.GET), past_day(request)
    if as_of is None:
        rows = standings(wanted.among(decisions_visible_to(request.user)))
    else:
        rows = wanted.among_then(all_then(request.user, as_of), as_of)
    return download("decisions", lambda out: workbook(out, rows), as_of)


def projects_with_decisions(user: Any) -> list[str]:
    """Return the codes of projects that have a decision which the reader may see."""
    seen = Decision.objects.visible_to(user).values("project")
    return list(Project.objects.filter(pk__in=seen).order_by("code").values_list("code", flat=True))


def _stood_still(project: Project, rows: list[Standing], as_of: date | None) -> int:
    return stood_still(Decision.objects.filter(pk__in=[s.decision.pk for s in rows]), as_of).get(project.pk, 0)


def _stopped(rows: QuerySet[Decision], as_of: date | None = None) -> dict[str, Any]:
    """Return the projects in which work stood still the longest for want of one of the decisions, and how many more."""
    days = {pk: count for pk, count in stood_still(rows, as_of).items() if count}
    codes = dict(Project.objects.filter(pk__in=days).values_list("pk", "code"))
    most = sorted(days, key=lambda pk: (-days[pk], codes[pk]))[:MOST]
    named = Project.objects.in_bulk(most)
    return {"stopped": [(named[pk], days[pk]) for pk in most], "stopped_more": max(len(days) - MOST, 0)}
