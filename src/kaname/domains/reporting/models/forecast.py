"""ForecastSnapshot: a project's simulated finish on a frozen date, and what drives it. Never changed."""

from django.conf import settings
from django.db import models

from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Band


class ForecastSnapshot(models.Model):
    """Instants are ticks. ``probability``: to be done by ``target``, the baseline's finish and as many working days
    after it as are not red yet; ``band`` the same in a word. ``drivers``: [{"uid", "name", "criticality",
    "sensitivity", "days"}], the strongest first. ``curve``: the instants at 1, 5, 10, 15, ... 95 and 99 %.
    ``spread``: what durations without a distribution vary by. ``uncertain``: how many activities have a distribution
    of their own. The same seed and plan give the same answer.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="forecast_snapshots")
    as_of = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    plan_version = models.PositiveIntegerField()
    cpm = models.BigIntegerField()
    p50 = models.BigIntegerField()
    p80 = models.BigIntegerField()
    target = models.BigIntegerField(null=True)
    probability = models.FloatField(null=True)
    band = models.CharField(max_length=4, choices=Band, blank=True)
    iterations = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    spread = models.JSONField(null=True)
    uncertain = models.PositiveIntegerField(default=0)
    drivers = models.JSONField(default=list)
    curve = models.JSONField(default=list)
    calc_version = models.CharField(max_length=20)

    class Meta:
        """Newest first; a revision once."""

        ordering = ["project", "-as_of", "-revision"]
        constraints = [models.UniqueConstraint(fields=["project", "as_of", "revision"], name="forecast_snapshot_once")]

    def __str__(self) -> str:
        """Return whose forecast and when."""
        return f"{self.project} {self.as_of}"
