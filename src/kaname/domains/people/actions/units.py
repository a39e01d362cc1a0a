"""Writing departments over time.

A department's row keeps its id through every reorganisation, so that people and projects stay in it: what it was until
then becomes a row of its own with a period that has ended.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import records
from kaname.domains.people.models import OrganisationUnit
from kaname.domains.people.rules import branches, check_accounts
from kaname.domains.people.validators import check_period

KEPT = ("code", "name", "name_en", "parent_id", "valid_from")


def create(
    *, code: str, name: str, valid_from: date, by: Any, parent: OrganisationUnit | None = None, **values: Any
) -> OrganisationUnit:
    """Found a department."""
    check_accounts(by)
    check_period(valid_from, values.get("valid_to"))
    unit = OrganisationUnit(code=code, name=name, valid_from=valid_from, parent=parent, **values)
    return records.add(unit, verb="unit.create", by=by, confidentiality=1)


@transaction.atomic
def move(*, unit: OrganisationUnit, on: date, by: Any, version: int | None = None, **values: Any) -> OrganisationUnit:
    """From a day on the department has another ``parent``, ``name`` or ``name_en``; what it was until then is kept."""
    check_accounts(by)
    fresh = records.locked(unit)
    parent = values.get("parent")
    if parent is not None and parent.code in branches(on)[fresh.code]:
        raise ValidationError({"parent": _("A department cannot stand below itself.")})
    if on <= fresh.valid_from:
        raise ValidationError({"on": _("The department is only so since that day. Give a later one.")})
    past = OrganisationUnit(**{name: getattr(fresh, name) for name in KEPT}, valid_to=on - timedelta(days=1))
    moved = records.change(
        fresh, {**values, "valid_from": on}, verb="unit.move", by=by, version=version, confidentiality=1
    )
    records.add(past, verb="unit.keep_past", by=by, confidentiality=1)
    return moved


def end(*, unit: OrganisationUnit, on: date, by: Any, version: int | None = None) -> OrganisationUnit:
    """Close a department: ``on`` is its last day. Refused while departments below it stay open."""
    check_accounts(by)
    check_period(unit.valid_from, on, "on")
    if unit.children.filter(valid_to=None).exists():
        raise ValidationError({"on": _("Departments below this one are still open. Move or close them first.")})
    return records.change(unit, {"valid_to": on}, verb="unit.end", by=by, version=version, confidentiality=1)
