"""What the pages of strategy share: whose they are, which day they are of, what stands in their tabs."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import can_company
from kaname.domains.portfolio.models import Kpi, Portfolio, StrategicObjective
from kaname.domains.portfolio.queries.components import visible_portfolio
from kaname.domains.portfolio.queries.objectives import visible_objective
from kaname.domains.portfolio.rules import can_edit
from kaname.domains.reporting.queries.portfolio import has_portfolio, reach
from kaname.web.shell.access import company_page

BIG = 56
"""Pixels of the largest bubble."""
COLOURS = {"red": "#c8102e", "stale": "#6b7280", "amber": "#b45309", "green": "#15803d"}
editing = company_page(Subject.PROJECT, read=Level.EDIT)


def colour_of(health: str) -> str:
    """Return the colour of a health in a picture, told apart on light and on dark; the legend has its mark."""
    return COLOURS.get(health, "#9ca3af")


def day_of(request: HttpRequest) -> date | None:
    """Return the earlier day that the address asks for, None for none, for no date, and for today and later."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return None
    return day if day < today() else None


def common(request: HttpRequest, part: str) -> dict[str, Any]:
    """Return what every page of strategy shows or hides."""
    return {
        "part": part,
        "may_edit": can_edit(request.user),
        "may_cover": can_company(request.user, Subject.PROJECT, Level.READ),
        "money": reach(request.user, Subject.COST) >= Level.READ,
    }


def objective_or_404(request: HttpRequest, number: int) -> StrategicObjective:
    """Return an objective that the reader may see; a hidden one is the same as none."""
    if not has_portfolio(request.user):
        raise Http404
    try:
        return visible_objective(request.user, number)
    except StrategicObjective.DoesNotExist:
        raise Http404 from None


def kpi_or_404(request: HttpRequest, number: int) -> Kpi:
    """Return a key figure whose objective the reader may see."""
    rows = Kpi.objects.select_related("owner", "objective__owner", "objective__parent__owner")
    found = rows.filter(pk=number).first()
    if found is None or not has_portfolio(request.user):
        raise Http404
    if not StrategicObjective.objects.visible_to(request.user).filter(pk=found.objective_id).exists():
        raise Http404
    return found


def portfolio_or_404(request: HttpRequest, number: int) -> Portfolio:
    """Return a portfolio that the reader may see."""
    if not has_portfolio(request.user):
        raise Http404
    try:
        return visible_portfolio(request.user, number)
    except Portfolio.DoesNotExist:
        raise Http404 from None
