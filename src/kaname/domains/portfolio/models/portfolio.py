"""Portfolio: projects and programmes that serve objectives with one budget and one capacity (mission row S160).

PortfolioCapacity: how many person-days a month the company gives it, by role; PortfolioComponent: what belongs to it.
"""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import can_company, held_on
from kaname.domains.portfolio.enums import PortfolioState
from kaname.domains.portfolio.models.programme import Programme, ProgrammeProject
from kaname.domains.project.models import Project


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    """Portfolios as a user may see them."""

    def visible_to(self, user: Any) -> "PortfolioQuerySet":
        """Return all to who edits them; else those with a project that the user may read, and one's own."""
        if can_company(user, Subject.PROJECT, Level.EDIT):
            return self
        seen = Project.objects.visible_to(user, Subject.PROJECT, Level.READ)
        programmes = ProgrammeProject.objects.filter(project__in=seen).values("programme")
        parts = PortfolioComponent.objects.filter(models.Q(project__in=seen) | models.Q(programme__in=programmes))
        return self.filter(models.Q(pk__in=parts.values("portfolio")) | models.Q(owner__user=user))


class Portfolio(Record):
    """``budget_yen``: what may be spent on all components together, None before it is known."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    purpose = models.TextField(_("what the portfolio is for"), blank=True)
    purpose_en = models.TextField(_("what the portfolio is for, in English"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    budget_yen = models.BigIntegerField(_("budget (yen)"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PortfolioState, default=PortfolioState.FORMING)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        """By code; a budget is not negative."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(budget_yen=None) | models.Q(budget_yen__gte=0), name="portfolio_budget_not_negative"
            )
        ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"


class PortfolioCapacity(Record):
    """Person-days a month of the people of a role of the pool; ``role_name`` "": of everybody whose role has no row."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="capacities")
    role_name = models.CharField(_("role"), max_length=100, blank=True)
    role_name_en = models.CharField(_("role in English"), max_length=100, blank=True)
    days_a_month = models.DecimalField(_("person-days a month"), max_digits=7, decimal_places=1)

    class Meta:
        """One row a role."""

        ordering = ["portfolio", "-days_a_month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "role_name"], name="portfolio_role_once"),
            models.CheckConstraint(condition=models.Q(days_a_month__gt=0), name="portfolio_capacity_positive"),
        ]

    def __str__(self) -> str:
        """Return the role and its days."""
        return f"{self.role_name or '*'}: {self.days_a_month}"

    @property
    def shown_role(self) -> str:
        """The role in the reader's language; "" for everybody else."""
        return chosen(self.role_name, self.role_name_en)


class PortfolioComponentQuerySet(models.QuerySet["PortfolioComponent"]):
    """Components by day."""

    def on(self, day: date) -> "PortfolioComponentQuerySet":
        """Return the components in force on a day."""
        return self.filter(held_on(day))


class PortfolioComponent(Record):
    """A project or a programme belongs to a portfolio for a period, both days included; to one portfolio at a time."""

    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="components")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="portfolio_parts")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="portfolio_parts")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = PortfolioComponentQuerySet.as_manager()

    class Meta:
        """A project or a programme, never both; one running portfolio each; a period goes forward."""

        ordering = ["portfolio", "programme", "project"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(project=None, programme__isnull=False)
                | models.Q(project__isnull=False, programme=None),
                name="component_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(valid_to=None), name="project_in_one_portfolio"
            ),
            models.UniqueConstraint(
                fields=["programme"], condition=models.Q(valid_to=None), name="programme_in_one_portfolio"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="portfolio_component_period",
            ),
        ]

    def __str__(self) -> str:
        """Return what belongs where."""
        return f"{self.portfolio_id}: {self.thing}"

    @property
    def thing(self) -> Project | Programme:
        """The project or the programme."""
        return self.project or self.programme  # type: ignore[return-value] # one of them, says the database
