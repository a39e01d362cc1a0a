"""Commitment: what has been ordered and is not invoiced yet (発注残)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.cost.enums import Category, CommitmentStatus
from kaname.domains.cost.models.control_account import ControlAccount


class Commitment(Record):
    """An order. What is open of it: its amount less the actuals that name it; nothing once settled or cancelled."""

    account = models.ForeignKey(
        ControlAccount, models.PROTECT, related_name="commitments", verbose_name=_("control account")
    )
    document = models.CharField(_("order number"), max_length=100)
    supplier = models.CharField(_("supplier"), max_length=200, blank=True)
    name = models.CharField(_("what for"), max_length=200)
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.OUTSIDE)
    yen = models.BigIntegerField(_("amount (yen)"))
    ordered_on = models.DateField(_("ordered on"))
    due_on = models.DateField(_("delivery due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=CommitmentStatus, default=CommitmentStatus.ORDERED)

    class Meta:
        """By order number; an order is worth something."""

        ordering = ["account", "document"]
        constraints = [
            models.UniqueConstraint(fields=["account", "document"], name="commitment_once"),
            models.CheckConstraint(condition=models.Q(yen__gt=0), name="commitment_positive"),
        ]

    def __str__(self) -> str:
        """Return order number and what for."""
        return f"{self.document} {self.name}"
