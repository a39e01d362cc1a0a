"""Saving: money that management of a project is claimed to have saved (mission row S31)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.cost.enums import SavingMethod, SavingState
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import Person
from kaname.domains.project.models import Project


class SavingQuerySet(models.QuerySet["Saving"]):
    """Claims as a user may see them."""

    def visible_to(self, user: Any) -> "SavingQuerySet":
        """Return the claims of the projects whose savings the user may read."""
        return self.filter(project__in=Project.objects.visible_to(user, Subject.SAVING, Level.READ))


class Saving(Record):
    """A claim. Once approved it is never changed (a trigger refuses it): a row that ``withdraws`` it takes it back.

    ``begins`` to ``ends``: the days in which the money is not spent. ``accounts``: keys of control accounts;
    ``work``: [{"uid", "wbs", "name", "name_en"}] of rows of the plan, as they were called; ``covers``: {key: name} of
    all single accounts and activities that these come to, by which claims overlap. ``yen`` is below nothing only where
    it withdraws.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="savings")
    number = models.PositiveIntegerField(editable=False)
    name = models.CharField(_("what was saved"), max_length=200)
    name_en = models.CharField(_("in English"), max_length=200, blank=True)
    method = models.CharField(_("method of computing"), max_length=10, choices=SavingMethod)
    calculation = models.TextField(_("how it was computed"))
    evidence = models.CharField(_("evidence"), max_length=300)
    yen = models.BigIntegerField(_("amount (yen)"))
    begins = models.DateField(_("saved from"))
    ends = models.DateField(_("saved until"))
    accounts = models.JSONField(_("control accounts"), default=list, blank=True)
    work = models.JSONField(_("work packages"), default=list, blank=True)
    covers = models.JSONField(default=dict, blank=True, editable=False)
    claimant = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("claimant"))
    state = models.CharField(_("status"), max_length=10, choices=SavingState, default=SavingState.CLAIMED)
    judged_at = models.DateTimeField(null=True, blank=True, editable=False)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    remark = models.CharField(_("reason"), max_length=300, blank=True)
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="withdrawn_by"
    )

    objects = SavingQuerySet.as_manager()

    class Meta:
        """By number; nobody approves their own claim; only what withdraws is below nothing."""

        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="saving_once"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("begins")), name="saving_period"),
            models.CheckConstraint(
                condition=models.Q(withdraws=None, yen__gt=0) & ~models.Q(state=SavingState.WITHDRAWAL)
                | models.Q(withdraws__isnull=False, yen__lt=0, state=SavingState.WITHDRAWAL),
                name="saving_below_nothing_only_withdraws",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SavingState.APPROVED)
                | models.Q(judged_by__isnull=False, judged_at__isnull=False)
                & ~models.Q(judged_by=models.F("claimant")),
                name="saving_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        """Return number and name."""
        return f"{self.code} {self.name}"

    @property
    def code(self) -> str:
        """Return the number as people call it."""
        return f"SV-{self.number:03}"
