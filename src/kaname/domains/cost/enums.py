"""Leaves of cost."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What money is spent on (specification 4.2)."""

    LABOUR = "labour", _("own staff")
    OUTSIDE = "outside", _("contractors")
    HARDWARE = "hardware", _("hardware")
    SOFTWARE = "software", _("software")
    EXPENSES = "expenses", _("expenses")


class Phasing(models.TextChoices):
    """When the budget of a line falls due within the dates of its activity."""

    EVEN = "even", _("evenly over the dates")
    START = "start", _("at the start")
    FINISH = "finish", _("at the finish")
    MONTHS = "months", _("by month")


class Earning(models.TextChoices):
    """How a line earns its budget; the first follows the progress of its activity."""

    PROGRESS = "progress", _("by the activity's progress")
    START = "start", _("when the activity has begun")
    FINISH = "finish", _("when the activity is finished (0/100)")
    EFFORT = "effort", _("level of effort (earned as planned)")


class CommitmentStatus(models.TextChoices):
    """An order: expected, placed, settled, cancelled."""

    EXPECTED = "expected", _("order expected")
    ORDERED = "ordered", _("order placed")
    SETTLED = "settled", _("order settled")
    CANCELLED = "cancelled", _("order cancelled")


class ReserveKind(models.TextChoices):
    """Contingency answers known risks; the management reserve what nobody foresaw."""

    CONTINGENCY = "contingency", _("contingency reserve")
    MANAGEMENT = "management", _("management reserve")


class Unit(models.TextChoices):
    """What earned value is counted in: integer yen, or integer minutes of work."""

    YEN = "yen", _("yen")
    MINUTES = "minutes", _("person-days")


class SavingMethod(models.TextChoices):
    """How a saving is computed."""

    COMPARED = "compared", _("budget against actual cost")
    PRICE = "price", _("offer against the price agreed")
    DROPPED = "dropped", _("budget of work that is not done")
    HOURS = "hours", _("hours no longer needed × rate")
    OTHER = "other", _("another method")


class SavingState(models.TextChoices):
    """A claim's way: only an approved one counts; a withdrawal takes an approved one back."""

    CLAIMED = "claimed", _("waits for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("claim refused")
    WITHDRAWAL = "withdrawal", _("withdrawal")
