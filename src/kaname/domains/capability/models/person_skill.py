"""PersonSkill: at what level somebody has a skill: as they say, as a reviewer says, and by what evidence."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import EVIDENCE_FROM, SkillLevel
from kaname.domains.capability.models.skill import Skill
from kaname.domains.core.models import Record
from kaname.domains.people.enums import Employer, Level
from kaname.domains.people.models import Person


class PersonSkillQuerySet(models.QuerySet["PersonSkill"]):
    """Skills of people as a user may see them."""

    def visible_to(self, user: Any, level: Level) -> "PersonSkillQuerySet":
        """Return the skills a user may see, whose right to the subject reaches to ``level``: always the own; who reads
        also those of the company's and vendors' people (C3, input of evaluations); freelancers' (C5) who keeps skills.
        """
        if not getattr(user, "is_authenticated", False):
            return self.none()
        if level >= Level.EDIT:
            return self
        own = models.Q(person__user=user)
        if level >= Level.READ:
            return self.filter(own | models.Q(person__employer__in=[Employer.OWN, Employer.VENDOR]))
        return self.filter(own)


class PersonSkill(Record):
    """The person's own level and the reviewer's are two things (mission row S85); each has its day.

    The reviewer's is in force; until there is one, the person's own. Level 3 and more needs ``evidence``.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="holders")
    self_level = models.PositiveSmallIntegerField(_("own level"), choices=SkillLevel, null=True, blank=True)
    self_on = models.DateField(_("as of"), null=True, blank=True)
    review_level = models.PositiveSmallIntegerField(_("reviewed level"), choices=SkillLevel, null=True, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)

    objects = PersonSkillQuerySet.as_manager()

    class Meta:
        """A skill once a person; a level has its day, a review its reviewer, a high level its evidence."""

        ordering = ["person", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="skill_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(self_level__range=(1, 4), self_on__isnull=False)
                | models.Q(self_level=None, self_on=None),
                name="own_level_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(review_level__range=(1, 4), reviewed_on__isnull=False, reviewer__isnull=False)
                | models.Q(review_level=None, reviewed_on=None, reviewer=None),
                name="review_has_its_reviewer",
            ),
            models.CheckConstraint(
                condition=models.Q(self_level__isnull=False) | models.Q(review_level__isnull=False),
                name="skill_has_a_level",
            ),
            models.CheckConstraint(
                condition=~models.Q(evidence="")
                | (
                    (models.Q(self_level=None) | models.Q(self_level__lt=EVIDENCE_FROM))
                    & (models.Q(review_level=None) | models.Q(review_level__lt=EVIDENCE_FROM))
                ),
                name="high_level_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        """Return who has what."""
        return f"{self.person}: {self.skill}"

    @property
    def level(self) -> int:
        """The level in force."""
        return int(self.review_level if self.review_level is not None else self.self_level or 0)

    @property
    def confirmed(self) -> bool:
        """Tell whether somebody else than the person said so."""
        return self.review_level is not None
