"""Measurement: how a work package's progress is measured, and what was last reported. Inspection: what was seen."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.schedule.enums import MeasurementMethod
from kaname.domains.schedule.models.plan import Plan


class Measurement(Record):
    """One an activity, by the activity's uid: it stays when the activity is taken out and put back.

    ``steps``: [{"name", "name_en", "weight"}] of weighted steps, in order, weights adding up to 100; ``reported``: what
    was last told in the method's own terms: {"state"} | {"step"} | {"done"} | {"percent"}.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measurements")
    uid = models.CharField(max_length=100)
    method = models.CharField(_("measurement method"), max_length=12, choices=MeasurementMethod)
    steps = models.JSONField(default=list, blank=True)
    unit = models.CharField(_("counted in"), max_length=30, blank=True)
    planned = models.FloatField(_("planned quantity"), null=True, blank=True)
    reported = models.JSONField(default=dict, blank=True)

    class Meta:
        """Once an activity."""

        ordering = ["plan", "uid"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "uid"], name="measurement_once"),
            models.CheckConstraint(
                condition=models.Q(planned=None) | models.Q(planned__gt=0), name="measurement_planned_positive"
            ),
        ]

    def __str__(self) -> str:
        """Return the activity's id and the method."""
        return f"{self.uid}: {self.method}"


class Inspection(models.Model):
    """A PMO's look at the product itself: percent seen beside percent reported then. Never changed, only repeated."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="inspections")
    uid = models.CharField(max_length=100)
    percent = models.FloatField(_("percent seen"), validators=[MinValueValidator(0), MaxValueValidator(100)])
    reported = models.FloatField(null=True)
    inspected_on = models.DateField(_("inspected on"))
    evidence = models.CharField(_("what was looked at"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["plan", "-inspected_on", "-id"]
        indexes = [models.Index(fields=["plan", "uid"], name="inspection_by_activity")]
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__range=(0, 100)), name="inspection_percent"),
        ]

    def __str__(self) -> str:
        """Return what was seen when."""
        return f"{self.uid}: {self.percent:g} % {self.inspected_on}"
