"""Programme: projects that are run together for benefits that none of them brings alone (mission row S163)."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import can_company, held_on
from kaname.domains.project.models import Project


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes as a user may see them."""

    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        """Return the programmes with a project that the user may read; one without any is seen by who may edit it."""
        reached = models.Q(parts__project__in=Project.objects.visible_to(user, Subject.PROJECT, Level.READ))
        if can_company(user, Subject.PROJECT, Level.EDIT):
            reached |= models.Q(parts=None)
        return self.filter(pk__in=Programme.objects.filter(reached).order_by().values("pk"))


class Programme(Record):
    """``owner`` answers for the benefits; the projects answer for what they deliver."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    purpose = models.TextField(_("what the programme is for"), blank=True)
    purpose_en = models.TextField(_("what the programme is for, in English"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        """By code."""

        ordering = ["code"]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"


class ProgrammeProjectQuerySet(models.QuerySet["ProgrammeProject"]):
    """Memberships by day."""

    def on(self, day: date) -> "ProgrammeProjectQuerySet":
        """Return the memberships in force on a day."""
        return self.filter(held_on(day))


class ProgrammeProject(Record):
    """A project belongs to a programme for a period, both days included; to one programme at a time."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="parts")
    project = models.ForeignKey(Project, models.PROTECT, related_name="programme_parts")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = ProgrammeProjectQuerySet.as_manager()

    class Meta:
        """One running programme a project; a period goes forward."""

        ordering = ["programme", "project"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(valid_to=None), name="one_programme_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="programme_project_period",
            ),
        ]

    def __str__(self) -> str:
        """Return what belongs where."""
        return f"{self.programme_id}: {self.project}"
