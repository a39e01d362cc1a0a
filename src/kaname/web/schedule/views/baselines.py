"""Baselines: the list, a new one, two compared."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.actions.baselines import set_baseline
from kaname.domains.schedule.models import Baseline, Plan
from kaname.domains.schedule.queries.names import english_names
from kaname.domains.schedule.queries.plans import Difference, baseline_rows, compare, plan_of, present_rows, reported
from kaname.web.schedule.forms import BaselineForm
from kaname.web.schedule.views.data import known_plan, promising
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted
from kaname.web.templatetags.marks import plan_finish


@project_page(Subject.BASELINE)
def baseline_list(request: HttpRequest, project: Project) -> HttpResponse:
    """List the baselines and compare two: ``?from=N&to=M``, or to the plan as it stands."""
    plan = plan_of(project)
    found = list(plan.baselines.select_related("created_by__person").order_by("-id")) if plan else []
    context: dict[str, Any] = {
        "project": project,
        "plan": plan,
        "baselines": found,
        "current": (plan.extras.get("baselines", {}).get("0") if plan else None),
        "may_set": can(request.user, project, Subject.BASELINE, Level.EDIT),
    }
    if plan is not None and found:
        context |= _compared(request, plan, found, context["current"])
    return render(request, "schedule/baselines.html", context)


def _compared(request: HttpRequest, plan: Plan, found: list[Baseline], current: int | None) -> dict[str, Any]:
    by_number = {str(b.number): b for b in found}
    one = by_number.get(request.GET.get("from", ""), by_number.get(str(current), found[0]))
    other = by_number.get(request.GET.get("to", ""))
    rows = compare(baseline_rows(one), present_rows(plan) if other is None else baseline_rows(other))
    english = english_names(plan)
    changed = [
        Line(row, english.get(row.uid, row.name)) for row in rows if row.what != "same" and row.kind != "summary"
    ]
    _count_days(changed)
    counts = {
        what: sum(row.what == what for row in rows if row.kind != "summary")
        for what in ("moved", "added", "removed", "same")
    }
    return {"one": one, "other": other, "changed": changed, **counts, **(reported(plan) if other is None else {})}


class Line:
    """A difference with days as people read them."""

    def __init__(self, found: Difference, name: str) -> None:
        """Turn ticks into days; ``name`` in the reader's language."""
        self.what, self.name, self.uid, self.kind = found.what, name, found.uid, found.kind
        self.before, self.after = plan_finish(found.finish_before), plan_finish(found.finish_after)
        self.start_before, self.start_after = found.start_before, found.start_after
        self.days: int | None = None


def _count_days(lines: list[Line]) -> None:
    both = [(line, line.before, line.after) for line in lines if line.before and line.after]
    counted = working_days([before for _line, before, _after in both], [after for _line, _before, after in both])
    for (line, _before, _after), days in zip(both, counted, strict=True):
        line.days = days
    lines.sort(key=lambda line: (line.what != "moved", -(line.days or 0)))


@promising
def baseline_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Set a baseline: name and reason; it cannot be changed afterwards."""
    plan = known_plan(project)
    back = reverse("schedule:baselines", args=[project.code])
    write = partial(set_baseline, plan=plan, by=request.user)
    context = {
        "project": project,
        "heading": _("Set a baseline"),
        "note": _("The dates of the plan are frozen as they stand now. A baseline is never changed."),
        "back": back,
    }
    return answer(request, BaselineForm(posted(request)), write, back, "schedule/form.html", context)
