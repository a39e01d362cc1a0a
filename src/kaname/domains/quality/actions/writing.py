"""Events of quality: all in their project's trail, of class C2 as the registers are."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.models import Record
from kaname.domains.people.models import Person
from kaname.domains.quality.rules import person_of


def add[R: Record](row: R, verb: str, by: Any, project_id: int) -> R:
    """Save a new row with its event."""
    return records.add(row, verb=verb, by=by, project_id=project_id)


def change[R: Record](
    row: R, values: Mapping[str, Any], verb: str, by: Any, project_id: int, version: int | None = None, reason: str = ""
) -> R:
    """Write some fields with their event."""
    return records.change(row, values, verb=verb, by=by, version=version, project_id=project_id, reason=reason)


def acting(by: Any) -> Person | None:
    """Return the person who acts: what is written for good is written by somebody. The system (None) is nobody."""
    person = person_of(by)
    if by is not None and person is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    return person
