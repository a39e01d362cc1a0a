"""A strategy or an objective: reading it, writing it, its weight among its siblings, its way, what serves it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.portfolio.actions import links, objectives
from kaname.domains.portfolio.enums import NEXT_STATES
from kaname.domains.portfolio.models import ObjectiveLink, StrategicObjective
from kaname.domains.portfolio.queries.objectives import links_on
from kaname.domains.portfolio.rules import can_decide, can_note
from kaname.domains.reporting.queries.strategy import Aim, overall_weight, trace
from kaname.web.shell.access import portfolio_page, signed_in
from kaname.web.shell.kept import kept
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.strategy.forms import ObjectiveForm, ThingForm, WeightsForm
from kaname.web.strategy.lines import Line, below
from kaname.web.strategy.reach import common, day_of, editing, objective_or_404
from kaname.web.strategy.sentences import aim_answer

FORM = "strategy/form.html"


def address_of(objective: StrategicObjective) -> str:
    """Return where an objective is read."""
    return reverse("strategy:objective", args=[objective.pk])


@kept
@portfolio_page
def objective_page(request: HttpRequest, objective: int) -> HttpResponse:
    """Show an objective, or a strategy with its objectives; ``?as_of=DATE``: as it stood then."""
    row = objective_or_404(request, objective)
    as_of = day_of(request)
    day = as_of or today()
    strategy = trace(request.user, day, row).strategies[0]
    aim = next((a for a in strategy.aims if a.objective.pk == row.pk), None)
    if aim is None:  # a strategy: its own figures, everything below it
        aim = Aim(day, strategy.parts, objective=row, figures=strategy.figures)
    context = common(request, "map") | {
        "row": row,
        "aim": aim,
        "aims": strategy.aims if row.parent_id is None else [],
        "own": [Line("objective", 0, a) for a in strategy.aims],
        "lines": list(below(aim, 0)) if row.parent_id else [],
        "answer": aim_answer(aim),
        "overall": overall_weight(row),
        "as_of": as_of,
        "next": [(s.value, s.label, s in objectives.ENDS) for s in NEXT_STATES.get(row.state, ())],
        "may_decide": can_decide(request.user, row) and as_of is None,
        "notable": {f.kpi.pk for f in aim.figures if can_note(request.user, f.kpi)},
        "links": links_on(request.user, [row], day) if as_of is None else [],
    }
    return render(request, "strategy/objective.html", context)


@editing
def new(request: HttpRequest) -> HttpResponse:
    """Draft a strategy."""
    return _new(request, None)


@editing
def new_below(request: HttpRequest, objective: int) -> HttpResponse:
    """Draft an objective below a strategy."""
    parent = objective_or_404(request, objective)
    if parent.parent_id is not None:
        raise Http404
    return _new(request, parent)


def _new(request: HttpRequest, parent: StrategicObjective | None) -> HttpResponse:
    year = parent.first_year if parent else today().year
    form = ObjectiveForm(posted(request), initial={"first_year": year, "last_year": parent and parent.last_year})
    heading = _("New objective of %(code)s") % {"code": parent.code} if parent else _("New strategy")
    context = {"heading": heading, "back": address_of(parent) if parent else reverse("strategy:map")}

    def write(**values: Any) -> StrategicObjective:
        return objectives.create(parent=parent, by=request.user, **values)

    return answer(request, form, write, address_of, FORM, context)


@editing
def edit(request: HttpRequest, objective: int) -> HttpResponse:
    """Change an objective's texts, owner and years."""
    row = objective_or_404(request, objective)
    form = ObjectiveForm(posted(request), instance=row)

    def write(version: int, **values: Any) -> StrategicObjective:
        fresh = StrategicObjective.objects.get(pk=row.pk)
        return objectives.update(objective=fresh, by=request.user, version=version, **values)

    return answer(request, form, write, address_of, FORM, {"heading": spoken(row), "back": address_of(row)})


@editing
def weights(request: HttpRequest) -> HttpResponse:
    """Set the weights of the strategies."""
    return _weights(request, None)


@editing
def weights_below(request: HttpRequest, objective: int) -> HttpResponse:
    """Set the weights of a strategy's objectives."""
    parent = objective_or_404(request, objective)
    if parent.parent_id is not None:
        raise Http404
    return _weights(request, parent)


def _weights(request: HttpRequest, parent: StrategicObjective | None) -> HttpResponse:
    rows = list(objectives.siblings(parent))
    form = WeightsForm(rows, posted(request))
    back = address_of(parent) if parent else reverse("strategy:map")
    heading = (
        _("Weights of the objectives of %(code)s") % {"code": parent.code} if parent else _("Weights of strategies")
    )

    def write(**_values: Any) -> Any:
        return objectives.weigh(parent=parent, weights=form.weights(), by=request.user)

    context = {"heading": heading, "back": back, "lead": _("The weights must sum to 100 %.")}
    return answer(request, form, write, back, FORM, context)


@require_POST
@signed_in
def move(request: HttpRequest, objective: int) -> HttpResponse:
    """Take an objective to its next state: for who edits, and who answers for it or for its strategy."""
    row = objective_or_404(request, objective)
    if not can_decide(request.user, row):
        raise Http404
    result = request.POST.get("result", "")[:4000]
    try:
        objectives.move(objective=row, state=request.POST.get("state", ""), result=result, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        tell(request, _("Saved."))
    return HttpResponseRedirect(address_of(row))


@editing
def link(request: HttpRequest, objective: int) -> HttpResponse:
    """Let a project, a programme or a portfolio serve an objective."""
    row = objective_or_404(request, objective)
    form = ThingForm(request.user, posted(request), portfolios=True)
    heading = _("What serves %(code)s") % {"code": row.code}

    def write(thing: Any, valid_from: Any) -> ObjectiveLink:
        return links.link(objective=row, thing=thing, valid_from=valid_from, by=request.user)

    return answer(request, form, write, address_of(row), FORM, {"heading": heading, "back": address_of(row)})


@require_POST
@editing
def unlink(request: HttpRequest, objective: int, link: int) -> HttpResponse:
    """End what serves an objective."""
    row = objective_or_404(request, objective)
    if link not in {found.pk for found in links_on(request.user, [row], today())}:
        raise Http404
    links.unlink(row=get_object_or_404(ObjectiveLink, pk=link, objective=row), by=request.user)
    tell(request, _("Removed."))
    return HttpResponseRedirect(address_of(row))
