"""Writing the key figures of objectives, and what was measured of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit, records
from kaname.domains.core.queries import today
from kaname.domains.portfolio.enums import Direction
from kaname.domains.portfolio.models import Kpi, KpiReading, StrategicObjective
from kaname.domains.portfolio.rules import check_edit, check_note


def create(*, objective: StrategicObjective, by: Any, **values: Any) -> Kpi:
    """Add a key figure with its definition, its value before, its target and its day."""
    check_edit(by)
    row = Kpi(objective=objective, **values)
    _check_way(row)
    return records.add(row, verb="kpi.create", by=by, confidentiality=1)


def update(*, kpi: Kpi, by: Any, version: int | None = None, **values: Any) -> Kpi:
    """Change a key figure; Conflict when somebody else did since ``version``."""
    check_edit(by)
    wished = Kpi.objects.select_related("objective").get(pk=kpi.pk)
    for name, value in values.items():
        setattr(wished, name, value)
    _check_way(wished)
    return records.change(kpi, values, verb="kpi.update", by=by, version=version, confidentiality=1)


def _check_way(row: Kpi) -> None:
    wrong: dict[str, Any] = {}
    if row.baseline is not None and row.target is not None:
        up = row.direction == Direction.HIGHER
        if row.target < row.baseline if up else row.target > row.baseline:
            wrong["target"] = _("The target lies on the wrong side of the value before: look at the direction.")
    if row.due is not None and row.due < row.objective.begins:
        wrong["due"] = _("The objective only begins on %(day)s.") % {"day": row.objective.begins}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def measure(*, kpi: Kpi, measured_on: date, value: Decimal, source: str, by: Any) -> KpiReading:
    """Note what was measured on a day and where it comes from; the newest of a day counts, the others stay."""
    check_note(by, kpi)
    wrong: dict[str, Any] = {}
    if measured_on > today():
        wrong["measured_on"] = _("This day is still to come.")
    if not source.strip():
        wrong["source"] = _("Say where the value comes from: a figure without a source cannot be checked.")
    if wrong:
        raise ValidationError(wrong)
    reading = KpiReading(
        kpi=kpi, measured_on=measured_on, value=value, source=source.strip(), noted_at=timezone.now(), noted_by=by
    )
    reading.full_clean(exclude=["noted_by"])  # None: the system itself
    reading.save(force_insert=True)
    told = {"measured_on": measured_on, "value": value, "source": reading.source}
    audit.record(verb="kpi.measure", subject=kpi, by=by, after=told, confidentiality=1)
    return reading
