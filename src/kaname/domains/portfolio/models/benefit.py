"""Benefit: what a programme must bring, as a number; BenefitReading: one measurement of it, never changed."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.portfolio.models.programme import Programme


class Benefit(Record):
    """From ``baseline`` to ``target`` of a measure by a day; a target below the baseline is one to come down to."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="benefits")
    name = models.CharField(_("benefit"), max_length=200)
    name_en = models.CharField(_("benefit in English"), max_length=200, blank=True)
    measure = models.CharField(_("what is measured"), max_length=200)
    measure_en = models.CharField(_("what is measured, in English"), max_length=200, blank=True)
    unit = models.CharField(_("counted in unit"), max_length=30)
    unit_en = models.CharField(_("counted in unit, in English"), max_length=30, blank=True)
    baseline = models.DecimalField(_("value before"), max_digits=18, decimal_places=3)
    target = models.DecimalField(_("target value"), max_digits=18, decimal_places=3)
    due = models.DateField(_("to be reached by"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )

    class Meta:
        """The first due first; a target is somewhere else than today's value."""

        ordering = ["programme", "due", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(baseline=models.F("target")), name="benefit_goes_somewhere")
        ]

    def __str__(self) -> str:
        """Return the benefit."""
        return self.name

    def reached(self, value: Decimal) -> Decimal:
        """Return how much of the way from baseline to target a value is: 0 at the baseline, 1 at the target."""
        return (value - self.baseline) / (self.target - self.baseline)


class BenefitReading(models.Model):
    """What was measured on a day; a mistake is mended by a newer reading of the same day, which counts instead."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="readings")
    measured_on = models.DateField(_("measured on"))
    value = models.DecimalField(_("measured value"), max_digits=18, decimal_places=3)
    source = models.CharField(_("where the value comes from"), max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order of time."""

        ordering = ["benefit", "measured_on", "id"]

    def __str__(self) -> str:
        """Return day and value."""
        return f"{self.measured_on}: {self.value.normalize():f}"
