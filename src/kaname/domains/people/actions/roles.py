"""Granting and ending roles of the whole company or of a department."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.core.actions.problems import Problems
from kaname.domains.people.enums import COMPANY_ROLES
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding
from kaname.domains.people.rules import check_accounts
from kaname.domains.people.validators import check_period


def grant(
    *,
    person: Person,
    role: str,
    valid_from: date,
    by: Any,
    valid_to: date | None = None,
    unit: OrganisationUnit | None = None,
) -> RoleHolding:
    """Give a person a role for a period, both days included; with a unit it reaches that unit's projects only."""
    check_accounts(by)
    wrong = Problems()
    with wrong.gathered():
        check_period(valid_from, valid_to)
    if unit is None and role not in COMPANY_ROLES:
        wrong.note(_("This role is held in a project, or in a department: choose one."), "role")
    held = RoleHolding(person=person, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to)
    if _overlapping(held):
        wrong.note(_("The person already holds this role in that period."), "valid_from")
    return records.add(held, verb="role.grant", by=by, wrong=wrong, confidentiality=1)


def end(*, holding: RoleHolding, on: date, by: Any, version: int | None = None) -> RoleHolding:
    """Take a role away: ``on`` is the last day it is held; at midnight after it, in Japan, it is gone."""
    check_accounts(by)
    check_period(holding.valid_from, on, "on")
    return records.change(holding, {"valid_to": on}, verb="role.end", by=by, version=version, confidentiality=1)


def _overlapping(held: RoleHolding) -> bool:
    others = RoleHolding.objects.filter(person=held.person, role=held.role, unit=held.unit)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gte=held.valid_from))
    return (others if held.valid_to is None else others.filter(valid_from__lte=held.valid_to)).exists()
