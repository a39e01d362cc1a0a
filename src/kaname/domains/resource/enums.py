"""Leaves of resource."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarScope(models.TextChoices):
    """Whose calendar it is."""

    COMPANY = "company", _("Company")
    PROJECT = "project", _("Project")
    PERSON = "person", _("Person")


class DayKind(models.TextChoices):
    """Why a day differs from the week."""

    NATIONAL = "national", _("National holiday")
    COMPANY = "company", _("Company holiday")
    WORKING = "working", _("Extra working day")
    OTHER = "other", _("Other")


class ResourceKind(models.TextChoices):
    """What is assigned to activities."""

    PERSON = "person", _("Person")
    ROLE = "role", _("Role")
    EQUIPMENT = "equipment", _("Equipment")
    MATERIAL = "material", _("Material")
    COST = "cost", _("Cost")


class LeaveKind(models.TextChoices):
    """Why somebody is away. The reason itself is nobody's business."""

    LEAVE = "leave", _("Leave")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other")


class RateSide(models.TextChoices):
    """Which rate: what the company counts inside, or what a contract says (class C6)."""

    COST = "cost", _("Cost rate")
    CONTRACT = "contract", _("Contract rate")
