"""IssueStep: how an issue stood from a day on. Triggers refuse UPDATE and DELETE."""

from django.db import models

from kaname.domains.control.enums import Escalation, IssueState, IssueStepKind, Severity
from kaname.domains.control.models.issue import Issue
from kaname.domains.people.models import Person


class IssueStep(models.Model):
    """One change, with everything that judging a day needs as it stood after it: the last row of the days up to D is
    the standing on D. ``day`` is the company's day; ``entered_by`` empty: the system.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=IssueStepKind)
    day = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=IssueState)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    level = models.PositiveSmallIntegerField(choices=Escalation)
    resume_on = models.DateField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        """In the order in which they happened."""

        ordering = ["id"]
        indexes = [models.Index(fields=["day", "issue"], name="issue_step_by_day")]

    def __str__(self) -> str:
        """Return the issue and how it stood."""
        return f"{self.issue.code} {self.state} {self.day}"
