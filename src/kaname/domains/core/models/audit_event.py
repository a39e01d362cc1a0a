"""AuditEvent: the append-only, hash-chained log of every write."""

from django.db import models


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an event is added, so that the chain has no forks."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class AuditEvent(models.Model):
    """One write: who, by which delegation, what was before and after, and why. Triggers refuse UPDATE and DELETE.

    The actor and the subject are kept as plain numbers and names: the log outlives what it tells of, and core
    knows no higher domain.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    delegation = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    subject_name = models.CharField(max_length=300, blank=True)
    project_id = models.BigIntegerField(null=True)
    confidentiality = models.PositiveSmallIntegerField(default=2)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    undoes = models.PositiveBigIntegerField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Read newest first, by project or by subject."""

        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["project_id", "-sequence"], name="audit_by_project"),
            models.Index(fields=["subject_type", "subject_id", "-sequence"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "-sequence"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        """Return the event in a line."""
        return f"#{self.sequence} {self.verb} {self.subject_name}"
