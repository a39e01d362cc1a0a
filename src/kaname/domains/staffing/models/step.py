"""DemandStep: a demand came into a state, then and by whom. Triggers refuse UPDATE and DELETE."""

from django.db import models

from kaname.domains.people.models import Person
from kaname.domains.staffing.enums import DemandState, Source
from kaname.domains.staffing.models.demand import RoleDemand


class DemandStep(models.Model):
    """One transition. ``entered_by`` empty: the clock. ``source`` and ``cover`` only with the filling: who fills it and
    by which assignments as they then stood: a list of {uid, activity, resource, person, percent}, percent by month.
    """

    demand = models.ForeignKey(RoleDemand, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=DemandState)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    remark = models.TextField(blank=True)
    source = models.CharField(max_length=8, choices=Source, blank=True)
    cover = models.JSONField(default=list)

    class Meta:
        """In the order in which they happened; whoever fills it is inside or outside."""

        ordering = ["demand", "entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=DemandState.FILLED) | ~models.Q(source=""), name="demand_filled_by_somebody"
            )
        ]

    def __str__(self) -> str:
        """Return the demand and the state that it came into."""
        return f"{self.demand.code} {self.state}"
