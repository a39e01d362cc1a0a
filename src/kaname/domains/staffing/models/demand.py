"""RoleDemand (役割需要): whom a project needs, how much of them in which month, by when; DemandSkill: able to what."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.capability.enums import SkillLevel
from kaname.domains.capability.models import Skill
from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen, reads_english
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.domains.schedule.models import Assignment
from kaname.domains.staffing.enums import DemandState


class RoleDemandQuerySet(models.QuerySet["RoleDemand"]):
    """Demands as a user may see them."""

    def visible_to(self, user: Any) -> "RoleDemandQuerySet":
        """Return the demands of projects where the user reads them."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.DEMAND, Level.READ))


class RoleDemand(Record):
    """One need of a project. ``fte``: by month ("2026-12") the percent of one full-time person, 200 being two people,
    of the part of the month between ``begins`` and ``ends``, both included. ``ceiling_yen``: what the whole may cost at
    most (class C3: read with the project's cost). ``assignments``: the rows of the plan by which it is covered; a
    tentative one is a soft booking. ``overdue_on``: the day on which the clock told of ``needed_by`` having passed. The
    way through the states stands in :class:`DemandStep`.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="demands", verbose_name=_("Project"))
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=DemandState, default=DemandState.RAISED, editable=False)
    role = models.CharField(_("role"), max_length=100)
    role_en = models.CharField(_("role in English"), max_length=100, blank=True)
    begins = models.DateField(_("needed from"))
    ends = models.DateField(_("needed until"))
    fte = models.JSONField(_("percent of full time by month"), default=dict)
    place = models.CharField(_("place of work"), max_length=100, blank=True)
    ceiling_yen = models.BigIntegerField(_("budget ceiling (yen)"), null=True, blank=True)
    reason = models.TextField(_("reason of the demand"), max_length=2000)
    reason_en = models.TextField(_("reason of the demand, in English"), max_length=2000, blank=True)
    needed_by = models.DateField(_("needed by"))
    overdue_on = models.DateField(null=True, blank=True, editable=False)
    assignments = models.ManyToManyField(Assignment, blank=True, related_name="demands", editable=False)

    objects = RoleDemandQuerySet.as_manager()

    class Meta:
        """Numbered within the project; a period goes forward; a ceiling is no debt."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="demand_number_once"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("begins")), name="demand_period"),
            models.CheckConstraint(condition=Q(ceiling_yen=None) | Q(ceiling_yen__gte=0), name="demand_ceiling"),
        ]
        indexes = [models.Index(fields=["state", "needed_by"], name="demand_by_state")]

    def __str__(self) -> str:
        """Return number and role."""
        return f"{self.code} {self.role}"

    @property
    def shown_code(self) -> str:
        """The number in the reader's language."""
        return self.ascii_code if reads_english() else self.code

    @property
    def ascii_code(self) -> str:
        """The number with a letter for its mark, which every keyboard has: S26-01-R-0001."""
        return self.code.replace("-需-", "-R-")

    @property
    def shown_role(self) -> str:
        """The role in the reader's language."""
        return chosen(self.role, self.role_en)

    @property
    def shown_reason(self) -> str:
        """The reason in the reader's language."""
        return chosen(self.reason, self.reason_en)


class DemandSkill(models.Model):
    """A skill at a level that whoever fills the demand must have, or had better have."""

    demand = models.ForeignKey(RoleDemand, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("needed level"), choices=SkillLevel)
    must = models.BooleanField(_("must have"), default=True)

    class Meta:
        """Musts first; a skill once a demand."""

        ordering = ["demand", "-must", "skill"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "skill"], name="demand_skill_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="demand_skill_level"),
        ]

    def __str__(self) -> str:
        """Return the skill and its level."""
        return f"{self.skill} {self.level}"
