"""Notification: a line for one user, in their language when it is shown."""

from django.db import models


class Notification(models.Model):
    """A sentence key with its values and where it leads. Never holds the text of a confidential thing."""

    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        """A user's own, newest first."""

        ordering = ["-id"]
        indexes = [models.Index(fields=["user_id", "read_at", "-id"], name="notification_by_user")]

    def __str__(self) -> str:
        """Return what kind of notice it is."""
        return self.kind
