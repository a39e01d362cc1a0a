"""A project's money in one look."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.queries import organisation, today
from kaname.domains.cost.actions import evm
from kaname.domains.cost.bridge.against import against
from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models import CostBaseline, EvmSnapshot
from kaname.domains.cost.queries import curve, earned
from kaname.domains.cost.queries.money import open_orders, spent_by
from kaname.domains.cost.rules import Limits, asks_explanation, foresees_overrun, variances
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can
from kaname.web.cost import charts
from kaname.web.cost.answering import answer_of
from kaname.web.cost.asking import Asked, answering, asked, keeping, reading, signed
from kaname.web.cost.forms import ExplanationForm
from kaname.web.cost.opening import numbers
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted

DATES = 12
"""Report dates that trends show."""


@kept
@reading
def overview(request: HttpRequest, project: Project) -> HttpResponse:
    """Show budget, cost and what will come of it; as of any report date, in yen or in person-days."""
    wanted = asked(request, project)
    held = earned.snapshot(project, wanted.as_of, wanted.unit)
    approved = curve.approved(project, held.as_of if held else wanted.as_of)
    budgets = list(CostBaseline.objects.filter(project=project))
    other = _other(request, budgets, approved) if held is not None else None
    told = _against(project, other, wanted) if other is not None else []
    found = told[-1] if told else held
    approved = other or approved
    limits = Limits.of(organisation(), project.project_type)
    overrun = found is not None and foresees_overrun(found, limits)
    spent = spent_by(project, wanted.as_of)[0 if wanted.unit == Unit.YEN else 1]
    context: dict[str, Any] = {
        "project": project,
        "part": "overview",
        "asked": wanted,
        "found": found,
        "overrun": overrun,
        "answer": answer_of(found, approved, spent, wanted, overrun),
        "dates": earned.report_dates(project),
        "budgets": budgets,
        "budget": approved,
        "other": other if told else None,
        "units": Unit.choices,
        "may_keep": can(request.user, project, Subject.COST, Level.EDIT),
    }
    if found is not None:
        context |= _figures(request, project, wanted, found, overrun, limits)
        if other is not None and told:
            context |= _on_other(other, told, wanted)
    return render(request, "cost/overview.html", context)


def _other(request: HttpRequest, budgets: list[CostBaseline], held: CostBaseline | None) -> CostBaseline | None:
    """Return the approved budget that the address asks for, where it is not the one that holds."""
    found = next((b for b in budgets if str(b.number) == request.GET.get("baseline", "")), None)
    return None if found is None or found == held else found


def _against(project: Project, other: CostBaseline, wanted: Asked) -> list[EvmSnapshot]:
    """Return the last report dates' earned value against another budget, oldest first."""
    days = [s.as_of for s in earned.trend(project, wanted.as_of, DATES, wanted.unit)]
    return [rows[0] for rows in against(project, other.number, days, wanted.unit).values()]


def _on_other(other: CostBaseline, told: list[EvmSnapshot], wanted: Asked) -> dict[str, Any]:
    """Return the pictures of earned value against another budget; it was not said on the day: nothing is explained."""
    return {
        "curve": charts.s_curve(curve.drawn(other, told, told[-1], wanted.unit), wanted),
        "trend": charts.trend(told),
        "eye": charts.bulls_eye(told),
    }


def _figures(
    request: HttpRequest, project: Project, wanted: Asked, found: EvmSnapshot, overrun: bool, limits: Limits
) -> dict[str, Any]:
    told = earned.trend(project, wanted.as_of, DATES, wanted.unit)
    committed = open_orders(project) if wanted.unit == Unit.YEN else None
    kept = [found] if found.pk else []  # against another budget nothing is kept, and nothing has to be explained
    every = [*kept, *earned.by_account(project, wanted.as_of, wanted.unit)] if kept else []
    said = earned.explanations(every)
    beyond = [Beyond(s, said.get(s.pk)) for s in every if asks_explanation(s, limits)]
    return {
        "numbers": numbers(found, wanted, committed, reverse("cost:overview", args=[project.code]), overrun),
        "curve": charts.s_curve(curve.s_curve(project, wanted.as_of, wanted.unit), wanted),
        "trend": charts.trend(told),
        "eye": charts.bulls_eye(told),
        "forecasts": forecasts(found, wanted),
        "beyond": beyond,
        "missing": [b for b in beyond if b.said is None],
        "limit": limits.variance,
        "may_explain": can(request.user, project, Subject.BASELINE, Level.EDIT),
    }


class Beyond:
    """A variance beyond the limit, and what was said of it."""

    def __init__(self, found: EvmSnapshot, said: Any) -> None:
        """Turn it into words."""
        self.pk, self.said, self.account = found.pk, said, found.account
        schedule, cost = variances(found)
        self.schedule, self.cost = signed(schedule), signed(cost)


def forecasts(found: EvmSnapshot, wanted: Asked) -> list[tuple[str, str, str, str, bool]]:
    """Return the estimates at completion by method: name, formula, amount, variance, whether it is the default."""
    named = (
        ("trend", _("by the trend"), "BAC ÷ CPI"),
        ("one_off", _("the deviation was a single one"), "AC + (BAC − EV)"),
        ("cost_schedule", _("cost and schedule"), "AC + (BAC − EV) ÷ (CPI × SPI)"),
        ("cost_schedule_t", _("cost and schedule in time"), "AC + (BAC − EV) ÷ (CPI × SPI(t))"),
        ("weighted", _("cost and schedule, weighted"), "AC + (BAC − EV) ÷ (0.8 CPI + 0.2 SPI)"),
        ("bottom_up", _("from the bottom up"), "AC + ETC"),
    )
    rows = []
    for key, name, formula in named:
        value = found.eac_all.get(key)
        over = None if value is None else found.bac - value
        rows.append((name, formula, wanted.amount(value), wanted.amount(over), key == "trend"))
    return rows


@require_POST
@keeping
def take(request: HttpRequest, project: Project) -> HttpResponse:
    """Take earned value at the newest report date."""
    evm.take(projects=[project], as_of=today(), by=request.user)
    return HttpResponseRedirect(reverse("cost:overview", args=[project.code]))


@answering
def explain(request: HttpRequest, project: Project, snapshot: int) -> HttpResponse:
    """Explain a variance in a sentence."""
    found = get_object_or_404(EvmSnapshot.objects.select_related("account"), pk=snapshot, project=project)
    back = f"{reverse('cost:overview', args=[project.code])}?as_of={found.as_of.isoformat()}"
    schedule, cost = variances(found)

    def write(**values: Any) -> Any:
        return evm.explain(snapshot=found, by=request.user, **values)

    context = {
        "project": project,
        "heading": _("Explain the variance"),
        "note": _("%(whose)s: SV %(schedule)s, CV %(cost)s.")
        % {"whose": found.account or _("The whole project"), "schedule": signed(schedule), "cost": signed(cost)},
        "back": back,
    }
    return answer(request, ExplanationForm(posted(request)), write, back, "projects/form.html", context)
