"""The gap (specification 5.7): demand minus committed supply, by role and month; soft bookings stand apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from kaname.domains.core.queries import today
from kaname.domains.resource.bridge.company import next_month
from kaname.domains.staffing.enums import OPEN, DemandState
from kaname.domains.staffing.models import RoleDemand
from kaname.domains.staffing.queries.cover import Cover, covers

AHEAD = 6
"""Months from this one on."""


@dataclass(slots=True)
class RoleGap:
    """A role's months in full-time people, (months,) each: needed, booked hard, booked softly; and what nobody has
    approved yet of the needed.
    """

    role: str
    needed: Any
    hard: Any
    soft: Any
    unapproved: Any
    demands: list[RoleDemand] = field(default_factory=list)

    @property
    def gap(self) -> Any:
        """Needed and not booked hard. Of each demand apart: what one has too much helps no other."""
        return np.maximum(self.needed - self.hard, 0.0)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The roles that are needed, the largest gap first, over some months; ``covers`` of each demand by its key."""

    months: list[date]
    rows: list[RoleGap]
    covers: dict[int, Cover]


def gaps(user: Any, since: date | None = None, months: int = AHEAD, project: str = "") -> Gaps:
    """Return the gap of what a user may read: of open and filled demands, not of cancelled or expired ones.

    A constant number of queries; O(demands x months).
    """
    wanted = [(since or today()).replace(day=1)]
    while len(wanted) < months:
        wanted.append(next_month(wanted[-1]))
    live = RoleDemand.objects.visible_to(user).filter(state__in=(*OPEN, DemandState.FILLED))
    live = live.filter(ends__gte=wanted[0], begins__lt=next_month(wanted[-1])).select_related("project")
    rows = list((live.filter(project__code=project) if project else live).order_by("role", "needed_by", "pk"))
    found = covers(rows)
    by_role = _by_role(rows, found, wanted)
    return Gaps(wanted, sorted(by_role, key=lambda r: (-float(r.gap.sum()), r.role)), found)


def _by_role(rows: Iterable[RoleDemand], found: dict[int, Cover], months: list[date]) -> list[RoleGap]:
    place = {month: n for n, month in enumerate(months)}
    roles: dict[str, RoleGap] = {}
    for row in rows:
        if row.role not in roles:
            needed, hard, soft, unapproved = np.zeros((4, len(months)))
            roles[row.role] = RoleGap(row.shown_role, needed, hard, soft, unapproved)
        held = roles[row.role]
        held.demands.append(row)
        cover = found[row.pk]
        for month, needed, hard, soft in zip(
            cover.months, cover.needed / 100, cover.hard / 100, cover.soft / 100, strict=True
        ):
            n = place.get(month)
            if n is not None:
                held.needed[n] += needed
                held.hard[n] += min(hard, needed)
                held.soft[n] += min(soft, max(needed - hard, 0.0))
                held.unapproved[n] += needed if row.state == DemandState.RAISED else 0.0
    return list(roles.values())
