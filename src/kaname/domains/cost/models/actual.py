"""Actual: cost that was incurred. Append-only: what is wrong is corrected by an entry that reverses it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.cost.enums import Category
from kaname.domains.cost.models.commitment import Commitment
from kaname.domains.cost.models.control_account import ControlAccount
from kaname.domains.project.models import Project


class ActualBatch(models.Model):
    """One file that was posted whole; the same content is posted once in a project. Append-only."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="actual_batches")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    yen = models.BigIntegerField()
    minutes = models.BigIntegerField()
    posted_at = models.DateTimeField(auto_now_add=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first."""

        ordering = ["project", "-id"]
        constraints = [models.UniqueConstraint(fields=["project", "digest"], name="actual_file_once")]

    def __str__(self) -> str:
        """Return the file's name."""
        return self.name


class Actual(models.Model):
    """One entry: ``incurred_on`` is the day it belongs to (accrual), ``document`` its evidence.

    ``reverses`` names the entry that it takes back, in full; only such an entry is below nothing.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="actuals")
    account = models.ForeignKey(
        ControlAccount, models.PROTECT, related_name="actuals", verbose_name=_("control account")
    )
    incurred_on = models.DateField(_("incurred on"))
    category = models.CharField(_("category"), max_length=10, choices=Category, default=Category.LABOUR)
    yen = models.BigIntegerField(_("amount (yen)"), default=0)
    minutes = models.BigIntegerField(_("effort (minutes)"), default=0)
    document = models.CharField(_("document number"), max_length=100)
    description = models.CharField(_("description"), max_length=300, blank=True)
    activity_uid = models.CharField(_("activity"), max_length=100, blank=True)
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="actuals", verbose_name=_("order")
    )
    batch = models.ForeignKey(ActualBatch, models.PROTECT, null=True, blank=True, related_name="actuals")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    posted_at = models.DateTimeField(auto_now_add=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        """Newest first; a document number once, save for reversals; nothing below nothing that reverses nothing."""

        ordering = ["project", "-incurred_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reverses=None, yen__gte=0, minutes__gte=0)
                | models.Q(reverses__isnull=False, yen__lte=0, minutes__lte=0),
                name="actual_below_nothing_only_reverses",
            ),
            models.CheckConstraint(condition=~models.Q(document=""), name="actual_has_evidence"),
        ]
        indexes = [
            models.Index(fields=["project", "incurred_on"], name="actual_by_day"),
            models.Index(fields=["project", "document"], name="actual_by_document"),
        ]

    def __str__(self) -> str:
        """Return document and day."""
        return f"{self.document} {self.incurred_on}"
