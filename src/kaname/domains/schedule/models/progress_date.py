"""ProgressDate: a plan as it stood on a report date: the 稲妻線 of that day and the answer of that day."""

from django.db import models

from kaname.domains.schedule.models.plan import Plan


class ProgressDate(models.Model):
    """Frozen when a status date is closed. ``rows``: {uid: [start, finish, percent, total_float, critical]};
    ``answer``: finish, health, counts as the plan had them then. "As of" pages read it. Never updated.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="progress_dates")
    as_of = models.DateField()
    answer = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)

    class Meta:
        """Once a day."""

        ordering = ["plan", "as_of"]
        constraints = [models.UniqueConstraint(fields=["plan", "as_of"], name="progress_date_once")]

    def __str__(self) -> str:
        """Return plan and day."""
        return f"{self.plan} {self.as_of}"
