"""WorkCalendar: weeks, exceptions and the calendar underneath; a calendar is a PlanDocument calendar in rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.project.models import Project
from kaname.domains.resource.enums import CalendarScope, DayKind


class WorkCalendar(Record):
    """Working time. ``week``: seven days, Monday first; a day is a list of [start, end] in minutes after midnight,
    or null: as the base calendar. ``work_weeks``: [{"first","last","week","name"}]. ``national_holidays``: Japan's are
    laid over it, from the table of the engine, whose source and date the screen shows.
    """

    name = models.CharField(_("name"), max_length=100)
    scope = models.CharField(max_length=8, choices=CalendarScope, default=CalendarScope.COMPANY)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="calendars")
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived")
    week = models.JSONField(default=list)
    work_weeks = models.JSONField(default=list, blank=True)
    national_holidays = models.BooleanField(_("national holidays"), default=False)
    always_working = models.BooleanField(default=False)
    minutes_per_day = models.PositiveIntegerField(null=True, blank=True)
    source_id = models.CharField(max_length=100, blank=True)

    class Meta:
        """By scope and name; an imported calendar keeps its file's id once in a project."""

        ordering = ["scope", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "source_id"], condition=~models.Q(source_id=""), name="calendar_source_once"
            )
        ]

    def __str__(self) -> str:
        """Return the calendar's name."""
        return self.name


class CalendarException(Record):
    """Days that differ: no shifts, a day off. ``source`` and ``as_of`` say where a public holiday is known from."""

    calendar = models.ForeignKey(WorkCalendar, models.CASCADE, related_name="exceptions")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    shifts = models.JSONField(default=list, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=DayKind, default=DayKind.OTHER)
    recurrence = models.JSONField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        """By date; a range goes forward."""

        ordering = ["calendar", "first", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="exception_goes_forward")
        ]

    def __str__(self) -> str:
        """Return the exception in a line."""
        return f"{self.first} {self.name}"
