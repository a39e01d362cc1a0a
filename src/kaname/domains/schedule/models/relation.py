"""Relation: a dependency between two activities, also of two projects."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.schedule.enums import LagKind, RelationKind, SignOff
from kaname.domains.schedule.models.activity import Activity
from kaname.domains.schedule.models.plan import Plan


class Relation(Record):
    """``plan`` is the successor's. ``lag`` in ticks, or in percent for the percent kinds. Between projects
    (``crosses``) the giving side promises and the receiving side accepts. ``extras``: what only the file knew.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="relations")
    predecessor = models.ForeignKey(Activity, models.CASCADE, related_name="successor_relations")
    successor = models.ForeignKey(Activity, models.CASCADE, related_name="predecessor_relations")
    kind = models.CharField(_("type"), max_length=2, choices=RelationKind, default=RelationKind.FS)
    lag = models.FloatField(_("lag"), default=0.0)
    lag_kind = models.CharField(max_length=16, choices=LagKind, default=LagKind.WORKING)
    crosses = models.BooleanField(default=False)
    sign_off = models.CharField(max_length=12, choices=SignOff, default=SignOff.NOT_NEEDED)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    extras = models.JSONField(default=dict, blank=True)

    class Meta:
        """Never to itself; who signed stands with when."""

        ordering = ["plan", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="relation_not_to_itself"
            ),
            models.UniqueConstraint(fields=["predecessor", "successor", "kind"], name="relation_once"),
            models.CheckConstraint(
                condition=models.Q(given_at=None, given_by=None)
                | models.Q(given_at__isnull=False, given_by__isnull=False),
                name="relation_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None, agreed_by=None)
                | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="relation_agreed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the relation in a line."""
        return f"{self.predecessor_id} {self.kind} {self.successor_id}"
