"""AnalysisSchedule: a kept analysis that goes out on its days; AnalysisDelivery: what was sent and what came of it."""

from django.conf import settings
from django.db import models

from kaname.domains.reporting.enums import Channel, DeliveryStatus
from kaname.domains.reporting.models.analysis import Analysis, AnalysisRun
from kaname.domains.reporting.models.sending_calendar import SendingCalendar


class AnalysisSchedule(SendingCalendar):
    """On its days the analysis is answered and pinned; each addressee gets the numbers of what they may see."""

    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="schedules")

    class Meta:
        """By analysis."""

        ordering = ["analysis", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(0, 6)), name="analysis_schedule_weekday"),
            models.CheckConstraint(condition=models.Q(nth__range=(1, 20)), name="analysis_schedule_nth"),
            models.CheckConstraint(condition=models.Q(hour__range=(0, 23)), name="analysis_schedule_hour"),
        ]

    def __str__(self) -> str:
        """Return what goes where."""
        return f"{self.analysis} → {self.to}"


class AnalysisDelivery(models.Model):
    """One sending of a pinned answer to one address. ``failure``: a key of phrases, "" where it went well."""

    run = models.ForeignKey(AnalysisRun, models.PROTECT, related_name="deliveries")
    schedule = models.ForeignKey(AnalysisSchedule, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    to = models.CharField(max_length=400)
    status = models.CharField(max_length=8, choices=DeliveryStatus)
    failure = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        """Return what went where."""
        return f"{self.run_id} → {self.to}"
