"""What the manager says to a health: the explanation of a difference. Help is asked for with a support request."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project
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
