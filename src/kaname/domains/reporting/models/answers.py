"""What people say to a health: the manager's explanation of a difference, and help that is asked for and offered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import HelpState
from kaname.domains.reporting.models.health import HealthSnapshot


class Explanation(Record):
    """Asked of the project manager when green is declared and red is computed (差異説明); one open a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="explanations")
    snapshot = models.ForeignKey(HealthSnapshot, models.PROTECT, related_name="explanations")
    asked_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("How do you see it?"), blank=True)
    measure = models.TextField(_("What is being done"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Newest first; one open at a time; who answered stands with when."""

        ordering = ["project", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(answered_at=None), name="one_open_explanation"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="explanation_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return what is explained."""
        return str(self.snapshot)


class Help(Record):
    """A red project asks for help: what is needed, who helps, with what, until when."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="help_requests")
    need = models.TextField(_("What would help"))
    state = models.CharField(max_length=8, choices=HelpState, default=HelpState.ASKED)
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who helps")
    )
    offer = models.TextField(_("What is offered"), blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(_("What came of it"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Newest first; an offer has somebody who helps."""

        ordering = ["project", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=HelpState.OFFERED)
                | models.Q(helper__isnull=False, offered_at__isnull=False, offered_by__isnull=False),
                name="help_offered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the first words of the need."""
        return self.need[:60]
