"""Demands as pages, homes and reports read them: since when they are open, how long each step took, who is to act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import company_roles, held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.resource.bridge.company import business_days, company_rules
from kaname.domains.staffing.enums import OPEN, STEP_OF, DemandState, Step
from kaname.domains.staffing.models import DemandStep, RoleDemand
from kaname.domains.staffing.rules import Limits, acts_next


@dataclass(frozen=True, slots=True)
class Passage:
    """A stay of a demand in a state: since when, by whom it came there, and its business days (None: an end)."""

    state: DemandState
    since: date
    step: DemandStep
    days: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A demand as it stands: business days of the company's calendar.

    ``days`` from its raising to its end, or to today; ``by_step`` the same, step by step (their sum is ``days``);
    ``late`` days past needed-by while it is open, None where it is in time.
    """

    demand: RoleDemand
    days: int
    by_step: dict[str, int]
    late: int | None
    passages: list[Passage]

    @property
    def open(self) -> bool:
        """Return whether somebody still has to act."""
        return self.demand.state in OPEN

    @property
    def raised(self) -> date:
        """The day on which it was raised."""
        return self.passages[0].since

    @property
    def ended(self) -> date | None:
        """The day on which it was filled, cancelled or expired."""
        return None if self.open else self.passages[-1].since

    @property
    def source(self) -> str:
        """Who fills it, internal or external; "" until it is filled."""
        return self.passages[-1].step.source

    @property
    def acts(self) -> Role | None:
        """The role that is to act now."""
        return acts_next(self.demand)


def demands_visible_to(user: Any) -> QuerySet[RoleDemand]:
    """Return what a user may read, with its project and its way: two queries."""
    way = Prefetch("steps", DemandStep.objects.select_related("entered_by"))
    return RoleDemand.objects.visible_to(user).select_related("project").prefetch_related(way)


def standings(rows: Iterable[RoleDemand]) -> list[Standing]:
    """Return how each stands; the days of all of them are counted at once."""
    found, now = list(rows), today()
    ways = [list(row.steps.all()) for row in found]
    spans: list[tuple[date, date]] = []
    for row, way in zip(found, ways, strict=True):
        days = [min(day_of(step.entered_at), now) for step in way]
        ends = [*days[1:], now if row.state in OPEN else days[-1]]
        spans += [*zip(days, ends, strict=True), (row.needed_by, now)]
    counted = iter(business_days(company_rules(), spans))
    return [
        _standing(row, way, [next(counted) for _ in way], next(counted), now)
        for row, way in zip(found, ways, strict=True)
    ]


def waiting_for(user: Any) -> list[Standing]:
    """Return the open demands on which a user is to act now, the earliest needed-by first. A constant number of
    queries.
    """
    rows = demands_visible_to(user).filter(_asked_of(user), state__in=OPEN)
    return standings(rows.order_by("needed_by", "pk"))


def overdue(user: Any) -> list[Standing]:
    """Return the visible demands that were to be filled before today and are not (PE-02), the latest first."""
    rows = demands_visible_to(user).filter(state__in=OPEN, needed_by__lt=today())
    return standings(rows.order_by("needed_by", "pk"))


def day_of(moment: datetime) -> date:
    """Return the day, in Japan, of a moment."""
    return timezone.localtime(moment).date()


def _asked_of(user: Any) -> Q:
    """Return the condition "this user is to act". ``rules.acts_next`` says the same of one demand."""
    wide = company_roles(user)
    held = ProjectMember.objects.filter(held_on(today()), person__user=user)
    beyond = Q(ceiling_yen__gt=Limits.of(organisation()).manager_yen)
    own = Exists(
        DemandStep.objects.filter(demand=OuterRef("pk"), state=DemandState.RAISED, entered_by__user_id=user.pk)
    )
    asked = Q(
        state__in=(DemandState.CHOOSING, DemandState.ARRANGING),
        project__in=held.filter(role=Role.PROJECT_MANAGER).values("project"),
    )
    sponsored = held.filter(role=Role.SPONSOR).values("project")
    asked |= Q(~own & beyond, state=DemandState.RAISED, project__in=sponsored)
    if Role.PMO_MANAGER in wide:
        asked |= Q(~own & ~beyond, state=DemandState.RAISED)
        asked |= Q(state__in=(DemandState.APPROVED, DemandState.INSIDE))
    if Role.COORDINATOR in wide:
        asked |= Q(state=DemandState.OUTSIDE, project__confidentiality__lte=Confidentiality.PROJECT)
    return asked


def _standing(row: RoleDemand, way: Sequence[DemandStep], days: list[int], past: int, now: date) -> Standing:
    by_step: dict[str, int] = dict.fromkeys(Step.values, 0)
    passages = []
    for step, count in zip(way, days, strict=True):
        part = STEP_OF.get(step.state)
        if part is not None:
            by_step[part] += count
        since = min(day_of(step.entered_at), now)
        passages.append(Passage(DemandState(step.state), since, step, count if part is not None else None))
    late = past if row.state in OPEN and row.needed_by < now else None
    return Standing(row, sum(by_step.values()), by_step, late, passages)
