"""Record: the fields that every table of the PMO's work shares."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


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

    def unique_error_message(self, model_class: type[models.Model], unique_check: Sequence[str]) -> ValidationError:
        """Say it beside the field that must be changed, not about a "combination"."""
        fields = (model_class._meta.get_field(name) for name in unique_check)  # noqa: SLF001 - the public way
        own = [f.name for f in fields if not isinstance(f, models.ForeignKey)]
        refused = ValidationError({(own or list(unique_check))[0]: _("This is already used. Choose another.")})
        refused.code = "unique"  # Django asks for it
        return refused
