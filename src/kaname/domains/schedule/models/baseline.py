"""Baseline: a plan as it was promised. Immutable: triggers refuse UPDATE of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen, spoken
from kaname.domains.schedule.models.plan import Plan


class Baseline(Record):
    """The n-th baseline of a plan, who set it and why. ``imported``: it came with a file."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    finish = models.BigIntegerField(null=True)
    imported = models.BooleanField(default=False)

    class Meta:
        """Newest first; a number once."""

        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="baseline_number_once")]

    def __str__(self) -> str:
        """Return number and name."""
        return f"{self.number}: {spoken(self)}"

    @property
    def shown_reason(self) -> str:
        """The reason in the reader's language."""
        return chosen(self.reason, self.reason_en)


class BaselineActivity(models.Model):
    """One activity as it was promised, by its uid: it stays when the activity goes."""

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="activities")
    uid = models.CharField(max_length=100)
    name = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20)
    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    duration = models.BigIntegerField(null=True)
    work = models.BigIntegerField(null=True)
    cost = models.FloatField(null=True)

    class Meta:
        """An id once in a baseline."""

        constraints = [models.UniqueConstraint(fields=["baseline", "uid"], name="baseline_activity_once")]

    def __str__(self) -> str:
        """Return the activity's name."""
        return self.name


class MilestoneForecast(models.Model):
    """What the plan said on a report date about when a milestone will be reached: the rows of the slip chart."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="forecasts")
    uid = models.CharField(max_length=100)
    name = models.CharField(max_length=500)
    as_of = models.DateField()
    finish = models.BigIntegerField(null=True)
    done = models.BooleanField(default=False)
    percent = models.FloatField(null=True)

    class Meta:
        """Once a milestone and date."""

        ordering = ["plan", "uid", "as_of"]
        constraints = [models.UniqueConstraint(fields=["plan", "uid", "as_of"], name="forecast_once_a_day")]

    def __str__(self) -> str:
        """Return the forecast in a line."""
        return f"{self.name} {self.as_of}"
