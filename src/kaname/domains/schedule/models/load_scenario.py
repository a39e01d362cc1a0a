"""LoadScenario: a what-if over the load of all projects; ScenarioMove: one thing that would be done otherwise."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.models import Record
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.enums import MoveKind
from kaname.domains.schedule.models.plan import Plan


class LoadScenarioQuerySet(models.QuerySet["LoadScenario"]):
    """Scenarios as a user may see them."""

    def visible_to(self, user: Any) -> "LoadScenarioQuerySet":
        """Return the user's own: a thought is nobody else's before it is applied."""
        return self.filter(owner_id=getattr(user, "pk", None) or -1)


class LoadScenario(Record):
    """Kept by name for its owner. The plans are as they were until it is applied, which happens once."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    applied_at = models.DateTimeField(null=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = LoadScenarioQuerySet.as_manager()

    class Meta:
        """A name once an owner; newest first."""

        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="scenario_name_once"),
            models.CheckConstraint(
                condition=models.Q(applied_at=None, applied_by=None)
                | models.Q(applied_at__isnull=False, applied_by__isnull=False),
                name="scenario_applied_by",
            ),
        ]

    def __str__(self) -> str:
        """Return the scenario's name."""
        return self.name


class ScenarioMove(Record):
    """``swap``: the work of ``resource`` goes to ``to``; ``units``: they give ``units`` of their time; ``shift``:
    the activity begins ``days`` working days later. ``plan_version``: the version that the move was thought out on.
    1.0 is full time.
    """

    scenario = models.ForeignKey(LoadScenario, models.CASCADE, related_name="moves")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    plan_version = models.PositiveIntegerField()
    uid = models.CharField(max_length=100)
    kind = models.CharField(max_length=6, choices=MoveKind)
    resource = models.ForeignKey(Resource, models.CASCADE, null=True, related_name="+")
    to = models.ForeignKey(Resource, models.CASCADE, null=True, related_name="+")
    units = models.FloatField(null=True)
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """In the order in which they were thought of; each kind has what it needs and nothing else."""

        ordering = ["scenario", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=MoveKind.SWAP, resource__isnull=False, to__isnull=False, units=None, days=None)
                | models.Q(kind=MoveKind.UNITS, resource__isnull=False, to=None, units__gt=0, days=None)
                | models.Q(kind=MoveKind.SHIFT, resource=None, to=None, units=None, days__gt=0),
                name="move_of_its_kind",
            )
        ]

    def __str__(self) -> str:
        """Return the move in a line."""
        return f"{self.uid}: {self.kind}"
