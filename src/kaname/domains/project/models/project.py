"""Project: the thing that is run; everything else hangs on it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.models import Record
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Role, Subject, level_of
from kaname.domains.people.enums.roles import Level
from kaname.domains.people.models import Company, OrganisationUnit, Person
from kaname.domains.people.rules import company_roles, held_on, unit_roles
from kaname.domains.project.enums import AuthorityLevel, Condition, Health, ProjectStatus, ProjectType


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects as a user may see them."""

    def visible_to(
        self, user: Any, subject: Subject = Subject.PROJECT, needed: Level = Level.PARTIAL
    ) -> "ProjectQuerySet":
        """Return the projects in which a user reaches a level with a subject: at least reading in part.

        Company-wide roles see all and a department's roles see its projects, save those that are limited to their
        members (the PMO manager sees those too); the others see where they hold a role today. Everything a person may
        see begins here: a project not returned is the same as none. ``rules.roles_in`` says the same for one project.
        """
        if not getattr(user, "is_authenticated", False):
            return self.none()
        reading = frozenset(r for r in Role if level_of(subject, r) >= max(needed, Level.PARTIAL))
        if Role.PMO_MANAGER in company_roles(user) & reading:
            return self
        held = ProjectMember.objects.filter(held_on(today()), person__user=user, role__in=reading & set(PROJECT_ROLES))
        return self.filter(models.Q(pk__in=held.values("project")) | _by_office(user, reading))


def _by_office(user: Any, reading: frozenset[Role]) -> models.Q:
    """Return the condition of what company-wide and departments' roles reach."""
    open_to_all = models.Q(confidentiality__lte=Confidentiality.PROJECT)
    if company_roles(user) & reading:
        return open_to_all
    reach = models.Q(pk__in=[])
    for role, units in unit_roles(user).items():
        if role in reading:
            here = models.Q(unit__code__in=units)
            reach |= here if role == Role.PMO_MANAGER else here & open_to_all
    return reach


class Project(Record):
    """A project of the company. Its plan stands in schedule, its money in cost; here is what it is and who answers."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    summary = models.TextField(_("in a sentence"), blank=True)
    summary_en = models.TextField(_("in a sentence, in English"), blank=True)
    project_type = models.CharField(_("type"), max_length=12, choices=ProjectType, default=ProjectType.OTHER)
    status = models.CharField(_("status"), max_length=12, choices=ProjectStatus, default=ProjectStatus.PLANNING)
    condition = models.CharField(_("condition"), max_length=12, choices=Condition, default=Condition.NORMAL)
    authority_level = models.CharField(
        _("authority of the PMO"), max_length=12, choices=AuthorityLevel, default=AuthorityLevel.SUPPORTIVE
    )
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="projects")
    client = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")
    confidentiality = models.PositiveSmallIntegerField(choices=Confidentiality, default=Confidentiality.PROJECT)
    minutes_per_day = models.PositiveIntegerField(default=480)
    days_per_month = models.PositiveSmallIntegerField(default=20)
    declared_health = models.CharField(max_length=8, choices=Health, default=Health.UNKNOWN)
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declared_comment = models.TextField(blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        """By code; who declared a health stands with when."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(declared_at=None, declared_by=None)
                | models.Q(declared_at__isnull=False, declared_by__isnull=False),
                name="health_declared_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"


class ProjectMember(Record):
    """A person's role in a project for a period, both days included, in a team or in none.

    A team leader edits what their team and the teams below it answer for; one without a team, the whole plan.
    Exactly one project manager a day: action ``members.hand_over`` keeps it so, and records the hand-over.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    team = models.ForeignKey(
        "project.Team", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("team")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    handover = models.JSONField(_("hand-over"), null=True, blank=True)

    class Meta:
        """One running project manager at a time; a period goes forward."""

        ordering = ["project", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")), name="member_period"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(role=Role.PROJECT_MANAGER, valid_to=None),
                name="one_open_project_manager",
            ),
        ]
        indexes = [models.Index(fields=["person", "role"], name="member_by_person")]

    def __str__(self) -> str:
        """Return who does what."""
        return f"{self.person}: {self.get_role_display()}"
