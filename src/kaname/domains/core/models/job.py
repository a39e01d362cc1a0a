"""Job: what a person sees of long work: progress, result or reason of failure. The worker's own queue is django-ox."""

from typing import Any

from django.db import models

from kaname.domains.core.enums import JobStatus


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs as a user may see them."""

    def visible_to(self, user: Any) -> "JobQuerySet":
        """Return the jobs that a user asked for: nobody sees another's."""
        return self.filter(owner_id=getattr(user, "pk", None) or -1)


class Job(models.Model):
    """Long work that may be left and come back to. ``task_id`` is the queue's; ``owner_id`` is the user who asked."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    owner_id = models.BigIntegerField()
    task_id = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=12, choices=JobStatus, default=JobStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    failure = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        """A person's own jobs, newest first."""

        ordering = ["-id"]
        indexes = [models.Index(fields=["owner_id", "-id"], name="job_by_owner")]

    def __str__(self) -> str:
        """Return the job in a line."""
        return f"{self.title} ({self.status})"
