"""StrategicObjective: what the company wants to reach in some fiscal years; those without a parent are strategies."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.queries import organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import can_company
from kaname.domains.portfolio.enums import ObjectiveState


class StrategicObjectiveQuerySet(models.QuerySet["StrategicObjective"]):
    """Objectives as a user may see them."""

    def visible_to(self, user: Any) -> "StrategicObjectiveQuerySet":
        """Return what was approved, to everybody; drafts only to whoever reads projects company-wide or answers for
        them. Which pages show any is decided there.
        """
        if can_company(user, Subject.PROJECT, Level.READ):
            return self
        own = models.Q(owner__user=user) | models.Q(parent__owner__user=user)
        return self.filter(~models.Q(state=ObjectiveState.DRAFT) | own)


class StrategicObjective(Record):
    """A strategy (no ``parent``) or an objective below one: two levels (mission row S17, specification 4.1).

    ``weight``: percent of its parent, of the company where it has none; those of siblings that are not stopped sum to
    100, or are all 0 before they were first set (``actions.objectives.weigh`` is the only writer). ``first_year`` and
    ``last_year``: fiscal years, both included. ``result``: what was found when it ended.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    aim = models.TextField(_("what is meant by it"), blank=True)
    aim_en = models.TextField(_("what is meant by it, in English"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    first_year = models.PositiveSmallIntegerField(_("first fiscal year"))
    last_year = models.PositiveSmallIntegerField(_("last fiscal year"))
    weight = models.DecimalField(_("weight in percent"), max_digits=5, decimal_places=2, default=Decimal(0))
    state = models.CharField(_("state"), max_length=10, choices=ObjectiveState, default=ObjectiveState.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.TextField(_("what was found at its end"), blank=True)

    objects = StrategicObjectiveQuerySet.as_manager()

    class Meta:
        """By code; weights are percents, years go forward, nothing is its own parent."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__gte=0) & models.Q(weight__lte=100), name="objective_weight_is_percent"
            ),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="objective_years_forward"
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")), name="objective_not_own_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None) | ~models.Q(state=ObjectiveState.DRAFT),
                name="objective_draft_not_approved",
            ),
        ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"

    @property
    def begins(self) -> date:
        """First day of the first fiscal year."""
        return date(self.first_year, organisation().fiscal_year_start_month, 1)

    @property
    def ends(self) -> date:
        """Last day of the last fiscal year."""
        month = organisation().fiscal_year_start_month
        return date.fromordinal(date(self.last_year + 1, month, 1).toordinal() - 1)
