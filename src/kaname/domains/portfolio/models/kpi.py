"""Kpi: a figure by which an objective is judged; KpiReading: one value of it with its day and source, never changed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.portfolio.enums import Direction
from kaname.domains.portfolio.models.objective import StrategicObjective


class Kpi(Record):
    """From ``baseline`` to ``target`` by a day; where both are the same, the figure is to be held (mission row S18)."""

    objective = models.ForeignKey(StrategicObjective, models.PROTECT, related_name="kpis")
    name = models.CharField(_("KPI"), max_length=200)
    name_en = models.CharField(_("KPI in English"), max_length=200, blank=True)
    definition = models.TextField(_("how it is counted"))
    definition_en = models.TextField(_("how it is counted, in English"), blank=True)
    unit = models.CharField(_("counted in unit"), max_length=30)
    unit_en = models.CharField(_("counted in unit, in English"), max_length=30, blank=True)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.HIGHER)
    baseline = models.DecimalField(_("value before"), max_digits=18, decimal_places=3)
    target = models.DecimalField(_("target value"), max_digits=18, decimal_places=3)
    due = models.DateField(_("to be reached by"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )

    class Meta:
        """The first due first; the target lies where the figure is to go."""

        ordering = ["objective", "due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction=Direction.HIGHER, target__gte=models.F("baseline"))
                | models.Q(direction=Direction.LOWER, target__lte=models.F("baseline")),
                name="kpi_target_in_direction",
            )
        ]

    def __str__(self) -> str:
        """Return the figure."""
        return self.name

    def way(self, value: Decimal) -> Decimal | None:
        """Return how much of the way from baseline to target a value is, 1 at the target; None for one to be held."""
        return None if self.target == self.baseline else (value - self.baseline) / (self.target - self.baseline)

    def met_by(self, value: Decimal) -> bool:
        """Return whether a value is at the target or beyond it."""
        return value >= self.target if self.direction == Direction.HIGHER else value <= self.target


class KpiReading(models.Model):
    """What the figure was on a day; a mistake is mended by a newer reading of the same day, which counts instead."""

    kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="readings")
    measured_on = models.DateField(_("measured on"))
    value = models.DecimalField(_("measured value"), max_digits=18, decimal_places=3)
    source = models.CharField(_("where the value comes from"), max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order of time; a value without a source is no reading (specification 4.1)."""

        ordering = ["kpi", "measured_on", "id"]
        constraints = [models.CheckConstraint(condition=~models.Q(source=""), name="kpi_reading_has_source")]

    def __str__(self) -> str:
        """Return day and value."""
        return f"{self.measured_on}: {self.value.normalize():f}"
