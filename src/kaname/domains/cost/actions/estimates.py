"""Writing what the rest of an account will cost, from the bottom up."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.cost.actions.accounts import told
from kaname.domains.cost.models import ControlAccount, Estimate
from kaname.domains.people.enums import Subject
from kaname.domains.project.rules import check_write


@transaction.atomic
def estimate(*, account: ControlAccount, as_of: date, yen: int, basis: str, by: Any, minutes: int = 0) -> Estimate:
    """Add an estimate to complete; the ones before it stay."""
    check_write(by, account.project, Subject.COST)
    if not basis.strip():
        raise ValidationError({"basis": _("Say what the estimate rests on.")})
    row = Estimate(account=account, as_of=as_of, yen=yen, minutes=minutes, basis=basis.strip(), made_by=by)
    row.full_clean()
    row.save(force_insert=True)
    after = {"as_of": as_of, "yen": yen, "minutes": minutes, "basis": row.basis}
    audit.record(verb="estimate.make", subject=account, by=by, after=after, **told(account.project))
    return row
