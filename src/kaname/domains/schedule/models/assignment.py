"""Assignment: a resource on an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.models.activity import Activity
from kaname.domains.schedule.models.plan import Plan


class Assignment(Record):
    """``units`` 1.0 is one person full time; ``work`` in ticks of working time; ``extras``: costs, contours."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assignments")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="assignments")
    resource = models.ForeignKey(Resource, models.PROTECT, null=True, blank=True, related_name="assignments")
    uid = models.CharField(max_length=100, blank=True)
    units = models.FloatField(_("units"), default=1.0)
    work = models.BigIntegerField(_("work"), null=True, blank=True)
    tentative = models.BooleanField(_("tentative"), default=False)
    extras = models.JSONField(default=dict, blank=True)

    class Meta:
        """A resource once on an activity."""

        ordering = ["plan", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(units__gte=0), name="assignment_units_not_negative")]

    def __str__(self) -> str:
        """Return the assignment in a line."""
        return f"{self.activity_id} ← {self.resource_id}"
