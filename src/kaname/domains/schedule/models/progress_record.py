"""ProgressRecord (進捗実績): what was told of an activity in a round; RoundSnapshot: what a round froze. Immutable."""

from django.conf import settings
from django.db import models

from kaname.domains.people.models import Person
from kaname.domains.schedule.enums import ReportWay
from kaname.domains.schedule.models.plan import Plan
from kaname.domains.schedule.models.reporting_round import ReportingRound


class ProgressRecord(models.Model):
    """One line of a report; a later line of the same activity counts instead. After the freeze only corrections come.

    ``inputs``: in the method's terms; ``percent``: what follows from them; ``remaining``: ticks of working time.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="records")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="progress_records")
    uid = models.CharField(max_length=100)
    name = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    method = models.CharField(max_length=12)
    inputs = models.JSONField(default=dict)
    percent_before = models.FloatField(null=True)
    percent = models.FloatField()
    remaining = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    way = models.CharField(max_length=6, choices=ReportWay)
    late = models.BooleanField(default=False)
    unchanged = models.BooleanField(default=False)
    correction = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """In the order told; a correction gives its reason."""

        ordering = ["id"]
        indexes = [models.Index(fields=["round", "plan", "uid"], name="progress_by_activity")]
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__range=(0, 100)), name="progress_record_percent"),
            models.CheckConstraint(
                condition=models.Q(correction=False) | ~models.Q(reason=""), name="correction_has_reason"
            ),
        ]

    def __str__(self) -> str:
        """Return activity and percent."""
        return f"{self.uid}: {self.percent:g} %"


class RoundSnapshot(models.Model):
    """What a round froze: ``content`` {"plans": [...], "reports": [...]}, its SHA-256, chained to the one before."""

    round = models.OneToOneField(ReportingRound, models.PROTECT, related_name="snapshot")
    number = models.PositiveIntegerField(unique=True)
    as_of = models.DateField(unique=True)
    content = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-number"]

    def __str__(self) -> str:
        """Return number and the beginning of the hash."""
        return f"R{self.number:04} {self.digest[:12]}"
