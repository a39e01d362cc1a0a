"""Record: the fields that every table of the PMO's work shares."""

from typing import Any

from django.conf import settings
from django.db import models


class Record(models.Model):
    """Who made and last changed a row, when, and its version for optimistic locking. Written only by actions."""

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Abstract: each domain has its own tables."""

        abstract = True

    def stamp(self, by: Any) -> None:
        """Note who writes; a row that exists moves to its next version."""
        if self._state.adding:
            self.created_by = by
        else:
            self.version += 1
        self.updated_by = by
