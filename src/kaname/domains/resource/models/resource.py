"""Resource: a person, role or thing that plans use; its rates by date; who is away when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.names import chosen
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import LeaveKind, RateSide, ResourceKind
from kaname.domains.resource.models.calendar import WorkCalendar


class Resource(Record):
    """One entry of the company's pool (``project`` empty), or of one project whose plan names somebody unknown."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=ResourceKind, default=ResourceKind.PERSON)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="resource")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="resources")
    role_name = models.CharField(_("role"), max_length=100, blank=True)
    role_name_en = models.CharField(_("role in English"), max_length=100, blank=True)
    max_units = models.FloatField(_("capacity"), default=1.0)
    availability = models.JSONField(default=list, blank=True)
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, blank=True, related_name="+")
    source_id = models.CharField(max_length=100, blank=True)
    extras = models.JSONField(default=dict, blank=True)

    class Meta:
        """By name; a pool entry and a project's own may share one."""

        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name"], name="resource_by_name")]
        constraints = [
            models.CheckConstraint(condition=models.Q(max_units__gte=0), name="resource_capacity_not_negative"),
            models.UniqueConstraint(
                fields=["project", "source_id"], condition=~models.Q(source_id=""), name="resource_source_once"
            ),
        ]

    def __str__(self) -> str:
        """Return the resource's name."""
        return self.name

    @property
    def shown_role(self) -> str:
        """The role in the reader's language."""
        return chosen(self.role_name, self.role_name_en)


class ResourceRate(Record):
    """Yen an hour from a date on. Cost rates are C3, contract rates C6: read only through ``rates_visible_to``."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="rates")
    side = models.CharField(max_length=10, choices=RateSide, default=RateSide.COST)
    valid_from = models.DateField(_("valid from"))
    yen_per_hour = models.PositiveIntegerField(_("yen an hour"))

    class Meta:
        """One rate a day and side."""

        ordering = ["resource", "side", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["resource", "side", "valid_from"], name="rate_once_a_day")]

    def __str__(self) -> str:
        """Return since when; never the amount, which logs could show."""
        return f"{self.resource} {self.valid_from}"


class Leave(Record):
    """Days on which a person is away; they have no working time then."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="leaves")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    kind = models.CharField(max_length=10, choices=LeaveKind, default=LeaveKind.LEAVE)

    class Meta:
        """By date; a range goes forward."""

        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="leave_goes_forward")
        ]

    def __str__(self) -> str:
        """Return who is away when."""
        return f"{self.person} {self.first}–{self.last}"
