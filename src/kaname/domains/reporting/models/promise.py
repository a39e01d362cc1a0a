"""Promise: what a person or a method said on a day about when something will be done, or what it will cost."""

from django.conf import settings
from django.db import models

from kaname.domains.project.models import Project
from kaname.domains.reporting.enums import Method


class Promise(models.Model):
    """One line of the ledger, never changed: ``uid`` "" is the whole project, else a milestone of its plan.

    Exactly one of ``day`` (a finish) and ``amount`` (yen at completion) is promised. It is scored against what really
    happened once that is known; scores are shown by method, never by person.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="promises")
    as_of = models.DateField()
    method = models.CharField(max_length=8, choices=Method)
    uid = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    day = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """In the order of time; a revision once; a date or an amount."""

        ordering = ["project", "as_of", "method", "uid", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["project", "as_of", "method", "uid", "revision"], name="promise_once"),
            models.CheckConstraint(
                condition=models.Q(day=None, amount__isnull=False) | models.Q(day__isnull=False, amount=None),
                name="promise_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        """Return what was promised."""
        return f"{self.project_id} {self.as_of} {self.method}: {self.day or self.amount}"
