"""HealthSnapshot: a project's health on a frozen date, computed beside declared. Never changed, only superseded."""

from typing import Any

from django.conf import settings
from django.db import models

from kaname.domains.people.enums import Subject
from kaname.domains.project.enums import Health
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Verdict


class HealthSnapshotQuerySet(models.QuerySet["HealthSnapshot"]):
    """Snapshots as a user may see them."""

    def visible_to(self, user: Any) -> "HealthSnapshotQuerySet":
        """Return the snapshots of projects whose schedule the user may read, as the board shows them."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.SCHEDULE))


class HealthSnapshot(models.Model):
    """The n-th computation (``revision``) of a project's health as of a day; the last one counts.

    ``axes``: {axis: {"health", "value", "reasons": [{"sentence_key", "params", "rows", "health"}]}}; ``marks``: the
    axes' healths as one letter each (LETTERS) in the order of enums.Axis, so that a board reads no JSON. ``facts``:
    finish and baseline in ticks, slip in working days, percents, indices: what "what changed" compares.
    ``apart``: declared green, computed red; ``weeks``: on how many frozen dates in a row it has been so.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="health_snapshots")
    as_of = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    computed = models.CharField(max_length=8, choices=Verdict)
    marks = models.CharField(max_length=7)
    declared = models.CharField(max_length=8, choices=Health)
    declared_comment = models.TextField(blank=True)
    apart = models.BooleanField(default=False)
    weeks = models.PositiveSmallIntegerField(default=0)
    axes = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    calc_version = models.CharField(max_length=20)

    objects = HealthSnapshotQuerySet.as_manager()

    class Meta:
        """Newest first; a revision once."""

        ordering = ["project", "-as_of", "-revision"]
        constraints = [models.UniqueConstraint(fields=["project", "as_of", "revision"], name="health_snapshot_once")]
        indexes = [models.Index(fields=["as_of", "project"], name="health_by_day")]

    def __str__(self) -> str:
        """Return whose health and when."""
        return f"{self.project} {self.as_of}"

    @property
    def healths(self) -> dict[str, str]:
        """Return each axis' health."""
        return {axis: str(said["health"]) for axis, said in self.axes.items()}
