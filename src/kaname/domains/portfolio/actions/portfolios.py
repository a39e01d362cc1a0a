"""Writing portfolios: their heads, their way, what they are given of people, and what belongs to them since when."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.portfolio.enums import NEXT_PORTFOLIO_STATES, PortfolioState
from kaname.domains.portfolio.models import Portfolio, PortfolioCapacity, PortfolioComponent, Programme
from kaname.domains.portfolio.queries.components import portfolios_of_programme, portfolios_of_project
from kaname.domains.portfolio.rules import check_edit
from kaname.domains.project.models import Project


def create(*, code: str, name: str, by: Any, **values: Any) -> Portfolio:
    """Begin to put a portfolio together."""
    check_edit(by)
    return records.add(Portfolio(code=code, name=name, **values), verb="portfolio.create", by=by, confidentiality=3)


def update(*, portfolio: Portfolio, by: Any, version: int | None = None, **values: Any) -> Portfolio:
    """Change a portfolio's head and budget; Conflict when somebody else did since ``version``."""
    check_edit(by)
    return records.change(portfolio, values, verb="portfolio.update", by=by, version=version, confidentiality=3)


@transaction.atomic
def move(*, portfolio: Portfolio, state: str, by: Any) -> Portfolio:
    """Take a portfolio to its next state: approval needs an owner, a budget, an objective and a component."""
    check_edit(by)
    fresh = records.locked(portfolio)
    if state not in NEXT_PORTFOLIO_STATES.get(fresh.state, ()):
        said = _("%(code)s is in the state “%(state)s”: this cannot follow.")
        raise ValidationError(said % {"code": fresh.code, "state": fresh.get_state_display()})
    wrong = []
    if state == PortfolioState.APPROVED:
        wrong += [] if fresh.owner_id else [_("It needs somebody who answers for it.")]
        wrong += [] if fresh.budget_yen is not None else [_("It needs a budget.")]
        wrong += [] if fresh.objective_links.filter(valid_to=None).exists() else [_("It needs an objective.")]
        wrong += [] if fresh.components.filter(valid_to=None).exists() else [_("It needs a project or a programme.")]
    if state == PortfolioState.CLOSED and fresh.components.filter(valid_to=None).exists():
        wrong.append(_("Projects or programmes still belong to it. End their parts first."))
    if wrong:
        raise ValidationError(wrong)
    return records.change(fresh, {"state": state}, verb="portfolio.move", by=by, version=None, confidentiality=1)


@transaction.atomic
def include(
    *,
    portfolio: Portfolio,
    valid_from: date,
    by: Any,
    project: Project | None = None,
    programme: Programme | None = None,
) -> PortfolioComponent:
    """Let a project or a programme belong to a portfolio from a day on.

    One that is in a portfolio then, directly or a project through its programme and the other way round, is refused.
    """
    check_edit(by)
    if (project is None) == (programme is None):
        raise ValidationError({"project": _("Choose a project or a programme, one of them.")})
    if records.locked(portfolio).state == PortfolioState.CLOSED:
        raise ValidationError(_("The portfolio is closed: nothing can be added."))
    wrong: dict[str, Any] = {}
    if project is not None:
        records.locked(project)
        held = portfolios_of_project(project, valid_from)
        if held:
            said = _("%(project)s belongs to %(portfolio)s already. End that first.")
            wrong["project"] = said % {"project": project.code, "portfolio": held[0]}
    if programme is not None:
        records.locked(programme)
        for code, other in portfolios_of_programme(programme, valid_from):
            said = _("%(project)s belongs to %(portfolio)s already. End that first.")
            wrong.setdefault("programme", []).append(said % {"project": code, "portfolio": other})
    if wrong:
        raise ValidationError(wrong)
    row = PortfolioComponent(portfolio=portfolio, project=project, programme=programme, valid_from=valid_from)
    return records.add(row, verb="portfolio.include", by=by, project_id=getattr(project, "pk", None))


def release(*, component: PortfolioComponent, valid_to: date, by: Any) -> PortfolioComponent:
    """Let something belong to its portfolio until a day, that day included."""
    check_edit(by)
    if valid_to < component.valid_from:
        said = _("It belongs to the portfolio from %(day)s on.")
        raise ValidationError({"valid_to": said % {"day": component.valid_from}})
    told = {"project_id": component.project_id}
    return records.change(component, {"valid_to": valid_to}, verb="portfolio.release", by=by, version=None, **told)


@transaction.atomic
def give(
    *, portfolio: Portfolio, role_name: str, days_a_month: Decimal, by: Any, role_name_en: str = ""
) -> PortfolioCapacity:
    """Give a portfolio so many person-days a month of a role ("": of everybody whose role has none); again: instead."""
    check_edit(by)
    records.locked(portfolio)
    told: dict[str, Any] = {"verb": "portfolio.give", "by": by, "confidentiality": 1}
    values = {"role_name_en": role_name_en, "days_a_month": days_a_month}
    held = portfolio.capacities.filter(role_name=role_name).first()
    if held is not None:
        return records.change(held, values, version=None, **told)
    return records.add(PortfolioCapacity(portfolio=portfolio, role_name=role_name, **values), **told)


def take_back(*, capacity: PortfolioCapacity, by: Any) -> None:
    """Take a role's person-days back."""
    check_edit(by)
    records.remove(capacity, verb="portfolio.take_back", by=by, confidentiality=1)
