"""ClosedMonth: a month of a project whose actuals are settled: nothing is posted into it any more."""

from django.db import models

from kaname.domains.core.models import Record
from kaname.domains.project.models import Project


class ClosedMonth(Record):
    """``month`` is its first day; who closed it, and when, are the row's own."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="closed_months")
    month = models.DateField()

    class Meta:
        """Newest first; a month once."""

        ordering = ["project", "-month"]
        constraints = [models.UniqueConstraint(fields=["project", "month"], name="month_closed_once")]

    def __str__(self) -> str:
        """Return the month."""
        return f"{self.month:%Y-%m}"
