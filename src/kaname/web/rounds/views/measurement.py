"""How a project's work is measured: what is missing, what is stuck, where reports and inspections differ."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.schedule.actions import measurement as actions
from kaname.domains.schedule.actions.rounds import correcting
from kaname.domains.schedule.models import Activity, Inspection, Measurement, ProgressRecord
from kaname.domains.schedule.queries.asked import AskedLine
from kaname.domains.schedule.queries.completeness import completeness
from kaname.domains.schedule.queries.inspected import gaps
from kaname.domains.schedule.queries.plans import plan_of
from kaname.domains.schedule.queries.rounds import latest_frozen
from kaname.domains.schedule.queries.stuck import stuck_activities
from kaname.domains.schedule.rules import can_inspect, can_report_for, covers
from kaname.web.rounds.forms import CorrectionForm, InspectionForm, LineForm, MeasurementForm
from kaname.web.shell.access import project_page
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, place, posted

reading = project_page(Subject.SCHEDULE, write=Level.READ)  # who may choose, inspect, correct: asked below


@kept
@reading
def overview(request: HttpRequest, project: Project) -> HttpResponse:
    """Show every package's measurement, with the stuck and the gaps above."""
    plan = plan_of(project)
    whole = completeness(plan) if plan else None
    context = {
        "project": project,
        "plan": plan,
        "whole": whole,
        "stuck": stuck_activities(project),
        "gaps": gaps(project),
        "may_choose": can(request.user, project, Subject.SCHEDULE, Level.EDIT),
        "only": request.GET.get("only") == "missing",
    }
    return render(request, "rounds/measurement.html", context)


@reading
def one(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Show one activity: its method, what was reported and what was seen; choose the method."""
    found = known(project, activity)
    may_choose = can_choose(request, project, found)
    if request.method == "POST" and not may_choose:
        raise PermissionDenied
    row = Measurement.objects.filter(plan=found.plan_id, uid=found.uid).first()
    form = MeasurementForm(posted(request), initial=initial_of(row))
    context = page_context(request, project, found) | {"measurement": row, "may_choose": may_choose}
    back = reverse("measurement:activity", args=[project.code, found.pk])

    def write(version: int | None = None, **values: Any) -> object:
        return actions.choose(activity=found, values=values, by=request.user, version=version if row else None)

    return answer(request, form, write, back, "rounds/activity.html", context)


@require_POST
@reading
def inspect(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Keep what an inspection saw."""
    if not can_inspect(request.user, project):
        raise PermissionDenied
    found = known(project, activity)
    form = InspectionForm(request.POST)
    row = Measurement.objects.filter(plan=found.plan_id, uid=found.uid).first()
    context = page_context(request, project, found) | {
        "measurement": row,
        "may_choose": can_choose(request, project, found),
        "inspection_form": form,
        "form": MeasurementForm(initial=initial_of(row)),
    }
    write = partial(actions.inspect, activity=found, by=request.user)
    back = reverse("measurement:activity", args=[project.code, found.pk])
    return answer(request, form, write, back, "rounds/activity.html", {**context, "inspecting": form})


@reading
def correct(request: HttpRequest, project: Project, activity: int) -> HttpResponse:
    """Correct what the last frozen round says of an activity, with a reason."""
    found, round_ = known(project, activity), latest_frozen()
    allowed = can_report_for(request.user, project, [found.uid])
    if request.method == "POST" and not allowed:
        raise PermissionDenied
    if not allowed or round_ is None:
        return HttpResponseRedirect(reverse("measurement:activity", args=[project.code, found.pk]))
    row = Measurement.objects.filter(plan=found.plan_id, uid=found.uid).first()
    line = LineForm(posted(request), line=AskedLine(found, row, None), minutes_per_day=project.minutes_per_day)
    reason = CorrectionForm(posted(request))
    if reason.is_bound and line.is_valid() and reason.is_valid():
        try:
            correcting.correct(
                round_=round_, plan=found.plan, told=line.told(), reason=reason.cleaned_data["reason"], by=request.user
            )
        except ValidationError as refused:
            place(line, shortened(refused))
        else:
            return HttpResponseRedirect(reverse("measurement:activity", args=[project.code, found.pk]))
    context = {"project": project, "activity": found, "line": line, "form": reason, "round": round_}
    return render(request, "rounds/correct.html", context, status=422 if reason.is_bound else 200)


def shortened(refused: Any) -> Any:
    """Return a refusal with the activity's id taken off its fields."""
    if not hasattr(refused, "error_dict"):
        return refused
    return ValidationError({key.rpartition("-")[2]: errors for key, errors in refused.error_dict.items()})


def can_choose(request: HttpRequest, project: Project, found: Activity) -> bool:
    """Return whether the reader may choose how an activity is measured: a team's leader in the own branches."""
    editing = can(request.user, project, Subject.SCHEDULE, Level.EDIT)
    return editing and covers(request.user, project, [found.uid])


def known(project: Project, key: int) -> Activity:
    """Return an activity of a project that can be measured, or 404."""
    rows = Activity.objects.filter(plan__project=project, pk=key).exclude(kind="summary")
    found = rows.select_related("plan__project").first()
    if found is None:
        raise Http404
    return found


def page_context(request: HttpRequest, project: Project, found: Activity) -> dict[str, Any]:
    """Return what an activity's page shows beside the form."""
    records = ProgressRecord.objects.filter(plan=found.plan_id, uid=found.uid).select_related("round", "person")
    return {
        "project": project,
        "activity": found,
        "records": list(records.order_by("-id")[:20]),
        "inspections": list(Inspection.objects.filter(plan=found.plan_id, uid=found.uid).select_related("by")),
        "may_inspect": can_inspect(request.user, project),
        "may_correct": latest_frozen() is not None and can_report_for(request.user, project, [found.uid]),
        "inspection_form": InspectionForm(),
    }


def initial_of(row: Measurement | None) -> dict[str, Any]:
    """Return a measurement as its form shows it."""
    if row is None:
        return {}
    steps = "\n".join(f"{step['name']} {float(step['weight']):g}" for step in row.steps)
    return {"method": row.method, "steps": steps, "planned": row.planned, "unit": row.unit, "version": row.version}
