"""Lists of activities, of a project and of all; one activity with everything about it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.queries import team_tree
from kaname.domains.project.rules import can
from kaname.domains.reporting.bridge.team_facts import rows_of_team
from kaname.domains.schedule.actions import edits
from kaname.domains.schedule.actions.edits.rights import may_edit_row
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.names import spoken_row
from kaname.domains.schedule.queries.plans import activity_list, plan_of
from kaname.web.schedule.explaining import explained
from kaname.web.schedule.forms import ActivityForm
from kaname.web.schedule.listing import Past, narrowed, ordered, past_of, values
from kaname.web.schedule.rows import COLUMNS, shown
from kaname.web.schedule.then import then_of
from kaname.web.schedule.views.data import known_plan, planning, reading_in_part
from kaname.web.shell.access import signed_in
from kaname.web.shell.as_of import day_asked
from kaname.web.shell.kept import kept
from kaname.web.shell.paging import SIZES, page_of
from kaname.web.shell.saving import posted, tell

SORTS = {"finish": "finish", "start": "start", "name": "shown_name", "float": "total_float", "wbs": "position"}
STATES = {
    "open": Q(actual_finish=None),
    "done": Q(actual_finish__isnull=False),
    "critical": Q(critical=True, actual_finish=None),
    "late": Q(actual_finish=None, deadline__isnull=False, finish__gt=F("deadline")),
    "negative": Q(actual_finish=None, total_float__lt=0),
}


@kept
@signed_in
def everywhere(request: HttpRequest) -> HttpResponse:
    """List the activities of every project whose schedule the reader may see; ``?as_of=DATE`` as they were frozen."""
    day = _past_day(request)
    if day is None:
        context = _listed(request, activity_list(request.user))
    else:
        past = past_of(request.user, day)
        context = {"of_day": day, "without": past.without, **_listed_then(request, past, "finish")}
    return render(request, "schedule/all_activities.html", {"today": today(), **context})


@kept
@reading_in_part
def of_project(request: HttpRequest, project: Project) -> HttpResponse:
    """List the activities of a project; those that the reader works on, where the schedule is open only in part.

    ``?as_of=DATE``: as they were frozen.
    """
    plan, whole = plan_of(project), can(request.user, project, Subject.SCHEDULE, Level.READ)
    then = None if plan is None else then_of(request, plan)
    context: dict[str, Any] = {"project": project, "plan": plan, "whole": whole, "then": then}
    if then is None or then.asked is None:
        rows, chosen = _of_team(request, project, activity_list(request.user, project), whole=whole)
        context |= chosen | _listed(request, rows, "position")
    else:
        past = past_of(request.user, then.asked, project)
        context |= {"of_day": then.asked, **_listed_then(request, past, "wbs")}
    return render(request, "schedule/activities.html", context)


def _of_team(
    request: HttpRequest, project: Project, rows: QuerySet[Activity], *, whole: bool
) -> tuple[QuerySet[Activity], dict[str, Any]]:
    """Return the rows of the team that ``?team=`` asks for, and the teams to choose from."""
    tree = team_tree(project) if whole else []
    chosen = next((p.team.pk for p in tree if str(p.team.pk) == request.GET.get("team")), None)
    if chosen is not None:
        rows = rows.filter(pk__in=rows_of_team(tree, project, chosen))
    return rows, {"teams": tree, "team": chosen}


def _listed(request: HttpRequest, rows: QuerySet[Activity], usual: str = "finish") -> dict[str, Any]:
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    sort = request.GET.get("sort", "")
    rows = rows.exclude(kind=ActivityKind.SUMMARY)
    if state in STATES:
        rows = rows.filter(STATES[state])
    for word in words.split()[:5]:
        rows = rows.filter(Q(name__icontains=word) | Q(shown_name__icontains=word) | Q(wbs__istartswith=word))
    order = SORTS.get(sort.removeprefix("-"), usual)
    rows = rows.order_by(f"-{order}" if sort.startswith("-") else order, "pk")
    page = page_of(request, rows.values_list(*COLUMNS))
    page.object_list = shown(page.object_list)
    return {"page": page, "sizes": SIZES, "state": state, "q": words, "sort": sort}


def _listed_then(request: HttpRequest, past: Past, usual: str) -> dict[str, Any]:
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    sort = request.GET.get("sort", "")
    page = page_of(request, ordered(narrowed(past.rows, state, words), sort, usual))
    page.object_list = shown(values(page.object_list))
    return {"page": page, "sizes": SIZES, "state": state, "q": words, "sort": sort}


def _past_day(request: HttpRequest) -> date | None:
    """Return the day that the address asks for; None for none, and for what is yet to come."""
    day = day_asked(request)
    return day if day is not None and day <= today() else None


@kept
@reading_in_part
def activity_page(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Show an activity: its fields, what it waits for and what waits for it, why its dates are so, what was changed.

    Where the schedule is open only in part: one's own activity, without those beside it. ``?as_of=DATE``: as it was
    frozen, also where it is in the plan no more.
    """
    then, user = then_of(request, known_plan(project)), request.user
    whole, state = can(user, project, Subject.SCHEDULE, Level.READ), then.state
    now = activity_list(user, project).filter(pk=activity).exists()
    if not now and not (whole and then.frozen is not None):
        raise Http404
    context = {"project": project, "whole": whole, "then": then, "now": now}
    if state is None or (then.frozen is not None and activity not in state.activities and now):
        return render(request, "schedule/activity_not_yet.html", context)
    if activity not in state.activities:
        raise Http404
    context |= {
        "may_edit": then.asked is None and may_edit_row(user, project, state.activities, activity),
        **explained(user, state, activity, then.as_of),
    }
    return render(request, "schedule/activity.html", context)


@planning
def activity_edit(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Edit an activity without the chart; the same edits, the same rules."""
    plan = known_plan(project)
    state = state_of(plan)
    if activity not in state.activities:
        raise Http404
    form = ActivityForm(posted(request), state=state, pk=activity)
    back = reverse("schedule:activity", args=[project.code, activity])
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            edits.apply(plan=plan, edits=form.edits(), version=version, by=request.user)
        except edits.Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        except edits.Conflicted as met:
            form.add_conflicts(met)
        except NotAllowed:
            raise PermissionDenied from None
        else:
            tell(request, _("Saved."))
            return HttpResponseRedirect(back)
    context = {"project": project, "form": form, "heading": spoken_row(state.activities[activity]), "back": back}
    return render(request, "schedule/form.html", context, status=422 if form.is_bound else 200)
