"""Who is told of what about a demand. A notice holds the number and the day, nothing else."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kaname.domains.core.actions import notices
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.models import RoleHolding, User
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import ProjectMember
from kaname.domains.staffing.enums import DemandState
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.rules import acts_next

SAID = {
    DemandState.APPROVED: "demand.approved",
    DemandState.OUTSIDE: "demand.outside",
    DemandState.CHOOSING: "demand.candidates",
    DemandState.FILLED: "demand.filled",
    DemandState.WITHDRAWN: "demand.cancelled",
    DemandState.EXPIRED: "demand.expired",
}
FOR_RAISER = (DemandState.APPROVED, DemandState.FILLED, DemandState.WITHDRAWN, DemandState.EXPIRED)


def asked(demand: RoleDemand) -> None:
    """Tell those who may approve it."""
    _tell(demand, _who(demand), "demand.asked", None)


def moved(demand: RoleDemand, by: Any) -> None:
    """Tell whoever acts next, and of an answer whoever raised it; not the one who did it."""
    kind = SAID.get(DemandState(demand.state))
    if kind is not None:
        raiser = _raiser(demand) if demand.state in FOR_RAISER else []
        _tell(demand, [*raiser, *_who(demand)], kind, by)


def overdue(demand: RoleDemand) -> None:
    """Tell whoever acts next, the PMO's managers and whoever raised it that the date has passed."""
    _tell(demand, [*_who(demand), *_holders(demand, Role.PMO_MANAGER), *_raiser(demand)], "demand.overdue", None)


def _who(demand: RoleDemand) -> list[User]:
    role = acts_next(demand)
    return [] if role is None else _holders(demand, role)


def _raiser(demand: RoleDemand) -> list[User]:
    people = [step.entered_by for step in demand.steps.select_related("entered_by__user")[:1]]
    return [p.user for p in people if p is not None and p.user is not None and p.user.is_active]


def _holders(demand: RoleDemand, role: Role) -> list[User]:
    if role in (Role.PMO_MANAGER, Role.COORDINATOR):
        held: Any = RoleHolding.objects.filter(held_on(today()), role=role, unit=None)
    else:
        held = ProjectMember.objects.filter(held_on(today()), project=demand.project_id, role=role)
    return list(User.objects.filter(person__in=held.values("person"), is_active=True).order_by("pk"))


def _tell(demand: RoleDemand, users: Iterable[User], kind: str, by: Any) -> None:
    path = reverse("staffing:demand", args=[demand.project.code, demand.number])
    params = {"code": demand.code, "code_en": demand.ascii_code, "day": demand.needed_by.isoformat()}
    for user in dict.fromkeys(users):
        seen = RoleDemand.objects.visible_to(user).filter(pk=demand.pk).exists()
        if seen and (by is None or user.pk != by.pk):
            notices.tell(user_id=user.pk, kind=kind, params=params, url=path)
