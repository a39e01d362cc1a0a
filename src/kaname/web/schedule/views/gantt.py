"""The Gantt: the island with its addresses, and the plan's first rows as a table for browsers without it."""

import json
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.actions.edits.rights import may_change_whole
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.phrases import sentence
from kaname.domains.schedule.queries.plans import activity_list, plan_of
from kaname.web.schedule.views.data import reading_in_part
from kaname.web.shell.kept import kept

_FALLBACK = 200
_NOON = 7200


@kept
@reading_in_part
def gantt(request: HttpRequest, project: Project) -> HttpResponse:
    """Show the plan as a Gantt chart; whose role opens it only in part comes to their own activities."""
    if not can(request.user, project, Subject.SCHEDULE, Level.READ):
        return redirect(own_address(request, project))
    plan = plan_of(project)
    context = {
        "project": project,
        "plan": plan,
        "driver": sentence(plan.driver) if plan else "",
        "rows": activity_list(request.user, project).order_by("position")[:_FALLBACK] if plan else [],
        "words": words(get_language() or "ja"),
        "today_ticks": ticks_of_date(today()) + _NOON,
        "zoom": zoom_of(plan),
        "fiscal_month": organisation().fiscal_year_start_month,
        "may_settle": may_change_whole(request.user, project),
        "may_promise": can(request.user, project, Subject.BASELINE, Level.EDIT),
        "asked": request.GET.urlencode(),
    }
    return render(request, "schedule/gantt.html", context)


def own_address(request: HttpRequest, project: Project) -> str:
    """Return the page of the asked-for activity where the reader works on it, else of all they work on."""
    asked = request.GET.get("activity", "")
    own = activity_list(request.user, project).filter(uid=asked).first() if asked else None
    if own is None:
        return reverse("schedule:activities", args=[project.code])
    return reverse("schedule:activity", args=[project.code, own.pk])


def zoom_of(plan: Plan | None) -> str:
    """Return the scale at which a plan can be taken in at first sight."""
    days = 0 if plan is None or plan.finish is None else (plan.finish - plan.start) / TICKS_A_DAY
    return "day" if days < 60 else "week" if days < 540 else "month"


@cache
def words(language: str) -> dict[str, str]:
    """Return the island's sentences in a language; English ones are its keys."""
    if not language.startswith("ja"):
        return {}
    found: dict[str, str] = json.loads((Path(__file__).parents[1] / "words.ja.json").read_text("utf-8"))
    return found
