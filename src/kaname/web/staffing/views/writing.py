"""Raising a demand, editing it, its ceiling and date, and the assignments that cover it."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kaname.domains.core.instants import ticks_of_date
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import ProjectStatus
from kaname.domains.project.models import Project
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Assignment
from kaname.domains.staffing.actions import demands
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.rules import may_see_ceiling
from kaname.domains.staffing.validators import MOST
from kaname.web.shell.access import anywhere_page, project_page
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.staffing.forms import AdjustForm, DemandForm, gathered
from kaname.web.staffing.views.lists import frame_of
from kaname.web.staffing.views.record import address_of, found_or_404

OFFERED = 400
OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)


@anywhere_page(Subject.DEMAND, read=Level.EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Raise a demand; from the load or a project, what is known there stands in the form already."""
    projects = Project.objects.visible_to(request.user, Subject.DEMAND, Level.EDIT).exclude(status__in=OVER)
    reading = Project.objects.visible_to(request.user, Subject.COST, Level.READ)
    money = projects.filter(pk__in=reading.values("pk")).exists()
    form = DemandForm(posted(request), projects=projects, money=money, initial=_asked(request, projects))

    def write(**values: Any) -> RoleDemand:
        if values.get("ceiling_yen") is not None and not may_see_ceiling(request.user, values["project"]):
            raise ValidationError({"ceiling_yen": _("In this project you may not set a ceiling.")})
        return demands.raise_demand(by=request.user, **gathered(values, None))

    context = {
        "heading": _("Raise a role demand"),
        "roles": role_names(),
        "frame": "base.html",
        "back": request.GET.get("back", "") if request.GET.get("back", "").startswith("/projects/") else "",
        "note": _("Whoever approves it is told at once; the time to fill counts from now."),
    }
    return answer(request, form, write, address_of, "staffing/form.html", context)


@project_page(Subject.DEMAND, read=Level.EDIT)
def edit(request: HttpRequest, project: Project, demand: int) -> HttpResponse:
    """Change a demand while nobody has approved it."""
    found = found_or_404(request, project, demand)
    form = DemandForm(posted(request), instance=found, money=may_see_ceiling(request.user, project))

    def write(**values: Any) -> RoleDemand:
        standing = RoleDemand.objects.get(pk=found.pk)
        return demands.update(demand=found, by=request.user, **gathered(values, standing))

    context = _around(request, project, found) | {"roles": role_names()}
    return answer(request, form, write, address_of, "staffing/form.html", context)


@project_page(Subject.DEMAND, read=Level.DECIDE, write=Level.DECIDE)
def adjust(request: HttpRequest, project: Project, demand: int) -> HttpResponse:
    """Give an approved demand another ceiling or date."""
    found = found_or_404(request, project, demand)
    form = AdjustForm(posted(request), initial={"ceiling_yen": found.ceiling_yen, "needed_by": found.needed_by})
    write = partial(demands.adjust, demand=found, by=request.user)
    return answer(request, form, write, address_of, "staffing/small_form.html", _around(request, project, found))


@project_page(Subject.DEMAND, read=Level.EDIT)
def cover(request: HttpRequest, project: Project, demand: int) -> HttpResponse:
    """Choose the assignments of the plan by which a demand is covered."""
    found = found_or_404(request, project, demand)
    offered, wrong = offered_to(found), ""
    if request.method == "POST":
        wanted = {a.pk: request.POST.get(f"booking_{a.pk}", "") for a in offered}
        hard, soft = ([a for a in offered if wanted[a.pk] == kind] for kind in ("hard", "soft"))
        try:
            demands.cover(demand=found, hard=hard, soft=soft, by=request.user)
        except ValidationError as refused:
            wrong = " ".join(refused.messages)
        else:
            tell(request, _("Saved."))
            return HttpResponseRedirect(address_of(found))
    chosen = set(found.assignments.values_list("pk", flat=True))
    context = _around(request, project, found) | {"offered": offered, "chosen": chosen, "wrong": wrong, "d": found}
    return render(request, "staffing/cover.html", context, status=422 if wrong else 200)


def offered_to(demand: RoleDemand) -> list[Assignment]:
    """Return the assignments of the project's plan that touch a demand's period, those chosen already among them."""
    since, until = ticks_of_date(demand.begins), ticks_of_date(demand.ends) + ticks_of_date(date(1970, 1, 2))
    touching = Q(activity__start__lt=until, activity__finish__gt=since, activity__active=True, resource__isnull=False)
    rows = Assignment.objects.filter(touching | Q(demands=demand), plan__project=demand.project_id)
    rows = rows.exclude(activity__kind=ActivityKind.SUMMARY).select_related("activity", "resource", "plan")
    return list(rows.distinct().order_by("resource__name", "activity__start", "pk")[:OFFERED])


def role_names() -> list[str]:
    """Return the roles that the pool knows."""
    rows = Resource.objects.filter(project=None).exclude(role_name="")
    return list(rows.order_by("role_name").values_list("role_name", flat=True).distinct()[:200])


def _around(request: HttpRequest, project: Project, demand: RoleDemand) -> dict[str, Any]:
    return {
        "project": project,
        "frame": frame_of(request.user, project),
        "heading": f"{demand.shown_code} {demand.shown_role}",
        "back": address_of(demand),
    }


def _asked(request: HttpRequest, projects: Any) -> dict[str, Any]:
    """Return what the address fills in beforehand; what cannot be is left out."""
    asked = request.GET
    found: dict[str, Any] = {}
    if asked.get("role"):
        found["role"] = asked["role"][:100]
    if asked.get("percent", "").isascii() and asked.get("percent", "").isdigit():
        found["percent"] = max(1, min(int(asked["percent"][:6]), MOST))
    for name in ("begins", "ends"):
        try:
            found[name] = date.fromisoformat(asked.get(name, ""))
        except ValueError:
            continue
    if "begins" in found:
        found["needed_by"] = max(found["begins"], today())
    project = projects.filter(code=asked.get("project", "")).first() if asked.get("project") else None
    return found | ({"project": project.pk} if project else {})
