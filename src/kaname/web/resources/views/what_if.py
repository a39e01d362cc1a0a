"""What-ifs over the load: steps thought out, the load now and then side by side, applied whole or not at all."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.portfolio import reach
from kaname.domains.resource.enums import ResourceKind
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import what_if
from kaname.domains.schedule.actions.edits import Conflicted, Refused
from kaname.domains.schedule.models import Activity, Assignment, LoadScenario
from kaname.web.resources.views.load import people_of, period
from kaname.web.resources.what_if_forms import StepForm
from kaname.web.resources.what_if_shown import answer_of, pairs_of, plans_of
from kaname.web.shell.access import anywhere_page, signed_in
from kaname.web.shell.saving import place, posted, tell


@anywhere_page(Subject.RESOURCE)
def scenario_list(request: HttpRequest) -> HttpResponse:
    """List the reader's own what-ifs."""
    rows = LoadScenario.objects.visible_to(request.user).prefetch_related("moves__plan__project")
    context = {"rows": [(s, sorted({m.plan.project.code for m in s.moves.all()})) for s in rows]}
    return render(request, "resources/what_ifs.html", context)


def scenario_of(request: HttpRequest, scenario: int) -> LoadScenario:
    """Return one of the reader's own what-ifs, or 404."""
    if reach(request.user, Subject.RESOURCE) < Level.READ:
        raise Http404
    return get_object_or_404(LoadScenario.objects.visible_to(request.user), pk=scenario)


@signed_in
def scenario_page(request: HttpRequest, scenario: int) -> HttpResponse:
    """Show a what-if: its steps, what each plan would become, and everybody concerned now and then."""
    return _page(request, scenario_of(request, scenario))


def _page(request: HttpRequest, scenario: LoadScenario, problems: list[str] | None = None) -> HttpResponse:
    first, weeks = period(request)
    found = [] if scenario.applied_at else what_if.tried(scenario, request.user)
    both = what_if.compared(request.user, found, first, weeks, people_of(request.user)) if found else None
    pairs = pairs_of(both) if both else []
    context = {
        "scenario": scenario,
        "plans": plans_of(found),
        "mondays": both.mondays if both else [],
        "pairs": pairs,
        "answer": answer_of(pairs),
        "first": both.mondays[0] if both else first,
        "weeks": weeks,
        "stale": [t for t in found if t.stale],
        "may_apply": bool(found) and all(t.allowed and t.outcome and not t.stale for t in found),
        "problems": problems or [],
    }
    return render(request, "resources/what_if.html", context, status=409 if problems else 200)


@signed_in
def step(request: HttpRequest, pk: int, activity: int) -> HttpResponse:
    """Think out a step about somebody's work on an activity."""
    if reach(request.user, Subject.RESOURCE) < Level.READ:
        raise Http404
    people = people_of(request.user)
    resource = get_object_or_404(people, pk=pk)
    whole = Project.objects.visible_to(request.user, Subject.SCHEDULE, Level.READ)
    rows = Activity.objects.filter(plan__project__in=whole).select_related("plan__project")
    row = get_object_or_404(rows, pk=activity)
    work = get_object_or_404(Assignment.objects.order_by("pk"), activity=row, resource=resource)
    form = StepForm(
        posted(request),
        people=people.filter(project=None, kind=ResourceKind.PERSON).exclude(pk=pk).order_by("name"),
        scenarios=LoadScenario.objects.visible_to(request.user).filter(applied_at=None),
        room=f"{max(row.total_float or 0, 0) / (row.plan.project.minutes_per_day * 10):g}",
        percent=f"{work.units * 100:g}",
        initial={"to": request.GET.get("to"), "name": _("Relief for %(name)s") % {"name": spoken(resource)}}
        | _latest(request),
    )
    if form.is_bound and form.is_valid():
        try:
            scenario = _thought_out(request, row, resource, **form.cleaned_data)
        except ValidationError as refused:
            place(form, refused)
        else:
            return redirect("resources:what-if", scenario=scenario.pk)
    context = {"form": form, "resource": resource, "activity": row, "project": row.plan.project, "work": work}
    return render(request, "resources/step.html", context, status=422 if form.is_bound else 200)


def _latest(request: HttpRequest) -> dict[str, Any]:
    """Return the what-if last begun, in which the next step usually belongs."""
    last = LoadScenario.objects.visible_to(request.user).filter(applied_at=None).first()
    return {"scenario": last.pk, "name": ""} if last else {}


@transaction.atomic
def _thought_out(request: HttpRequest, activity: Activity, resource: Resource, **values: Any) -> LoadScenario:
    scenario = values["scenario"] or what_if.begin(name=values["name"], by=request.user)
    common: dict[str, Any] = {"scenario": scenario, "activity": activity, "by": request.user}
    if values["to"]:
        what_if.add_swap(resource=resource, to=values["to"], **common)
    if values["percent"]:
        what_if.add_units(resource=values["to"] or resource, units=values["percent"] / 100, **common)
    if values["days"]:
        what_if.add_shift(days=values["days"], **common)
    return scenario


@signed_in
@require_POST
def apply(request: HttpRequest, scenario: int) -> HttpResponse:
    """Make the steps in the plans, all or none."""
    found = scenario_of(request, scenario)
    try:
        what_if.apply(scenario=found, by=request.user, reason=request.POST.get("reason", "")[:300])
    except what_if.Stale as stale:
        said = _("%(project)s was changed meanwhile by %(who)s. Nothing was applied. Look at the comparison again.")
        return _page(
            request, found, [said % {"project": c.plan.project.code, "who": c.by or "―"} for c in stale.changed]
        )
    except Refused as refused:
        return _page(request, found, [r.sentence for r in refused.refusals])
    except Conflicted:
        return _page(request, found, [_("Somebody changed the plan at this moment. Nothing was applied.")])
    except ValidationError as refused:
        return _page(request, found, list(refused.messages))
    except NotAllowed:
        raise PermissionDenied from None
    tell(request, _("Applied."))
    return redirect("resources:what-if", scenario=found.pk)


@signed_in
@require_POST
def refresh(request: HttpRequest, scenario: int) -> HttpResponse:
    """Take a what-if up on the plans as they are now."""
    found = scenario_of(request, scenario)
    return _done(request, lambda: what_if.refresh(scenario=found, by=request.user), found)


@signed_in
@require_POST
def move_remove(request: HttpRequest, scenario: int, move: int) -> HttpResponse:
    """Take a step out."""
    found = scenario_of(request, scenario)
    row = get_object_or_404(found.moves.select_related("scenario", "plan__project"), pk=move)
    return _done(request, lambda: what_if.remove_move(move=row, by=request.user), found)


def _done(request: HttpRequest, deed: Any, scenario: LoadScenario) -> HttpResponse:
    try:
        deed()
    except ValidationError as refused:
        return _page(request, scenario, list(refused.messages))
    return redirect("resources:what-if", scenario=scenario.pk)


@signed_in
@require_POST
def remove(request: HttpRequest, scenario: int) -> HttpResponse:
    """Delete a what-if."""
    what_if.remove(scenario=scenario_of(request, scenario), by=request.user)
    tell(request, _("Removed."))
    return redirect("resources:what-ifs")
