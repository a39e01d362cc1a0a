"""Visit: up to where in the audit log a user has seen a project, for "since my last visit"."""

from django.conf import settings
from django.db import models

from kaname.domains.project.models.project import Project


class Visit(models.Model):
    """One row a user and project: the last event before this visit, and before the one in progress."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    seen_sequence = models.PositiveBigIntegerField(default=0)
    current_sequence = models.PositiveBigIntegerField(default=0)
    visited_at = models.DateTimeField()

    class Meta:
        """Once a user and project."""

        constraints = [models.UniqueConstraint(fields=["user", "project"], name="visit_once")]

    def __str__(self) -> str:
        """Return whose visit to what."""
        return f"{self.user} → {self.project}"
