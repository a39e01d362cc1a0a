"""ReportSchedule: to whom a report goes, when and as what; ReportDelivery: what was sent, and whether it arrived."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Channel, DeliveryStatus, FileEnding, ReportKind
from kaname.domains.reporting.models.report_snapshot import ReportSnapshot
from kaname.domains.reporting.models.sending_calendar import SendingCalendar


class ReportSchedule(SendingCalendar):
    """On its days the newest frozen report goes out: to addresses by mail, or to a webhook."""

    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="report_schedules")
    kind = models.CharField(_("report"), max_length=12, choices=ReportKind)
    ending = models.CharField(_("file type"), max_length=4, choices=FileEnding, default=FileEnding.PDF)

    class Meta:
        """By project."""

        ordering = ["project", "kind", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(0, 6)), name="schedule_weekday"),
            models.CheckConstraint(condition=models.Q(nth__range=(1, 20)), name="schedule_nth"),
            models.CheckConstraint(condition=models.Q(hour__range=(0, 23)), name="schedule_hour"),
        ]

    def __str__(self) -> str:
        """Return what goes where."""
        return f"{self.get_kind_display()} → {self.to}"


class ReportDelivery(models.Model):
    """One sending to one address. ``failure``: a key of phrases, "" where it went well."""

    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    to = models.CharField(max_length=400)
    ending = models.CharField(max_length=4, choices=FileEnding)
    status = models.CharField(max_length=8, choices=DeliveryStatus)
    failure = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        """Return what went where."""
        return f"{self.snapshot_id} → {self.to}"
