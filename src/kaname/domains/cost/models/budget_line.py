"""BudgetLine: an amount of an account as it is planned; it moves with the dates of its activity until approved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.cost.enums import Category, Earning, Phasing
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.cost.models.reserve import Drawdown


class BudgetLine(Record):
    """``yen`` and ``minutes`` (of work) are whole; ``activity_uid`` empty: the line runs over the account's branch.

    ``months``: {"2026-10": share, ...} where the budget is phased by month; shares are weights of any sum.
    ``drawdown``: the money came from a reserve.
    """

    account = models.ForeignKey(
        ControlAccount, models.PROTECT, related_name="budget_lines", verbose_name=_("control account")
    )
    activity_uid = models.CharField(_("activity"), max_length=100, blank=True)
    name = models.CharField(_("what for"), max_length=200, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.LABOUR)
    yen = models.BigIntegerField(_("amount (yen)"), default=0)
    minutes = models.BigIntegerField(_("effort (minutes)"), default=0)
    phasing = models.CharField(_("falls due"), max_length=8, choices=Phasing, default=Phasing.EVEN)
    months = models.JSONField(_("shares by month"), default=dict, blank=True)
    earning = models.CharField(_("is earned"), max_length=8, choices=Earning, default=Earning.PROGRESS)
    drawdown = models.OneToOneField(
        Drawdown, models.PROTECT, null=True, blank=True, editable=False, related_name="line"
    )

    class Meta:
        """In the order in which they were written; nothing below nothing."""

        ordering = ["account", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(yen__gte=0, minutes__gte=0), name="budget_not_negative")
        ]

    def __str__(self) -> str:
        """Return what the line is for."""
        return self.name or self.activity_uid or str(self.account)
