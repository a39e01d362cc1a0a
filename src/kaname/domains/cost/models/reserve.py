"""Reserve: money that is kept back, and what was drawn from it by which decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.cost.enums import ReserveKind
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.project.models import Project


class Reserve(Record):
    """Outside the performance measurement baseline: it enters BAC when it is drawn and the new budget approved."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="reserves")
    kind = models.CharField(_("kind"), max_length=12, choices=ReserveKind)
    name = models.CharField(_("what for"), max_length=200)
    yen = models.BigIntegerField(_("amount (yen)"))

    class Meta:
        """Contingency first; worth something."""

        ordering = ["project", "kind", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(yen__gt=0), name="reserve_positive")]

    def __str__(self) -> str:
        """Return kind and name."""
        return f"{self.get_kind_display()}: {self.name}"


class Drawdown(models.Model):
    """Money taken from a reserve for an account, by a decision. Append-only."""

    reserve = models.ForeignKey(Reserve, models.PROTECT, related_name="drawdowns")
    account = models.ForeignKey(
        ControlAccount, models.PROTECT, related_name="drawdowns", verbose_name=_("control account")
    )
    yen = models.BigIntegerField()
    decision = models.CharField(_("decided by"), max_length=200)
    reason = models.TextField(_("reason"))
    drawn_on = models.DateField(_("drawn on"))
    drawn_at = models.DateTimeField(auto_now_add=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first; worth something, and decided."""

        ordering = ["reserve", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(yen__gt=0), name="drawdown_positive"),
            models.CheckConstraint(condition=~models.Q(decision=""), name="drawdown_decided"),
        ]

    def __str__(self) -> str:
        """Return the decision."""
        return self.decision
