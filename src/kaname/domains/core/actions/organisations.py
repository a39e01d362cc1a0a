"""The settings of the company that the installation serves."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import audit
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation

FIELDS = ("name", "name_en", "fiscal_year_start_month", "minutes_per_day", "days_per_month", "as_of", "thresholds")


@transaction.atomic
def update(*, values: Mapping[str, Any], by: Any) -> Organisation:
    """Write some of the company's settings; raises ValidationError field by field. No change, no event."""
    company = Organisation.objects.select_for_update().filter(id=1).first() or Organisation(id=1)
    before = {} if company.pk is None or company._state.adding else audit.values_of(company)  # noqa: SLF001 - Django's own flag
    for name in FIELDS:
        if name in values:
            setattr(company, name, values[name])
    was, now = audit.changes(before, audit.values_of(company))
    if now:
        company.full_clean(validate_unique=False)
        company.save()
        audit.record(verb="organisation.update", subject=company, by=by, before=was, after=now, confidentiality=1)
        transaction.on_commit(forget_organisation)
    return company
