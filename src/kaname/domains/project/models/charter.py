"""Charter: why a project exists, what it must reach, and who approved it; Objective: a measurable goal in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.project.enums import CharterStatus
from kaname.domains.project.models.project import Project


class Charter(Record):
    """One edition of the charter; an approved one is replaced by a new edition, never changed."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="charters")
    edition = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=CharterStatus, default=CharterStatus.DRAFT)
    background = models.TextField(_("background"), blank=True)
    scope = models.TextField(_("scope"), blank=True)
    out_of_scope = models.TextField(_("out of scope"), blank=True)
    assumptions = models.TextField(_("assumptions"), blank=True)
    constraints = models.TextField(_("constraints"), blank=True)
    budget_yen = models.BigIntegerField(_("budget (yen)"), null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Editions count up; approval has a person and a time."""

        ordering = ["project", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["project", "edition"], name="charter_edition_once"),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
                name="charter_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the charter in a line."""
        return f"{self.project.code} v{self.edition}"


class Objective(Record):
    """A goal with a measure: what is counted, from where, to where, until when."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="objectives")
    text = models.TextField(_("objective"))
    measure = models.CharField(_("measure"), max_length=200)
    target = models.CharField(_("target"), max_length=100)
    due = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        """As written."""

        ordering = ["id"]

    def __str__(self) -> str:
        """Return the objective."""
        return self.text
