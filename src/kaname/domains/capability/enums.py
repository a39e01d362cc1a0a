"""Leaves of capability."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SkillField(models.TextChoices):
    """What kind of work a skill belongs to."""

    MANAGEMENT = "management", _("Project management")
    PMO = "pmo", _("PMO work")
    COMMUNICATION = "communication", _("Communication and leadership")
    TECHNOLOGY = "technology", _("Technology")
    BUSINESS = "business", _("Business knowledge")


class SkillLevel(models.IntegerChoices):
    """The four levels of mission row S85."""

    TRAINED = 1, _("1 trained")
    SUPPORTED = 2, _("2 does it with support")
    ALONE = 3, _("3 does it alone")
    TEACHES = 4, _("4 can teach it")


EVIDENCE_FROM = SkillLevel.ALONE
"""From this level on evidence is needed (data dictionary, "Skill")."""
