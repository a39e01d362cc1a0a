"""CostBaseline: the budget as it was approved, with its dates. Immutable: triggers refuse UPDATE and DELETE."""

from django.db import models

from kaname.domains.core.models import Record
from kaname.domains.cost.enums import Category, Earning, Phasing
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.project.models import Project


class CostBaseline(Record):
    """The n-th approved budget of a project; who approved it is who made the row. ``yen``, ``minutes``: its BAC.

    It holds from ``valid_from`` on: earned value at an earlier date is measured against the one before it.
    ``schedule_baseline`` is the number of the plan's baseline whose dates it took, None where it took the plan's own.
    ``curve``: planned value at the end of each week: {"dates": ISO days, "yen": [...], "minutes": [...]}.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="cost_baselines")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    valid_from = models.DateField()
    schedule_baseline = models.PositiveSmallIntegerField(null=True, blank=True)
    yen = models.BigIntegerField()
    minutes = models.BigIntegerField()
    curve = models.JSONField(default=dict)

    class Meta:
        """Newest first; a number once."""

        ordering = ["project", "-number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="cost_baseline_once")]

    def __str__(self) -> str:
        """Return number and name."""
        return f"{self.number}: {self.name}"


class CostBaselineLine(models.Model):
    """One line as it was approved. ``start`` and ``finish`` are ticks of the plan's wall clock (core.instants)."""

    baseline = models.ForeignKey(CostBaseline, models.CASCADE, related_name="lines")
    account = models.ForeignKey(ControlAccount, models.PROTECT, related_name="+")
    activity_uid = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=10, choices=Category)
    yen = models.BigIntegerField()
    minutes = models.BigIntegerField()
    phasing = models.CharField(max_length=8, choices=Phasing)
    months = models.JSONField(default=dict)
    earning = models.CharField(max_length=8, choices=Earning)
    start = models.BigIntegerField()
    finish = models.BigIntegerField()

    class Meta:
        """As they were written; a line ends after it begins."""

        ordering = ["baseline", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(yen__gte=0, minutes__gte=0, finish__gte=models.F("start")), name="approved_line_sane"
            )
        ]

    def __str__(self) -> str:
        """Return what the line is for."""
        return self.name or self.activity_uid
