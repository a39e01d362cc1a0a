"""The queue: what waits for the reader, then every decision they may read; a project's decisions; the download."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kaname.domains.control.enums import SETTLED, DecisionState
from kaname.domains.control.models import Decision
from kaname.domains.control.queries.decisions import (
    Standing,
    asked_of,
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
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATELY = timedelta(days=92)
"""Lead times are told of a quarter: older answers say little of how it is now."""
MOST = 15
"""How many waiting decisions stand above the list, and in its picture: the list has the others."""
ORDER = {"by": ("decide_by", "pk"), "number": ("project__code", "-number"), "raised": ("raised_at", "pk")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks of the list."""

    state: str = "raised"
    project: str = ""
    words: str = ""
    late: bool = False
    sort: str = "by"

    @classmethod
    def of(cls, asked: QueryDict) -> "Wanted":
        """Return the reader's wishes; what cannot be is the usual."""
        state = asked.get("state", "raised")
        return cls(
            state=state if state in (*DecisionState.values, "all") else "raised",
            project=asked.get("project", "")[:20],
            words=asked.get("q", "").strip()[:100],
            late=asked.get("late") == "1",
            sort=asked.get("sort", "by") if asked.get("sort") in ORDER else "by",
        )


@kept
@anywhere_page(Subject.DECISION, read=Level.PARTIAL)
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader first; then the picture; then the list."""
    wanted, user = Wanted.of(request.GET), request.user
    asked = asked_of(user)
    count = asked.count()
    longest = standings(asked.order_by("raised_at", "pk")[:1])
    page = page_of(request, narrowed(user, wanted))
    found = lead_time(user, since=today() - LATELY)
    page.object_list = standings(page.object_list)
    waiting = standings(decisions_visible_to(user).filter(state=DecisionState.RAISED).order_by("raised_at")[:MOST])
    stopped = _stopped(user)
    context = {
        "answer": queue_answer(count, longest, found),
        "mine": standings(asked[:MOST]),
        "more": max(count - MOST, 0),
        "found": found,
        "wanted": wanted,
        "states": DecisionState.choices,
        "projects": projects_with_decisions(user),
        "page": page,
        "sizes": SIZES,
        "stopped": stopped[:MOST],
        "stopped_more": max(len(stopped) - MOST, 0),
        "since": today() - LATELY,
        **waiting_chart(waiting),
    }
    return render(request, "decisions/queue.html", context)


@kept
@project_page(Subject.DECISION, read=Level.PARTIAL)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's decisions; ``?as_of=DATE`` as they stood then."""
    as_of = _day(request.GET.get("as_of", ""))
    rows = of_project(request.user, project, as_of)
    found = of_standings(rows)
    context = {
        "project": project,
        "rows": rows,
        "found": found,
        "as_of": as_of,
        "answer": project_answer(found, _stood_still(project, rows)) if rows else "",
        "may_write": can(request.user, project, Subject.DECISION, Level.EDIT),
    }
    return render(request, "decisions/project.html", context)


@anywhere_page(Subject.DECISION, read=Level.PARTIAL)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list as a workbook: dates are dates, numbers are numbers."""
    out = BytesIO()
    workbook(out, standings(narrowed(request.user, Wanted.of(request.GET))))
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="decisions-{today():%Y%m%d}.xlsx"'
    return response


def narrowed(user: Any, wanted: Wanted) -> QuerySet[Decision]:
    """Return the decisions that a reader may see and asks for, in order."""
    rows = decisions_visible_to(user)
    if wanted.state != "all":
        rows = rows.filter(state=wanted.state)
    if wanted.project:
        rows = rows.filter(project__code=wanted.project)
    if wanted.late:
        rows = rows.filter(state=DecisionState.RAISED, decide_by__lt=today())
    for word in wanted.words.replace("\u3000", " ").split()[:5]:
        rows = rows.filter(Q(question__icontains=word) | Q(question_en__icontains=word) | Q(code__icontains=word))
    return rows.order_by(*ORDER[wanted.sort])


def projects_with_decisions(user: Any) -> list[str]:
    """Return the codes of projects that have a decision which the reader may see."""
    seen = Decision.objects.visible_to(user).values("project")
    return list(Project.objects.filter(pk__in=seen).order_by("code").values_list("code", flat=True))


def _stood_still(project: Project, rows: list[Standing]) -> int:
    return stood_still(Decision.objects.filter(pk__in=[s.decision.pk for s in rows])).get(project.pk, 0)


def _stopped(user: Any) -> list[tuple[Project, int]]:
    """Return the projects in which work stood still for want of a decision in the last quarter, the most first."""
    lately = Q(state=DecisionState.RAISED) | Q(state__in=SETTLED, decided_at__gte=midnight(today() - LATELY))
    days = {pk: count for pk, count in stood_still(Decision.objects.visible_to(user).filter(lately)).items() if count}
    counted = Project.objects.in_bulk(days)
    return sorted(((counted[pk], count) for pk, count in days.items()), key=lambda row: (-row[1], row[0].code))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= today() else None
