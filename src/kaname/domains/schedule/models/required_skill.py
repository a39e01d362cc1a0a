"""RequiredSkill: what somebody who does an activity must be able to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import SkillLevel
from kaname.domains.capability.models import Skill
from kaname.domains.core.models import Record
from kaname.domains.schedule.models.plan import Plan


class RequiredSkill(Record):
    """By the activity's uid: it stays when the activity is taken out and put back, and when people are swapped.

    ``assignment``: uid of the one assignment whose work needs it; "": everybody's on the activity. A ``must`` lets
    nobody through below the level; a wish counts in the score of specification 5.7, by its ``weight``.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="required_skills")
    uid = models.CharField(max_length=100)
    assignment = models.CharField(max_length=100, blank=True)
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=SkillLevel, default=SkillLevel.ALONE)
    must = models.BooleanField(_("must"), default=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        """A skill once for the same work."""

        ordering = ["plan", "uid", "assignment", "-must", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "uid", "assignment", "skill"], name="required_skill_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="required_level_of_four"),
            models.CheckConstraint(condition=models.Q(weight__range=(1, 5)), name="required_weight_1_to_5"),
        ]

    def __str__(self) -> str:
        """Return what is required at which level."""
        return f"{self.skill} {self.level}"
