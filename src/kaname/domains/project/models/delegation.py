"""Delegation (委任): powers that the PMO manager has in a directive project instead of its manager, for a period."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.project.models.project import Project


class Delegation(Record):
    """Spec section 2.13: "PM ◎" and "PMOMgr △" swap for the powers named here, and only from ``valid_from`` to
    ``valid_to``, both included. ``powers``: subjects of the permission matrix, each with True: an object, so that both
    databases find one in it. Ended early by an earlier last day.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="delegations")
    powers = models.JSONField(_("powers"), default=dict)
    reason = models.TextField(_("reason"), max_length=2000)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"))

    class Meta:
        """Newest first. A delegation that was ended before it began lasted no day at all."""

        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        """Return the project and the period."""
        return f"{self.project.code} {self.valid_from} – {self.valid_to}"
