"""ReportSnapshot: a report as it was frozen, with its number and hash. Append-only; ReportReading: who looked at it."""

from typing import Any

from django.conf import settings
from django.db import models

from kaname.domains.reporting.models.report import Report
from kaname.domains.reporting.models.report_template import ReportTemplate


class ReportSnapshotQuerySet(models.QuerySet["ReportSnapshot"]):
    """Frozen reports as a user may see them."""

    def visible_to(self, user: Any) -> "ReportSnapshotQuerySet":
        """Return the frozen reports among those that a user may read."""
        return self.filter(report__in=Report.objects.visible_to(user))


class ReportSnapshot(models.Model):
    """``content``: the whole document in each language, {"ja": ..., "en": ...}; ``inputs``: the frozen dates, versions
    and events it was made of. ``digest`` is the SHA-256 over both. Files are written anew from it, always the same.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="snapshots")
    number = models.CharField(max_length=60, unique=True)
    content = models.JSONField()
    inputs = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    slides = models.ForeignKey(ReportTemplate, models.PROTECT, null=True, related_name="+")
    workbook = models.ForeignKey(ReportTemplate, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ReportSnapshotQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ["-frozen_at", "-id"]

    def __str__(self) -> str:
        """Return the snapshot's number."""
        return self.number


class ReportReading(models.Model):
    """Somebody opened a frozen report, or took it as a file. The first time of each kind counts."""

    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="readings")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    how = models.CharField(max_length=8)

    class Meta:
        """Once a reader and way."""

        ordering = ["read_at", "id"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "read_by", "how"], name="report_reading_once")]

    def __str__(self) -> str:
        """Return who read what."""
        return f"{self.read_by_id} {self.snapshot_id} {self.how}"
