"""ProjectDay: what a project was on a frozen date: what analyses group and count. Never changed, only superseded."""

from datetime import date
from typing import Any

from django.db import models

from kaname.domains.people.models import OrganisationUnit, Person
from kaname.domains.portfolio.models import Programme
from kaname.domains.project.models import Project
from kaname.domains.reporting.models.health import HealthSnapshot


class ProjectDay(models.Model):
    """One row beside each health snapshot, flat, so that a database can group 26,000 of them without reading JSON.

    Who a project belonged to on that day stands in it, so that a department that is renamed, a new project manager or
    a project that changes its programme leaves the analyses of earlier days as they were (mission row S42).
    ``slip`` in working days, late is positive; ``week``: whole weeks since ``started_on``; ``quarter``: first day of
    the calendar quarter of the start. ``assumed``: written later than the snapshot, by what the project was then.
    """

    snapshot = models.OneToOneField(HealthSnapshot, models.PROTECT, related_name="project_day")
    project = models.ForeignKey(Project, models.PROTECT, related_name="project_days")
    as_of = models.DateField()
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=12)
    condition = models.CharField(max_length=12)
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, related_name="+")
    manager = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    manager_unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    phase = models.CharField(max_length=100, blank=True)
    phase_en = models.CharField(max_length=100, blank=True)
    started_on = models.DateField(null=True)
    quarter = models.DateField(null=True)
    week = models.PositiveIntegerField(null=True)
    activities = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    percent = models.FloatField(null=True)
    planned = models.FloatField(null=True)
    slip = models.IntegerField(null=True)
    assumed = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering = ["project", "-as_of", "-id"]
        indexes = [
            models.Index(fields=["project", "as_of", "id"], name="project_day_newest"),
            models.Index(fields=["as_of", "project"], name="project_day_by_day"),
        ]

    def __str__(self) -> str:
        """Return whose day it is."""
        return f"{self.project_id} {self.as_of}"

    def begin(self, started_on: date | None) -> None:
        """Put the project's start in, with the quarter and the weeks that follow from it."""
        self.started_on = started_on
        self.quarter = None if started_on is None else date(started_on.year, (started_on.month - 1) // 3 * 3 + 1, 1)
        self.week = None if started_on is None else max((self.as_of - started_on).days // 7, 0)

    def tell(self, facts: dict[str, Any]) -> None:
        """Put the numbers in that the health of the day was judged by."""
        slip = facts.get("slip")
        self.slip = None if slip is None else round(slip)
        self.percent, self.planned = facts.get("percent_complete"), facts.get("planned_percent")
        self.overdue = facts.get("overdue_count") or 0
