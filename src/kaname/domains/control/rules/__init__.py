"""Whose authority a decision takes, and who may speak."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import DecisionState, Power
from kaname.domains.control.models import Decision, SupportRequest
from kaname.domains.core.enums import Confidentiality
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import organisation, today
from kaname.domains.people.enums import Level, Role, Subject, level_of
from kaname.domains.people.models import Person, RoleHolding
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.project.rules import can, powers_of, roles_in

NOT_BOTH = _("Choose somebody who may decide this: %(who)s.")


AUTHORITY = "authority"
"""Where the table of limits stands in ``Organisation.thresholds``: rows of power, yen, days, first and last day."""


def limit_in_force(company: Organisation, power: Power, day: date) -> Mapping[str, Any] | None:
    """Return the row of the table of authority that holds on a day; None where there is none."""
    said = day.isoformat()
    rows = (row for row in company.thresholds.get(AUTHORITY, ()) if row["power"] == power)
    return next((row for row in rows if row["first"] <= said and (row["last"] is None or said <= row["last"])), None)


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to what a project manager decides; beyond, the sponsor does.

    From the table of authority; where no row of it holds, from ``Organisation.thresholds["decisions"]``.
    """

    manager_yen: int = 5_000_000
    manager_days: int = 10

    @classmethod
    def of(cls, company: Organisation, day: date | None = None) -> "Limits":
        """Return the company's limits of a day, today's without one; what it has not set is as above."""
        row = limit_in_force(company, Power.DECISION, day or today())
        if row is not None:
            return cls(int(row["yen"]), int(row["days"]))
        given = company.thresholds.get("decisions", {})
        return cls(**{f.name: int(given[f.name]) for f in fields(cls) if f.name in given})


def authority_needed(decision: Decision) -> Role:
    """Return the least role that may decide: by the greatest cost and delay of the impact and of any option."""
    limits = Limits.of(organisation())
    yen = [decision.impact_yen, *(option.get("cost_yen") for option in decision.options)]
    days = [decision.impact_days, *(option.get("days") for option in decision.options)]
    beyond = max(n or 0 for n in yen) > limits.manager_yen or max(n or 0 for n in days) > limits.manager_days
    return Role.SPONSOR if beyond else Role.PROJECT_MANAGER


def deciders(project: Project, needed: Role) -> QuerySet[Person]:
    """Return who may decide in a project today: the sponsors, and the project manager where that is enough; instead of
    the latter the PMO's managers where the power was handed to them.
    """
    handed = needed == Role.PROJECT_MANAGER and Subject.DECISION in powers_of(project)
    roles = {Role.SPONSOR} if handed else {needed, Role.SPONSOR}
    held = Q(pk__in=ProjectMember.objects.filter(held_on(today()), project=project, role__in=roles).values("person"))
    if handed:
        managers = RoleHolding.objects.filter(held_on(today()), role=Role.PMO_MANAGER, unit=None)
        held |= Q(pk__in=managers.values("person"))
    return Person.objects.filter(held, left_on=None)


def check_decider(decision: Decision) -> None:
    """Refuse a decider who has not the authority."""
    needed = authority_needed(decision)
    allowed = deciders(decision.project, needed)
    if decision.decider is None or not allowed.filter(pk=decision.decider.pk).exists():
        who = ", ".join(person.name for person in allowed) or str(needed.label)
        raise ValidationError({"decider": NOT_BOTH % {"who": who}})


def may_decide(user: Any, decision: Decision) -> bool:
    """Return whether a user decides this now: the decider with authority, or a sponsor once it was escalated."""
    person = Person.objects.filter(user_id=getattr(user, "pk", None) or -1).first()
    if person is None or decision.state != DecisionState.RAISED:
        return False
    if not deciders(decision.project, authority_needed(decision)).filter(pk=person.pk).exists():
        return False
    asked = decision.decider_id == person.pk
    return asked or (decision.escalated_to == Role.SPONSOR and is_sponsor(person, decision.project))


def is_sponsor(person: Person, project: Project) -> bool:
    """Return whether a person sponsors a project today."""
    held = ProjectMember.objects.filter(held_on(today()), project=project, person=person, role=Role.SPONSOR)
    return held.exists()


def may_allocate(user: Any, project: Project) -> bool:
    """Return whether a user says who of the PMO helps a project (specification 2.1: the PMO manager)."""
    return can(user, project, Subject.SUPPORT, Level.DECIDE)


def reads_support(person: Person, project: Project) -> bool:
    """Return whether a person's roles of today let them read a project's support requests."""
    roles = set(
        ProjectMember.objects.filter(held_on(today()), project=project, person=person).values_list("role", flat=True)
    )
    if project.confidentiality <= Confidentiality.PROJECT:
        roles |= set(
            RoleHolding.objects.filter(held_on(today()), person=person, unit=None).values_list("role", flat=True)
        )
    return any(level_of(Subject.SUPPORT, Role(role)) >= Level.READ for role in roles)


def gives_support(user: Any, request: SupportRequest) -> bool:
    """Return whether a user notes hours and an outcome: whoever helps, and who allocates."""
    helps = request.helper is not None and request.helper.user_id == getattr(user, "pk", -1)
    return helps or may_allocate(user, request.project)


def speaks_for_asker(user: Any, request: SupportRequest) -> bool:
    """Return whether a user says what the help was worth, or takes the request back: who asked, and the manager."""
    if not can(user, request.project, Subject.SUPPORT, Level.EDIT):
        return False
    return request.created_by_id == getattr(user, "pk", -1) or Role.PROJECT_MANAGER in roles_in(user, request.project)
