"""RiskStep: a risk as it was told from a day on, and who said so. Triggers refuse UPDATE and DELETE."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.models import Person
from kaname.domains.risk.models.content import Content
from kaname.domains.risk.models.risk import Risk


class RiskStepQuerySet(models.QuerySet["RiskStep"]):
    """Steps as a user may see them."""

    def visible_to(self, user: Any) -> "RiskStepQuerySet":
        """Return the steps of risks that the user may read."""
        return self.filter(risk__in=Risk.objects.visible_to(user))


class RiskStep(Content):
    """One change, with all that is said of the risk since. ``day``: in Japan; ``entered_by`` empty: the system."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="steps")
    day = models.DateField(_("Date"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    remark = models.TextField(_("Remark"), blank=True)
    remark_en = models.TextField(_("Remark in English"), blank=True)

    objects = RiskStepQuerySet.as_manager()

    class Meta:
        """In the order in which they happened."""

        ordering = ["risk", "day", "id"]
        indexes = [models.Index(fields=["risk", "-day", "-id"], name="risk_step_newest")]

    def __str__(self) -> str:
        """Return the risk and the day."""
        return f"{self.risk.code} {self.day}"
