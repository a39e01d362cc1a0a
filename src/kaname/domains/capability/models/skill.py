"""Skill: one entry of the company's taxonomy; SkillRubric: what each of its four levels looks like."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import SkillField, SkillLevel
from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen


class Skill(Record):
    """Something people can do at a level. One that is ``retired`` is no longer asked for, and stays with people."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    field = models.CharField(_("field"), max_length=15, choices=SkillField, default=SkillField.MANAGEMENT)
    retired = models.BooleanField(_("no longer asked for"), default=False)

    class Meta:
        """By code."""

        ordering = ["code"]

    def __str__(self) -> str:
        """Return the skill's name."""
        return self.name


class SkillRubric(Record):
    """What one can see of somebody at a level of a skill: one row a level, four a skill."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="rubric")
    level = models.PositiveSmallIntegerField(_("level"), choices=SkillLevel)
    text = models.CharField(_("description"), max_length=300)
    text_en = models.CharField(_("description in English"), max_length=300, blank=True)

    class Meta:
        """A level once a skill, the lowest first."""

        ordering = ["skill", "level"]
        constraints = [
            models.UniqueConstraint(fields=["skill", "level"], name="rubric_level_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="rubric_level_of_four"),
        ]

    def __str__(self) -> str:
        """Return the level's description."""
        return self.text

    @property
    def shown_text(self) -> str:
        """The description in the reader's language."""
        return chosen(self.text, self.text_en)
