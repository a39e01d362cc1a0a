"""Estimate: what somebody thinks the rest of an account will cost, from the bottom up. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.cost.models.control_account import ControlAccount


class Estimate(models.Model):
    """An estimate to complete (ETC) as of a day; the newest at or before a report date counts."""

    account = models.ForeignKey(ControlAccount, models.PROTECT, related_name="estimates")
    as_of = models.DateField(_("as of"))
    yen = models.BigIntegerField(_("rest (yen)"))
    minutes = models.BigIntegerField(_("rest of the effort (minutes)"), default=0)
    basis = models.CharField(_("basis"), max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first; nothing below nothing."""

        ordering = ["account", "-as_of", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(yen__gte=0, minutes__gte=0), name="estimate_not_negative")
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.as_of}"
