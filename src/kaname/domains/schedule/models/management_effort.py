"""ManagementEffort: what one person spent on reporting and on managing in the week of a round (S143, S149)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.schedule.models.reporting_round import ReportingRound

MOST = 7 * 24 * 60
"""Minutes of a week."""


class ManagementEffort(Record):
    """The answer to a round's one question to project managers and the PMO; optional, and shown to nobody by person.

    ``projects``: keys of the running projects in which the person managed that week, among which the hours are divided
    evenly; empty for the PMO's own office. ``manager``: asked as a project manager, else as the PMO.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="efforts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reporting = models.PositiveIntegerField(_("compiling and reporting (minutes)"))
    managing = models.PositiveIntegerField(_("managing (minutes)"))
    manager = models.BooleanField(default=False)
    projects = models.JSONField(default=list, blank=True)

    class Meta:
        """Once a person and round; no more than a week has."""

        ordering = ["round", "person"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="effort_once"),
            models.CheckConstraint(
                condition=models.Q(reporting__lte=MOST - models.F("managing")), name="effort_within_a_week"
            ),
        ]

    def __str__(self) -> str:
        """Return the round, never whose hours they are: the log of changes is read by many."""
        return str(self.round)
