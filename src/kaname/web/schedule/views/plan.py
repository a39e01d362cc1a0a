"""A plan's settings, a plan begun from nothing, and the closing of a report date."""

from collections.abc import Callable
from functools import partial, wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import plans, progress, settings
from kaname.domains.schedule.actions.edits.rights import may_change_whole
from kaname.domains.schedule.queries.plans import plan_of
from kaname.web.schedule.forms import CloseForm, PlanForm
from kaname.web.schedule.views.data import known_plan
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted

writing = project_page(Subject.SCHEDULE, read=Level.EDIT)
type View = Callable[[HttpRequest, Project], HttpResponse]


def of_the_whole(view: View) -> View:
    """Show what holds for a whole plan to whoever may change it; who leads a branch has no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, project: Project) -> HttpResponse:
        if not may_change_whole(request.user, project):
            raise Http404
        return view(request, project)

    return guarded


@writing
@of_the_whole
def settings_page(request: HttpRequest, project: Project) -> HttpResponse:
    """Change calendar, start, latest finish and scheduling rules; a project without a plan begins one here."""
    plan = plan_of(project)
    if plan is None:
        if request.method != "POST":
            return render(request, "schedule/begin.html", {"project": project})
        plans.begin(project=project, by=request.user)
        return HttpResponseRedirect(reverse("schedule:gantt", args=[project.code]))
    form = PlanForm(posted(request), plan=plan)
    back = reverse("schedule:gantt", args=[project.code])

    def write(version: int, **_values: object) -> object:
        return settings.change(plan=plan, values=form.values(), by=request.user, version=version)

    context = {
        "project": project,
        "heading": _("Plan settings"),
        "back": back,
        "note": _("The plan is scheduled anew when these are saved."),
        "close": reverse("schedule:close", args=[project.code]),
    }
    return answer(request, form, write, back, "schedule/plan.html", context)


@writing
@of_the_whole
def close(request: HttpRequest, project: Project) -> HttpResponse:
    """Close a report date: dates, progress and milestone forecasts of that day are kept."""
    plan = known_plan(project)
    back = reverse("schedule:milestones", args=[project.code])
    write = partial(progress.close_status_date, plan=plan, by=request.user)
    context = {
        "project": project,
        "heading": _("Close a report date"),
        "note": _(
            "What the plan says on that day is kept for the progress line and the slip chart. It cannot be reopened."
        ),
        "back": back,
    }
    return answer(request, CloseForm(posted(request)), write, back, "schedule/form.html", context)
