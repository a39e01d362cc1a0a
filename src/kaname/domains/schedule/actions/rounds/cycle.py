"""The company's weekly cycle of rounds."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.actions import audit
from kaname.domains.core.rules import check_version
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import check_company
from kaname.domains.schedule.models import RoundCycle
from kaname.domains.schedule.queries.round_times import cycle

FIELDS = (
    "active",
    "mails",
    "base_url",
    "opens_weekday",
    "opens_time",
    "due_weekday",
    "due_time",
    "freezes_weekday",
    "freezes_time",
)
_STEPS = ("opens", "due", "freezes")


@transaction.atomic
def update(*, values: Mapping[str, Any], by: Any, version: int | None = None) -> RoundCycle:
    """Write some of the cycle. Steps follow each other within the week, or ValidationError says which does not."""
    if by is not None:
        check_company(by, Subject.REPORT, Level.DECIDE)
    row = RoundCycle.objects.select_for_update().filter(id=1).first() or cycle()
    given = {name: values[name] for name in FIELDS if name in values}
    if not row._state.adding:  # noqa: SLF001 - Django's own flag
        check_version(row, given, version)
    before = audit.values_of(row)
    for name, value in given.items():
        setattr(row, name, value)
    _check(row)
    was, now = audit.changes(before, audit.values_of(row))
    if now or row._state.adding:  # noqa: SLF001 - Django's own flag
        row.stamp(by)
        row.save()
        audit.record(verb="round.cycle", subject=row, by=by, before=was, after=now, confidentiality=1)
    return row


def _check(row: RoundCycle) -> None:
    row.clean_fields()
    wrong = {}
    for name in _STEPS:
        if not 0 <= getattr(row, f"{name}_weekday") <= 6:
            wrong[f"{name}_weekday"] = _("Choose a day of the week.")
    moments = [(getattr(row, f"{name}_weekday"), getattr(row, f"{name}_time")) for name in _STEPS]
    for earlier, later, name in ((0, 1, "due"), (1, 2, "freezes")):
        if moments[later] <= moments[earlier]:
            wrong[f"{name}_time"] = _("This step must come after the one before it, in the same week.")
    if row.base_url and not row.base_url.startswith(("http://", "https://")):
        wrong["base_url"] = _("An address begins with http:// or https://.")
    if wrong:
        raise ValidationError(wrong)
