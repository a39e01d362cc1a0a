"""Baselines: the list, a new one or its proposal, the answer to it, two compared: dates, work and cost."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.cost.queries.rebudget import Rebudget, rebudget
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.actions import proposals
from kaname.domains.schedule.actions.baselines import set_baseline
from kaname.domains.schedule.models import Baseline, BaselineProposal, Plan
from kaname.domains.schedule.queries.names import english_names
from kaname.domains.schedule.queries.plans import Difference, baseline_rows, compare, plan_of, present_rows, reported
from kaname.web.schedule.forms import BaselineForm, RefusalForm
from kaname.web.schedule.views.data import deciding, known_plan, promising
from kaname.web.shell.access import project_page
from kaname.web.shell.saving import answer, posted
from kaname.web.templatetags.marks import plan_finish

PROPOSED = "proposal"
"""What the address calls the baseline that waits for approval."""


@project_page(Subject.BASELINE)
def baseline_list(request: HttpRequest, project: Project) -> HttpResponse:
    """List the baselines and compare two: ``?from=N&to=M``, or to what is proposed, or to the plan as it stands."""
    plan = plan_of(project)
    found = list(plan.baselines.select_related("created_by__person").order_by("-id")) if plan else []
    answered = list(plan.proposals.select_related("created_by__person", "answered_by__person")) if plan else []
    waiting = next((each for each in answered if each.waits), None)
    decides = can(request.user, project, Subject.BASELINE, Level.DECIDE)
    context: dict[str, Any] = {
        "project": project,
        "plan": plan,
        "baselines": found,
        "current": (plan.extras.get("baselines", {}).get("0") if plan else None),
        "may_set": can(request.user, project, Subject.BASELINE, Level.EDIT),
        "decides": decides,
        "may_answer": decides and waiting is not None and waiting.created_by_id != request.user.pk,
        "waiting": waiting,
        "refused": [each for each in answered if not each.waits and each.baseline_id is None][:5],
        "refusal": RefusalForm(),
    }
    if plan is not None and found:
        context |= _compared(request, plan, found, waiting)
    return render(request, "schedule/baselines.html", context)


def _compared(
    request: HttpRequest, plan: Plan, found: list[Baseline], waiting: BaselineProposal | None
) -> dict[str, Any]:
    current = plan.extras.get("baselines", {}).get("0")
    by_number = {str(b.number): b for b in found}
    one = by_number.get(request.GET.get("from", ""), by_number.get(str(current), found[0]))
    to = request.GET.get("to", PROPOSED if waiting and not request.GET else "")
    other = waiting if to == PROPOSED else by_number.get(to)
    rows = compare(baseline_rows(one), _rows_of(plan, other))
    english = english_names(plan)
    own = [row for row in rows if row.kind != "summary"]
    changed = [Line(row, english.get(row.uid, row.name)) for row in own if row.what != "same"]
    _count_days(changed)
    counts = {what: sum(row.what == what for row in own) for what in ("moved", "added", "removed", "work", "same")}
    return {
        "one": one,
        "other": other,
        "to": to,
        "proposed": PROPOSED,
        "changed": changed,
        "totals": _totals(one, plan.finish if other is None else other.finish, own),
        "budget": _budget(request.user, plan.project, one, other),
        **counts,
        **(reported(plan) if other is None else {}),
    }


def _rows_of(plan: Plan, other: Baseline | BaselineProposal | None) -> dict[str, tuple[Any, ...]]:
    if other is None:
        return present_rows(plan)
    return other.by_uid() if isinstance(other, BaselineProposal) else baseline_rows(other)


def _totals(one: Baseline, finish: int | None, rows: Sequence[Difference]) -> dict[str, Any]:
    """Return finish and work on both sides; work where activities say it."""
    before, after = plan_finish(one.finish), plan_finish(finish)
    work = [sum(getattr(row, name) or 0 for row in rows) for name in ("work_before", "work_after")]
    return {
        "before": before,
        "after": after,
        "days": working_days([before], [after])[0] if before and after else None,
        "work_before": work[0],
        "work_after": work[1],
        "work": work[1] - work[0],
    }


def _budget(user: Any, project: Project, one: Baseline, other: Any) -> Rebudget | None:
    """Return the approved budgets of two baselines beside each other, for who may read money."""
    if not isinstance(other, Baseline) or not can(user, project, Subject.COST, Level.READ):
        return None
    return rebudget(project, one.number, other.number)


class Line:
    """A difference with days as people read them; work in ticks."""

    def __init__(self, found: Difference, name: str) -> None:
        """Turn ticks into days; ``name`` in the reader's language."""
        self.what, self.name, self.uid, self.kind = found.what, name, found.uid, found.kind
        self.before, self.after = plan_finish(found.finish_before), plan_finish(found.finish_after)
        self.start_before, self.start_after = found.start_before, found.start_after
        self.work_before, self.work_after = found.work_before, found.work_after
        self.days: int | None = None


def _count_days(lines: list[Line]) -> None:
    both = [(line, line.before, line.after) for line in lines if line.before and line.after]
    counted = working_days([before for _line, before, _after in both], [after for _line, _before, after in both])
    for (line, _before, _after), days in zip(both, counted, strict=True):
        line.days = days
    lines.sort(key=lambda line: (line.what != "moved", -(line.days or 0)))


@promising
def baseline_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Set a baseline, or propose one to whoever decides: name and reason; it cannot be changed afterwards."""
    plan = known_plan(project)
    back = reverse("schedule:baselines", args=[project.code])
    decides = can(request.user, project, Subject.BASELINE, Level.DECIDE)
    frozen = _("The dates of the plan are frozen as they stand now. A baseline is never changed.")
    asks = _("The dates of the plan are kept as they stand now, and the sponsor is asked to approve them.")
    context = {
        "project": project,
        "heading": _("Set a baseline") if decides else _("Propose a baseline"),
        "note": frozen if decides else asks,
        "back": back,
    }
    write = partial(set_baseline if decides else proposals.propose, plan=plan, by=request.user)
    return answer(request, BaselineForm(posted(request)), write, back, "schedule/form.html", context)


@require_POST
@deciding
def approve(request: HttpRequest, project: Project, proposal: int) -> HttpResponse:
    """Approve a proposed baseline."""
    found = _proposal(project, proposal)
    return _done(request, project, partial(proposals.approve, proposal=found, answer=request.POST.get("answer", "")))


@require_POST
@deciding
def refuse(request: HttpRequest, project: Project, proposal: int) -> HttpResponse:
    """Refuse a proposed baseline, with the reason."""
    found = _proposal(project, proposal)
    return _done(request, project, partial(proposals.refuse, proposal=found, answer=request.POST.get("answer", "")))


@require_POST
@promising
def withdraw(request: HttpRequest, project: Project, proposal: int) -> HttpResponse:
    """Take a proposed baseline back."""
    return _done(request, project, partial(proposals.withdraw, proposal=_proposal(project, proposal)))


def _proposal(project: Project, key: int) -> BaselineProposal:
    return get_object_or_404(BaselineProposal.objects.select_related("plan__project"), pk=key, plan__project=project)


def _done(request: HttpRequest, project: Project, write: Any) -> HttpResponse:
    try:
        write(by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("schedule:baselines", args=[project.code]))
