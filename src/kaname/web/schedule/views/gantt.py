"""The Gantt: the island with its addresses, and the plan's first rows as a table for browsers without it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

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
from kaname.web.schedule.rows import COLUMNS, shown
from kaname.web.schedule.then import Then, then_of
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
    then = None if plan is None else then_of(request, plan)
    head = _head(plan, then)
    rows = activity_list(request.user, project)
    now = plan is not None and (then is None or then.asked is None)
    context = {
        "project": project,
        "plan": plan,
        "then": then,
        "finish": head.get("finish"),
        "driver": sentence(head["driver"]) if head.get("driver") else "",
        "rows": shown(rows.order_by("position").values_list(*COLUMNS)[:_FALLBACK]) if now else [],
        "words": words(get_language() or "ja"),
        "today_ticks": ticks_of_date(today()) + _NOON,
        "zoom": zoom_of(plan),
        "fiscal_month": organisation().fiscal_year_start_month,
        "may_settle": may_change_whole(request.user, project),
        "may_promise": can(request.user, project, Subject.BASELINE, Level.DECIDE),
        "asked": request.GET.urlencode(),
    }
    return render(request, "schedule/gantt.html", context)


def _head(plan: Plan | None, then: Then | None) -> dict[str, Any]:
    """Return what the plan says, or said on the day that is asked for."""
    if plan is None or (then is not None and then.nothing):
        return {}
    if then is not None and then.frozen is not None:
        return dict(then.frozen.answer)
    return {"finish": plan.finish, "driver": plan.driver}


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
