"""Phase, Stakeholder, Deliverable: what else a project's head page holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.project.enums import DeliverableStatus
from kaname.domains.project.models.project import Project


class Phase(Record):
    """A stretch of a project between gates."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="phases")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)

    class Meta:
        """In their order."""

        ordering = ["project", "order"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="phase_once")]

    def __str__(self) -> str:
        """Return the phase's name."""
        return self.name


class Stakeholder(Record):
    """Somebody the project touches: interest and influence 1 to 5, attitude -2 to +2."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="stakeholders")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    interest = models.PositiveSmallIntegerField(_("interest"), default=3)
    influence = models.PositiveSmallIntegerField(_("influence"), default=3)
    attitude = models.SmallIntegerField(_("attitude"), default=0)
    strategy = models.TextField(_("strategy"), blank=True)

    class Meta:
        """The most influential first; scales are kept."""

        ordering = ["project", "-influence", "-interest", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest__range=(1, 5), influence__range=(1, 5), attitude__range=(-2, 2)),
                name="stakeholder_scales",
            )
        ]

    def __str__(self) -> str:
        """Return the stakeholder's name."""
        return self.name


class Deliverable(Record):
    """Something that must be handed over, with an owner and a reviewer."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="deliverables")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="deliverables")
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    mandatory = models.BooleanField(_("mandatory"), default=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=DeliverableStatus, default=DeliverableStatus.NOT_STARTED)
    due = models.DateField(_("due"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)

    class Meta:
        """By code."""

        ordering = ["project", "code"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="deliverable_once")]

    def __str__(self) -> str:
        """Return code and name."""
        return f"{self.code} {self.name}"
