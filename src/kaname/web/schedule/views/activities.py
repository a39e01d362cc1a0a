"""Lists of activities, of a project and of all; one activity with everything about it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.actions import edits
from kaname.domains.schedule.actions.edits.rights import may_edit
from kaname.domains.schedule.bridge.state import state_of
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity
from kaname.domains.schedule.queries.names import spoken_row
from kaname.domains.schedule.queries.plans import activity_list, plan_of
from kaname.web.schedule.explaining import explained
from kaname.web.schedule.forms import ActivityForm
from kaname.web.schedule.rows import COLUMNS, shown
from kaname.web.schedule.views.data import known_plan, planning, reading_in_part
from kaname.web.shell.access import signed_in
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
    """List the activities of every project whose schedule the reader may see."""
    return render(request, "schedule/all_activities.html", _listed(request, activity_list(request.user)))


@kept
@reading_in_part
def of_project(request: HttpRequest, project: Project) -> HttpResponse:
    """List the activities of a project; those that the reader works on, where the schedule is open only in part."""
    rows = activity_list(request.user, project)
    whole = can(request.user, project, Subject.SCHEDULE, Level.READ)
    context = {"project": project, "plan": plan_of(project), "whole": whole, **_listed(request, rows, "position")}
    return render(request, "schedule/activities.html", context)


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


@kept
@reading_in_part
def activity_page(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Show an activity: its fields, what it waits for and what waits for it, why its dates are so, what was changed.

    Where the schedule is open only in part: one's own activity, without those beside it.
    """
    state = state_of(known_plan(project))
    if not activity_list(request.user, project).filter(pk=activity).exists() or activity not in state.activities:
        raise Http404
    context = {
        "project": project,
        "whole": can(request.user, project, Subject.SCHEDULE, Level.READ),
        "may_edit": may_edit(request.user, project),
        **explained(request.user, state, activity),
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
