"""Activity: one row of a plan: what people typed, what happened, and what the engine computed."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.core.queries import today
from kaname.domains.people.enums import PROJECT_ROLES, Level, Subject, level_of
from kaname.domains.people.rules import company_roles, held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.schedule.enums import ActivityKind, ConstraintKind
from kaname.domains.schedule.models.plan import Plan


def english_of(extras: Mapping[str, Any]) -> str:
    """Return the English twin of a name, which stands among the custom fields of an activity."""
    fields = extras.get("fields")
    return str(fields.get("name_en") or "") if isinstance(fields, dict) else ""


def reads_in_part(user: Any) -> bool:
    """Return whether there are projects of whose schedule a user reads only what they work on themselves."""
    if not getattr(user, "is_authenticated", False):
        return False
    if any(level_of(Subject.SCHEDULE, role) >= Level.READ for role in company_roles(user)):
        return False
    partial = [role for role in PROJECT_ROLES if level_of(Subject.SCHEDULE, role) == Level.PARTIAL]
    return ProjectMember.objects.filter(held_on(today()), person__user=user, role__in=partial).exists()


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities as a user may see them."""

    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """Return the activities of projects whose schedule the user may read; where in part, those they work on."""
        whole = models.Q(plan__project__in=Project.objects.visible_to(user, Subject.SCHEDULE, Level.READ))
        if not reads_in_part(user):
            return self.filter(whole)
        part = Project.objects.visible_to(user, Subject.SCHEDULE)
        mine = self.model.objects.filter(assignments__resource__person__user=user, plan__project__in=part)
        return self.filter(whole | models.Q(pk__in=mine.values("pk")))


class Activity(Record):
    """Durations, floats and instants are ticks: tenths of a minute (core.instants); percents 0..100.

    ``uid`` is the file's own id (MSPDI UID, XER task_id), kept so that the next version of the file finds its row, and
    export gives the same ids back. ``extras`` holds what the format has and no column does: splits, costs, custom
    fields, distributions, stored dates (see bridge).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    uid = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    outline_level = models.PositiveSmallIntegerField(default=1)
    wbs = models.CharField(_("WBS"), max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=500, blank=True)
    kind = models.CharField(max_length=20, choices=ActivityKind, default=ActivityKind.TASK)
    active = models.BooleanField(default=True)
    manual = models.BooleanField(default=False)

    duration = models.BigIntegerField(_("duration"), null=True)
    elapsed = models.BooleanField(default=False)
    remaining_duration = models.BigIntegerField(null=True)
    actual_duration = models.BigIntegerField(null=True)
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, blank=True, related_name="+")
    constraint = models.CharField(max_length=20, choices=ConstraintKind, default=ConstraintKind.ASAP)
    constraint_date = models.BigIntegerField(null=True)
    deadline = models.BigIntegerField(_("deadline"), null=True)
    percent_complete = models.FloatField(null=True)
    physical_percent = models.FloatField(null=True)
    actual_start = models.BigIntegerField(null=True)
    actual_finish = models.BigIntegerField(null=True)
    manual_start = models.BigIntegerField(null=True)
    manual_finish = models.BigIntegerField(null=True)
    work = models.BigIntegerField(_("work"), null=True)
    priority = models.PositiveSmallIntegerField(default=500)
    notes = models.TextField(_("notes"), blank=True)
    extras = models.JSONField(default=dict, blank=True)

    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    late_start = models.BigIntegerField(null=True)
    late_finish = models.BigIntegerField(null=True)
    total_float = models.BigIntegerField(null=True)
    free_float = models.BigIntegerField(null=True)
    critical = models.BooleanField(default=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        """In the plan's row order; an id once in a plan; what is done has begun."""

        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "uid"], name="activity_uid_once"),
            models.CheckConstraint(
                condition=models.Q(percent_complete=None) | models.Q(percent_complete__range=(0, 100)),
                name="activity_percent",
            ),
            models.CheckConstraint(
                condition=models.Q(duration=None) | models.Q(duration__gte=0), name="activity_duration_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "position"], name="activity_in_order"),
            models.Index(fields=["plan", "kind"], name="activity_by_kind"),  # milestones of 500 plans at once
            models.Index(fields=["plan", "finish"], name="activity_by_finish"),  # what is due this week, among all
        ]

    @property
    def name_en(self) -> str:
        """The English twin of the name; "" where the plan has none."""
        return english_of(self.extras)

    def __str__(self) -> str:
        """Return the activity's name."""
        return self.name
