"""A component belongs to at most one portfolio at a time (specification 4.1), directly or through a programme."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factories.people import make_company, make_person, make_user
from factories.portfolio import make_programme_of
from factories.project import make_project, make_user_of
from factories.strategy import make_portfolio, make_running
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.portfolio.actions import links, portfolios, programmes
from kaname.domains.portfolio.models import Portfolio, PortfolioCapacity, PortfolioComponent
from kaname.domains.portfolio.queries.components import components_of
from kaname.domains.portfolio.rules import sees_budget

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def company():
    return make_company()


def refused(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as said:
        call(*args, **kwargs)
    return said.value.message_dict


def test_a_project_is_in_one_portfolio_at_a_time():
    project, other = make_project(), make_portfolio()
    first = make_portfolio(project)
    said = refused(portfolios.include, portfolio=other, project=project, valid_from=DAY, by=None)
    assert first.code in said["project"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        PortfolioComponent.objects.create(portfolio=other, project=project, valid_from=DAY)


def test_a_component_moves_on_the_day_after_its_last_and_stays_in_the_past():
    project, other = make_project(), make_portfolio()
    first = make_portfolio(project)
    portfolios.release(component=first.components.get(), valid_to=DAY, by=None)
    assert "project" in refused(portfolios.include, portfolio=other, project=project, valid_from=DAY, by=None)
    portfolios.include(portfolio=other, project=project, valid_from=date(2026, 11, 2), by=None)
    manager = make_user(Role.PMO_MANAGER)
    held = [[c.portfolio for c in components_of(manager, [first, other], day)] for day in (DAY, date(2026, 11, 2))]
    assert held == [[first], [other]]


def test_a_programme_brings_its_projects():
    inside, alone = make_project(), make_project()
    programme = make_programme_of(inside)
    first, other = make_portfolio(programme), make_portfolio(alone)
    assert "project" in refused(portfolios.include, portfolio=other, project=inside, valid_from=DAY, by=None)
    assert "programme" in refused(portfolios.include, portfolio=other, programme=programme, valid_from=DAY, by=None)
    said = refused(programmes.include, programme=programme, project=alone, valid_from=DAY, by=None)
    assert other.code in said["project"][0], "it would be in two portfolios: its own and the programme's"
    apart = make_programme_of(make_project(), alone)
    said = refused(portfolios.include, portfolio=first, programme=apart, valid_from=DAY, by=None)
    assert alone.code in said["programme"][0]


def test_a_component_is_a_project_or_a_programme():
    portfolio, project = make_portfolio(), make_project()
    both = {"project": project, "programme": make_programme_of()}
    for things in ({}, both):
        assert "project" in refused(portfolios.include, portfolio=portfolio, valid_from=DAY, by=None, **things)
        with pytest.raises(IntegrityError), transaction.atomic():
            PortfolioComponent.objects.create(portfolio=portfolio, valid_from=DAY, **things)


def test_a_portfolio_is_approved_when_everything_is_there_and_closed_when_it_is_empty():
    project = make_project()
    empty = make_portfolio()
    with pytest.raises(ValidationError) as said:
        portfolios.move(portfolio=empty, state="approved", by=None)
    assert len(said.value.messages) == 4
    whole = make_portfolio(project, owner=make_person(), budget_yen=1)
    links.link(objective=make_running(make_person())[0], thing=whole, by=None)
    for state in ("approved", "running", "review", "running"):
        whole = portfolios.move(portfolio=whole, state=state, by=None)
    with pytest.raises(ValidationError):
        portfolios.move(portfolio=whole, state="closed", by=None)
    portfolios.release(component=whole.components.get(), valid_to=DAY, by=None)
    assert portfolios.move(portfolio=whole, state="closed", by=None).state == "closed"
    with pytest.raises(ValidationError):
        portfolios.include(portfolio=whole, project=project, valid_from=date(2026, 12, 1), by=None)


def test_a_role_is_given_once_and_again_means_instead():
    portfolio = make_portfolio()
    for days in (20, 30):
        portfolios.give(portfolio=portfolio, role_name="主任", days_a_month=Decimal(days), by=None)
    assert [c.days_a_month for c in portfolio.capacities.all()] == [30]
    with pytest.raises(ValidationError):
        portfolios.give(portfolio=portfolio, role_name="課長", days_a_month=Decimal(0), by=None)
    portfolios.take_back(capacity=portfolio.capacities.get(), by=None)
    assert not PortfolioCapacity.objects.exists()


def test_who_sees_a_portfolio_and_its_budget():
    project, owner = make_project(), make_user(person=make_person())
    portfolio, other = make_portfolio(project, owner=owner.person), make_portfolio(make_project())
    sponsor = make_user_of(project, Role.SPONSOR)
    seen = {user: set(Portfolio.objects.visible_to(user)) for user in (sponsor, owner, make_user(Role.PMO_MANAGER))}
    assert list(seen.values()) == [{portfolio}, {portfolio}, {portfolio, other}]
    budget = [sees_budget(u, portfolio) for u in (owner, make_user(Role.AUDITOR), sponsor, make_user(Role.PMO_EXPERT))]
    assert budget == [True, True, False, False]
    with pytest.raises(NotAllowed):
        portfolios.update(portfolio=portfolio, budget_yen=1, by=owner)
