"""Plan: the head of a project's schedule: its options, its version, and the answer of its last recalculation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.project.models import Project
from kaname.domains.resource.models import WorkCalendar


class Plan(Record):
    """One a project. Instants are ticks (core.instants). ``version`` counts edits of anything in the plan.

    The second half is what the engine last computed, so that a board of 500 projects reads 500 rows and no activity.
    """

    project = models.OneToOneField(Project, models.PROTECT, related_name="plan")
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.BigIntegerField(_("start"))
    must_finish_by = models.BigIntegerField(_("must finish by"), null=True, blank=True)
    status_date = models.BigIntegerField(_("status date"), null=True, blank=True)
    policy = models.CharField(_("scheduling rules"), max_length=12, default="msproject")
    format = models.CharField(max_length=12, default="kaname")
    options = models.JSONField(default=dict, blank=True)
    extras = models.JSONField(default=dict, blank=True)

    computed_version = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(null=True)
    finish = models.BigIntegerField(null=True)
    late_finish = models.BigIntegerField(null=True)
    baseline_finish = models.BigIntegerField(null=True)
    activity_count = models.PositiveIntegerField(default=0)
    critical_count = models.PositiveIntegerField(default=0)
    late_count = models.PositiveIntegerField(default=0)
    overdue_count = models.PositiveIntegerField(default=0)
    percent_complete = models.FloatField(default=0.0)
    planned_percent = models.FloatField(null=True)
    total_float = models.BigIntegerField(null=True)
    driver = models.JSONField(default=dict, blank=True)
    dcma = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    computed_health = models.CharField(max_length=8, default="unknown")
    health_reasons = models.JSONField(default=list, blank=True)

    class Meta:
        """By project."""

        ordering = ["project"]

    def __str__(self) -> str:
        """Return whose plan it is."""
        return str(self.project)


class PlanSource(Record):
    """A file that was imported: the base of the three-way comparison when its next version comes.

    ``document`` is the plan as the file held it, in our own JSON, compressed; ``digest`` is the file's SHA-256.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=12)
    document = models.BinaryField()
    plan_version = models.PositiveIntegerField()
    left_out = models.JSONField(default=dict, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["plan", "-id"]

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name
