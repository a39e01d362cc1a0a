"""The register: matrix and movements over the list, of all projects or of one, now or as of a day; the download."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.risk.enums import RiskState
from kaname.domains.risk.models import Risk, RiskStep
from kaname.domains.risk.queries.counting import counted, matrix, money, moved
from kaname.domains.risk.queries.facts import facts
from kaname.domains.risk.queries.standing import Standing, standings, visible_on
from kaname.domains.risk.rules.rights import may_take_over
from kaname.web.risks.sentences import register_answer
from kaname.web.risks.sheet import register_book
from kaname.web.risks.wanted import Wanted, days_of
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.books import download
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of

MOST = 8
"""How many movements stand beside the matrix; all of them are in the list, in the order that is asked for."""


@kept
@anywhere_page(Subject.RISK, read=Level.PARTIAL)
def register(request: HttpRequest) -> HttpResponse:
    """Show the risks of all projects that the reader may see; ``?as_of=`` as they stood, ``?since=`` against when."""
    wanted = Wanted.of(request.GET)
    risks = Risk.objects.visible_to(request.user)
    context = {"projects": _codes(risks), **_shown(request, risks, wanted)}
    return render(request, "risks/register.html", context)


@kept
@project_page(Subject.RISK, read=Level.PARTIAL)
def of_one_project(request: HttpRequest, project: Project) -> HttpResponse:
    """Show a project's risks, likewise."""
    wanted, risks = Wanted.of(request.GET), Risk.objects.visible_to(request.user).filter(project=project)
    context = {
        "project": project,
        "may_write": can(request.user, project, Subject.RISK, Level.EDIT),
        "may_take_over": may_take_over(request.user, project),
        **_shown(request, risks, wanted),
    }
    return render(request, "risks/project.html", context)


@anywhere_page(Subject.RISK, read=Level.PARTIAL)
def xlsx(request: HttpRequest) -> HttpResponse:
    """Return the list, as it is asked for, as a workbook; amounts only where the reader may see them."""
    wanted, (day, since) = Wanted.of(request.GET), days_of(request)
    rows = standings(wanted.among(visible_on(request.user, day), day), day, since)
    return download("risks", lambda out: register_book(out, rows, _priced(request.user)), day)


def _shown(request: HttpRequest, risks: QuerySet[Risk], wanted: Wanted) -> dict[str, Any]:
    """Return what both pages show: what all of the risks come to, then those that are asked for."""
    day, since = days_of(request)
    counting = risks.filter(project__code=wanted.project) if wanted.project else risks
    everything = facts(request.user, counting, day, since)
    steps = visible_on(request.user, day).filter(risk__in=risks)
    priced = _priced(request.user)
    page = page_of(request, wanted.among(steps, day))
    page.object_list = standings(page.object_list, day, since)
    told = moved(everything)
    found = counted(everything)
    return {
        "answer": register_answer(found, told, since),
        "found": found,
        "money": money(s for s in everything if s.risk.project_id in priced) if priced else None,
        "matrix": matrix(everything),
        "moved": _named(steps, told[:MOST], day, since),
        "moved_more": max(len(told) - MOST, 0),
        "recorded": bool(everything),
        "wanted": wanted,
        "states": RiskState.choices,
        "page": page,
        "sizes": SIZES,
        "as_of": day if day < today() else None,
        "day": day,
        "since": since,
        "today": today(),
        "query": _query(day),
    }


def _priced(user: Any) -> set[int]:
    """Return the projects whose amounts a reader may see."""
    return set(Project.objects.visible_to(user, Subject.COST, Level.READ).values_list("pk", flat=True))


def _named(steps: QuerySet[RiskStep], told: list[Standing], day: date, since: date) -> list[Standing]:
    """Return the same standings with the names and texts that are shown, in their order."""
    keys = [s.step.risk_id for s in told]
    found = {s.risk.pk: s for s in standings(steps.filter(risk__in=keys), day, since)}
    return [found[key] for key in keys]


def _codes(seen: QuerySet[Risk]) -> list[str]:
    return list(
        Project.objects.filter(pk__in=seen.order_by().values("project")).order_by("code").values_list("code", flat=True)
    )


def _query(day: date) -> str:
    return "" if day >= today() else f"?as_of={day.isoformat()}"
