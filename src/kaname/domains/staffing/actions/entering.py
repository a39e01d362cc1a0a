"""A demand comes into a state: the row of its way, which is never changed again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.people.models import Person
from kaname.domains.staffing.enums import DemandState
from kaname.domains.staffing.models import DemandStep, RoleDemand


def enter(demand: RoleDemand, state: DemandState, by: Any, remark: str = "", **values: Any) -> DemandStep:
    """Note that a demand came into a state, now and by whom. A user who is no person cannot; the clock (None) can."""
    person = Person.objects.filter(user=by).first() if by is not None else None
    if by is not None and person is None:
        raise ValidationError(_("Only a person can do this, and this account belongs to nobody."))
    return DemandStep.objects.create(
        demand=demand, state=state, entered_at=timezone.now(), entered_by=person, remark=remark.strip(), **values
    )
