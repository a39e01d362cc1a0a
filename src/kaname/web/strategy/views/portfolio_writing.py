"""Writing portfolios: their heads, their way, what belongs to them, the objectives and the people they are given."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.portfolio.actions import links, portfolios
from kaname.domains.portfolio.models import ObjectiveLink, Portfolio, PortfolioCapacity, PortfolioComponent
from kaname.domains.portfolio.queries.components import components_of
from kaname.domains.project.models import Project
from kaname.web.programmes.forms import ReleaseForm
from kaname.web.shell.saving import answer, posted, tell
from kaname.web.strategy.forms import AimForm, CapacityForm, PortfolioForm, ThingForm
from kaname.web.strategy.reach import editing, portfolio_or_404

FORM = "strategy/form.html"


def address_of(portfolio: Portfolio) -> str:
    """Return where a portfolio is read."""
    return reverse("strategy:portfolio", args=[portfolio.pk])


@editing
def new(request: HttpRequest) -> HttpResponse:
    """Begin a portfolio."""
    context = {"heading": _("New portfolio"), "back": reverse("strategy:portfolios")}
    form = PortfolioForm(posted(request))
    return answer(request, form, lambda **v: portfolios.create(by=request.user, **v), address_of, FORM, context)


@editing
def edit(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Change a portfolio's head and budget."""
    row = portfolio_or_404(request, portfolio)
    form = PortfolioForm(posted(request), instance=row)

    def write(version: int, **values: Any) -> Portfolio:
        fresh = Portfolio.objects.get(pk=row.pk)
        return portfolios.update(portfolio=fresh, by=request.user, version=version, **values)

    return answer(request, form, write, address_of, FORM, {"heading": spoken(row), "back": address_of(row)})


@require_POST
@editing
def move(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Take a portfolio to its next state."""
    row = portfolio_or_404(request, portfolio)
    try:
        portfolios.move(portfolio=row, state=request.POST.get("state", ""), by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        tell(request, _("Saved."))
    return HttpResponseRedirect(address_of(row))


@editing
def include(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Put a project or a programme into a portfolio from a day on."""
    row = portfolio_or_404(request, portfolio)
    form = ThingForm(request.user, posted(request))

    def write(thing: Any, valid_from: Any) -> PortfolioComponent:
        kind = "project" if isinstance(thing, Project) else "programme"
        given: dict[str, Any] = {kind: thing}
        return portfolios.include(portfolio=row, valid_from=valid_from, by=request.user, **given)

    context = {"heading": _("Put into the portfolio"), "back": address_of(row)}
    return answer(request, form, write, address_of(row), FORM, context)


@editing
def release(request: HttpRequest, portfolio: int, component: int) -> HttpResponse:
    """End a project's or programme's part in a portfolio."""
    row = portfolio_or_404(request, portfolio)
    found = next((c for c in components_of(request.user, [row], today()) if c.pk == component), None)
    if found is None:
        raise Http404
    form = ReleaseForm(posted(request), initial={"valid_to": today()})
    heading = _("Until when does %(code)s belong to the portfolio?") % {"code": found.thing.code}

    def write(**values: Any) -> PortfolioComponent:
        return portfolios.release(component=found, by=request.user, **values)

    return answer(request, form, write, address_of(row), FORM, {"heading": heading, "back": address_of(row)})


@editing
def aim(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Say which objective a portfolio is for."""
    row = portfolio_or_404(request, portfolio)
    form = AimForm(posted(request))

    def write(**values: Any) -> ObjectiveLink:
        return links.link(thing=row, by=request.user, **values)

    context = {"heading": _("An objective of the portfolio"), "back": address_of(row)}
    return answer(request, form, write, address_of(row), FORM, context)


@editing
def capacity(request: HttpRequest, portfolio: int) -> HttpResponse:
    """Give a portfolio person-days a month of a role."""
    row = portfolio_or_404(request, portfolio)
    form = CapacityForm(posted(request))

    def write(role_name: str, days_a_month: Any) -> PortfolioCapacity:
        given = {"role_name": role_name, "role_name_en": form.english.get(role_name, "")}
        return portfolios.give(portfolio=row, days_a_month=days_a_month, by=request.user, **given)

    context = {"heading": _("People given to the portfolio"), "back": address_of(row)}
    return answer(request, form, write, address_of(row), FORM, context)


@require_POST
@editing
def capacity_remove(request: HttpRequest, portfolio: int, capacity: int) -> HttpResponse:
    """Take a role's person-days back."""
    row = portfolio_or_404(request, portfolio)
    portfolios.take_back(capacity=get_object_or_404(PortfolioCapacity, pk=capacity, portfolio=row), by=request.user)
    tell(request, _("Removed."))
    return HttpResponseRedirect(address_of(row))
