"""EvmSnapshot: earned value of a project or an account on a report date. Append-only."""

from django.conf import settings
from django.db import models

from kaname.domains.cost.enums import Unit
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.project.models import Project


class EvmSnapshot(models.Model):
    """Computed from frozen inputs only, which ``inputs`` names, so that it can be computed again.

    Amounts are yen or minutes of work as ``unit`` says, sums of whole numbers, forecasts with their fraction; None is
    "not computed". ``es``, ``at``, ``pd``, ``ieac_t`` are in periods of ``inputs["period"]`` working minutes since the
    project's start. ``edition`` counts computations of the same date: when actuals of that date came in later, the
    newest is shown and the earlier ones stay. ``account`` None: the whole project.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="evm_snapshots")
    as_of = models.DateField()
    account = models.ForeignKey(ControlAccount, models.PROTECT, null=True, related_name="evm_snapshots")
    unit = models.CharField(max_length=8, choices=Unit)
    edition = models.PositiveSmallIntegerField(default=1)
    pv = models.FloatField()
    ev = models.FloatField()
    ac = models.FloatField()
    bac = models.FloatField()
    sv = models.FloatField()
    cv = models.FloatField()
    spi = models.FloatField(null=True)
    cpi = models.FloatField(null=True)
    eac = models.FloatField(null=True)
    eac_all = models.JSONField(default=dict)
    etc = models.FloatField(null=True)
    vac = models.FloatField(null=True)
    tcpi_bac = models.FloatField(null=True)
    tcpi_eac = models.FloatField(null=True)
    unattainable = models.BooleanField(default=False)
    es = models.FloatField(null=True)
    at = models.FloatField(null=True)
    spi_t = models.FloatField(null=True)
    pd = models.FloatField(null=True)
    ieac_t = models.FloatField(null=True)
    finish_ieac = models.DateField(null=True)
    calc_version = models.CharField(max_length=20)
    inputs = models.JSONField(default=dict)
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first; an edition once."""

        ordering = ["project", "-as_of", "-edition", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "as_of", "unit", "edition"],
                condition=models.Q(account=None),
                name="evm_of_project_once",
            ),
            models.UniqueConstraint(
                fields=["project", "as_of", "account", "unit", "edition"],
                condition=models.Q(account__isnull=False),
                name="evm_of_account_once",
            ),
        ]
        indexes = [models.Index(fields=["project", "unit", "-as_of", "-edition"], name="evm_by_day")]

    def __str__(self) -> str:
        """Return whose and when."""
        return f"{self.project_id} {self.as_of}"


class VarianceExplanation(models.Model):
    """What the project manager says of a variance beyond the limit; a later one stands beside it. Append-only."""

    snapshot = models.ForeignKey(EvmSnapshot, models.PROTECT, related_name="explanations")
    cause = models.TextField()
    action = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first; never empty."""

        ordering = ["snapshot", "-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(cause=""), name="explanation_not_empty")]

    def __str__(self) -> str:
        """Return the cause."""
        return self.cause[:60]
