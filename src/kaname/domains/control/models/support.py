"""SupportRequest: a project asks the PMO for help (mission rows S01, S142); SupportTime: the hours given."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import UNSETTLED_SUPPORT, SupportKind, SupportState
from kaname.domains.core.models import Record
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project

HELPED = (SupportState.ACCEPTED, SupportState.DELIVERED)
OVER = tuple(state for state in SupportState if state not in UNSETTLED_SUPPORT)


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    """Support requests as a user may see them."""

    def visible_to(self, user: Any) -> "SupportRequestQuerySet":
        """Return the requests of the projects where the user reads them."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.SUPPORT, Level.READ))


class SupportRequest(Record):
    """What is needed, why, by when; who helps with what until when; what came of it, and what it was worth (1 to 5).

    ``delivered``: the helper says that it is done; ``closed``: the project says so, the PMO declined, or it was taken
    back. Who made the row is who asks.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="support_requests")
    number = models.PositiveIntegerField(editable=False)
    code = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    kind = models.CharField(_("kind of help"), max_length=12, choices=SupportKind, default=SupportKind.OTHER)
    state = models.CharField(_("state"), max_length=10, choices=SupportState, default=SupportState.OPEN)
    need = models.TextField(_("What would help"))
    why = models.TextField(_("Why it is needed"), blank=True)
    wanted_by = models.DateField(_("Wanted by"), null=True, blank=True)
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="support_given", verbose_name=_("Who helps")
    )
    offer = models.TextField(_("What is offered"), blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    outcome = models.TextField(_("What came of it"), blank=True)
    delivered_at = models.DateTimeField(null=True, editable=False)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    reason = models.TextField(_("Why not"), blank=True)
    rating = models.PositiveSmallIntegerField(
        _("How much it helped, 1 to 5"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        """Numbered within the project, newest first; each state has its day and its person."""

        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="support_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=HELPED)
                | Q(helper__isnull=False, accepted_at__isnull=False, accepted_by__isnull=False),
                name="support_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None, delivered_by=None)
                | Q(delivered_at__isnull=False, delivered_by__isnull=False),
                name="support_delivered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSETTLED_SUPPORT, closed_at=None, closed_by=None)
                | Q(state__in=OVER, closed_at__isnull=False, closed_by__isnull=False),
                name="support_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=SupportState.DECLINED) | ~Q(reason=""), name="support_declined_with_reason"
            ),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="support_rated_1_to_5"),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="support_by_state")]

    def __str__(self) -> str:
        """Return number and the first words of the need."""
        return f"{self.code} {self.need[:60]}"

    @property
    def settled(self) -> bool:
        """Return whether nobody has to do anything about it any more."""
        return self.state not in UNSETTLED_SUPPORT


class SupportTime(Record):
    """Hours that a person gave to a support request on a day."""

    request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="times")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("Who helped"))
    day = models.DateField(_("Day"))
    hours = models.DecimalField(
        _("Hours"), max_digits=4, decimal_places=2, validators=[MinValueValidator(0.25), MaxValueValidator(24)]
    )
    note = models.CharField(_("What was done"), max_length=200, blank=True)

    class Meta:
        """By day; no more hours than a day has."""

        ordering = ["request", "day", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=24), name="support_hours_of_a_day"),
        ]

    def __str__(self) -> str:
        """Return day and hours."""
        return f"{self.day}: {self.hours}"
