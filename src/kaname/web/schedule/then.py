"""A plan as the address asks for it: as it stands, or as it was frozen on a report date."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.http import HttpRequest

from kaname.domains.schedule.bridge.frozen import state_at, turned_back
from kaname.domains.schedule.bridge.state import PlanState, state_of
from kaname.domains.schedule.models import Plan, ProgressDate
from kaname.web.schedule.views.data import day_of
from kaname.web.schedule.wire import frozen_at

MOST = 60


@dataclass(eq=False)
class Then:
    """``asked``: the day in the address, None for now; ``frozen``: the last report date closed up to it."""

    plan: Plan
    asked: date | None = None
    frozen: ProgressDate | None = None
    days: list[date] = field(default_factory=list)

    @property
    def as_of(self) -> date | None:
        """The report date that the page is of; None for now."""
        return None if self.frozen is None else self.frozen.as_of

    @property
    def nothing(self) -> bool:
        """Whether a day is asked for up to which nothing was frozen."""
        return self.asked is not None and self.frozen is None

    @property
    def partly(self) -> bool:
        """Whether only dates and progress of that day were kept, and not the plan they belong to."""
        return self.frozen is not None and self._kept is None

    @property
    def state(self) -> PlanState | None:
        """The plan's rows then or now; None where nothing was frozen. In part: those of now with the dates of then."""
        if self.nothing:
            return None
        if self.frozen is None:
            return state_of(self.plan)
        return self._kept or turned_back(state_of(self.plan), self.frozen)

    @property
    def query(self) -> str:
        """What keeps the day in a link to a page of the same plan."""
        return "" if self.asked is None else f"?as_of={self.asked.isoformat()}"

    @cached_property
    def _kept(self) -> PlanState | None:
        return None if self.frozen is None else state_at(self.frozen)


def then_of(request: HttpRequest, plan: Plan) -> Then:
    """Return what an address asks of a plan."""
    asked = day_of(request)
    days = plan.progress_dates.order_by("-as_of").values_list("as_of", flat=True)[:MOST]
    return Then(plan, asked, frozen_at(plan, asked), list(days))
