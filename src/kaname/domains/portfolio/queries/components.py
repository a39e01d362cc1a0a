"""Reads of portfolios: those a user may see, and what belongs to them on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from kaname.domains.people.enums import Level, Subject
from kaname.domains.portfolio.models import Portfolio, PortfolioComponent, Programme, ProgrammeProject
from kaname.domains.project.models import Project


def visible_portfolio(user: Any, number: int) -> Portfolio:
    """Return a portfolio that the user may see; DoesNotExist where there is none or it is hidden."""
    return Portfolio.objects.visible_to(user).select_related("owner").get(pk=number)


def components_of(user: Any, portfolios: Iterable[Portfolio], day: date) -> list[PortfolioComponent]:
    """Return what belongs to portfolios on a day, as far as the user may see it, by code; one query."""
    seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
    rows = PortfolioComponent.objects.on(day).filter(portfolio__in=list(portfolios))
    rows = rows.filter(Q(project__in=seen) | Q(programme__in=Programme.objects.visible_to(user)))
    return list(rows.select_related("project", "programme").order_by("programme__code", "project__code"))


def portfolios_of_project(project: Project, since: date) -> list[Portfolio]:
    """Return the portfolios to which a project belongs on or after a day, by itself or with a programme."""
    running = Q(valid_to=None) | Q(valid_to__gte=since)
    programmes = ProgrammeProject.objects.filter(running, project=project).values("programme")
    held = PortfolioComponent.objects.filter(running).filter(Q(project=project) | Q(programme__in=programmes))
    return list(Portfolio.objects.filter(components__in=held).distinct())


def portfolios_of_programme(programme: Programme, since: date) -> list[tuple[str, Portfolio]]:
    """Return what stands against putting a programme into a portfolio on or after a day: itself or one of its projects
    (its code), and the portfolio to which that belongs.
    """
    running = Q(valid_to=None) | Q(valid_to__gte=since)
    parts = ProgrammeProject.objects.filter(running, programme=programme).values("project")
    held = PortfolioComponent.objects.filter(running).filter(Q(programme=programme) | Q(project__in=parts))
    rows = held.select_related("portfolio", "project", "programme").order_by("pk")
    return [(row.thing.code, row.portfolio) for row in rows]
