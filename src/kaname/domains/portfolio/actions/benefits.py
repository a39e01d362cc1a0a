"""Writing benefits, and what was measured of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.queries import today
from kaname.domains.portfolio.models import Benefit, BenefitReading, Programme
from kaname.domains.portfolio.rules import check_edit, check_measure


def create(*, programme: Programme, by: Any, **values: Any) -> Benefit:
    """Add a benefit with its measure, its value before, its target and its day."""
    check_edit(by)
    _check_target(values.get("baseline"), values.get("target"))
    return records.add(Benefit(programme=programme, **values), verb="benefit.create", by=by, confidentiality=1)


def update(*, benefit: Benefit, by: Any, version: int | None = None, **values: Any) -> Benefit:
    """Change a benefit; Conflict when somebody else did since ``version``."""
    check_edit(by)
    _check_target(values.get("baseline", benefit.baseline), values.get("target", benefit.target))
    return records.change(benefit, values, verb="benefit.update", by=by, version=version, confidentiality=1)


def _check_target(baseline: Decimal | None, target: Decimal | None) -> None:
    if baseline is not None and baseline == target:
        raise ValidationError({"target": _("The target is the value before: nothing would change.")})


@transaction.atomic
def measure(*, benefit: Benefit, measured_on: date, value: Decimal, by: Any, source: str = "") -> BenefitReading:
    """Note what was measured on a day; the newest reading of a day counts, the others stay beside it."""
    check_measure(by, benefit)
    if measured_on > today():
        raise ValidationError({"measured_on": _("This day is still to come.")})
    reading = BenefitReading(
        benefit=benefit, measured_on=measured_on, value=value, source=source.strip(), noted_at=timezone.now()
    )
    reading.noted_by = by
    reading.full_clean(exclude=["noted_by"])  # None: the system itself
    reading.save(force_insert=True)
    told = {"measured_on": measured_on, "value": value, "source": reading.source}
    audit.record(verb="benefit.measure", subject=benefit, by=by, after=told, confidentiality=1)
    return reading
