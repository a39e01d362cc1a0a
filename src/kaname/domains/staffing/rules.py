"""Who may do what about a demand, and who is asked to act (specification 2.1, 2.7, 2.11, 2.13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import Power
from kaname.domains.control.rules import limit_in_force
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Employer, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, roles_in
from kaname.domains.staffing.enums import NEXT, OPEN, SEARCHED, DemandState, Source
from kaname.domains.staffing.models import RoleDemand

NEARLY = 0.5
"""Percent of a month by which a booking may fall short: rows of a plan do not end on the hour."""
SEARCHERS = frozenset({Role.PMO_MANAGER, Role.PMO_ADMINISTRATOR, Role.COORDINATOR})
ARRANGERS = SEARCHERS | {Role.PROJECT_MANAGER}


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to which ceiling the PMO manager approves; beyond, a sponsor of the project does.

    From the table of authority, else ``Organisation.thresholds["staffing"]``; 5 million yen where nothing is set.
    """

    manager_yen: int = 5_000_000

    @classmethod
    def of(cls, company: Organisation) -> "Limits":
        """Return the company's limits of today."""
        row = limit_in_force(company, Power.DEMAND, today())
        if row is not None:
            return cls(int(row["yen"]))
        return cls(**{k: int(v) for k, v in company.thresholds.get("staffing", {}).items() if k == "manager_yen"})


def approver(ceiling_yen: int | None) -> Role:
    """Return whose approval is asked: by the budget ceiling; without one nothing is spent outside."""
    return Role.SPONSOR if (ceiling_yen or 0) > Limits.of(organisation()).manager_yen else Role.PMO_MANAGER


def acts_next(demand: RoleDemand) -> Role | None:
    """Return the role that is to act now: what pages and homes ask; None where nothing is left to do."""
    if demand.state not in OPEN:
        return None
    return {
        DemandState.RAISED: approver(demand.ceiling_yen),
        DemandState.APPROVED: Role.PMO_MANAGER,
        DemandState.INSIDE: Role.PMO_MANAGER,
        DemandState.OUTSIDE: Role.COORDINATOR,
        DemandState.CHOOSING: Role.PROJECT_MANAGER,
        DemandState.ARRANGING: Role.PROJECT_MANAGER,
    }[DemandState(demand.state)]


def may_approve(user: Any, demand: RoleDemand, ceiling_yen: int | None = None) -> bool:
    """Return whether a user may approve a demand, or one with that ceiling: a sponsor any, the PMO manager within the
    limit; never what they raised themselves.
    """
    first = next(iter(demand.steps.all()), None)
    own = first is not None and first.entered_by is not None and first.entered_by.user_id == getattr(user, "pk", None)
    roles = roles_in(user, demand.project)
    asked = approver(demand.ceiling_yen if ceiling_yen is None else ceiling_yen)
    return not own and (Role.SPONSOR in roles or (Role.PMO_MANAGER in roles and asked == Role.PMO_MANAGER))


def may_move(user: Any, demand: RoleDemand, to: str) -> bool:
    """Return whether a user may bring a demand into a state next, by role and by where it stands."""
    if to == DemandState.WITHDRAWN:
        return demand.state in OPEN and (can(user, demand.project, Subject.DEMAND, Level.EDIT))
    if to not in NEXT.get(demand.state, ()):
        return False
    if to == DemandState.APPROVED:
        return may_approve(user, demand)
    roles = roles_in(user, demand.project)
    searching = demand.state in SEARCHED and to in (DemandState.INSIDE, DemandState.OUTSIDE)
    return bool(roles & (SEARCHERS if searching else ARRANGERS))


def check_move(user: Any, demand: RoleDemand, to: str) -> None:
    """Refuse a step that is not the next one, then one that is somebody else's. The system itself (None) may."""
    steps = (*NEXT.get(demand.state, ()), DemandState.WITHDRAWN) if demand.state in OPEN else ()
    if to not in steps:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": demand.get_state_display()})
    if user is not None and not may_move(user, demand, to):
        if to == DemandState.APPROVED:
            raise ValidationError(_("Somebody else approves this: it is your own, or beyond your authority."))
        raise NotAllowed(Subject.DEMAND, Level.EDIT)


def may_see_ceiling(user: Any, project: Project) -> bool:
    """Return whether a user sees the budget ceiling (C3): who reads the project's cost, and who searches outside."""
    return can(user, project, Subject.COST, Level.READ) or Role.COORDINATOR in roles_in(user, project)


def check_covered(demand: RoleDemand, lines: Iterable[tuple[date, float, float]]) -> None:
    """Refuse to call a demand filled unless its hard bookings cover each month; name all that is missing.

    ``lines``: month, percent booked hard, percent needed from today on.
    """
    if not demand.assignments.filter(tentative=False).exists():
        raise ValidationError(
            _("Choose the assignments of the plan by which it is filled. Tentative ones do not count.")
        )
    said = [
        _("%(month)s: %(hard)s of %(needed)s %%")
        % {"month": f"{month:%Y/%m}", "hard": f"{hard:.0f}", "needed": f"{needed:.0f}"}
        for month, hard, needed in lines
        if hard < needed - NEARLY
    ]
    if said:
        raise ValidationError(
            _("The assignments do not cover what is needed: %(months)s.") % {"months": "; ".join(map(str, said))}
        )


def source_of(demand: RoleDemand) -> Source:
    """Return who fills a demand: internal where everybody of its hard bookings is of the own company."""
    booked = demand.assignments.filter(tentative=False)
    people = Person.objects.filter(resource__assignments__in=booked)
    outside = (
        people.exclude(employer=Employer.OWN).exists()
        or booked.filter(Q(resource=None) | Q(resource__person=None)).exists()
    )
    return Source.EXTERNAL if outside else Source.INTERNAL
