"""The table of authority: up to which amount and delay who decides, from which day to which (mission row S08, S53)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kaname.domains.control.enums import Power
from kaname.domains.control.rules import AUTHORITY
from kaname.domains.core.actions import audit
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import NotAllowed, can_company

MOST_YEN, MOST_DAYS = 10**12, 2000


@dataclass(frozen=True, slots=True)
class Row:
    """``yen``, ``days``: up to and with; ``days`` only of decisions. ``first``, ``last``: days in force, None: open."""

    power: str
    yen: int | None
    days: int | None
    first: date | None
    last: date | None = None


def problems(rows: Sequence[Row]) -> list[tuple[int, str, str]]:
    """Return everything that is wrong: the row's place, its field and a sentence."""
    found = [(n, name, said) for n, row in enumerate(rows) for name, said in _of_one(row)]
    for n, row in enumerate(rows):
        for other in rows[:n]:
            if row.power == other.power and row.first and other.first and _overlap(row, other):
                said = _("Two limits of one power are in force on one day: end the earlier one before this begins.")
                found.append((n, "first", said))
                break
    return found


def _of_one(row: Row) -> list[tuple[str, str]]:
    found = []
    if row.power not in Power.values:
        found.append(("power", _("Choose what is decided.")))
    if row.yen is None or not 0 <= row.yen <= MOST_YEN:
        found.append(("yen", _("Give an amount from 0 to 1,000,000,000,000 yen.")))
    if row.power == Power.DECISION and (row.days is None or not 0 <= row.days <= MOST_DAYS):
        found.append(("days", _("Give a delay from 0 to 2,000 working days.")))
    if row.power == Power.DEMAND and row.days is not None:
        found.append(("days", _("A role demand is approved by its amount alone: leave the delay empty.")))
    if row.first is None:
        found.append(("first", _("Say from which day on.")))
    if row.first and row.last and row.last < row.first:
        found.append(("last", _("The last day is before the first.")))
    return found


def _overlap(one: Row, other: Row) -> bool:
    return (one.last or date.max) >= (other.first or date.min) and (other.last or date.max) >= (one.first or date.min)


@transaction.atomic
def set_table(*, rows: Sequence[Row], by: Any) -> Organisation:
    """Put a table of limits in the place of the one before; raises NotAllowed, or ValidationError with every problem.

    What was decided stays decided: the limit asked is the one in force on the day of the question.
    """
    if by is not None and not can_company(by, Subject.REPORT, Level.DECIDE):
        raise NotAllowed(Subject.REPORT, Level.DECIDE)
    if wrong := problems(rows):
        raise ValidationError([_("Row %(n)s: %(said)s") % {"n": n + 1, "said": said} for n, _name, said in wrong])
    company = Organisation.objects.select_for_update().get(id=1)
    before = company.thresholds.get(AUTHORITY, [])
    after = [_kept(row) for row in sorted(rows, key=lambda r: (r.power, r.first or date.min))]
    if after != before:
        company.thresholds = company.thresholds | {AUTHORITY: after}
        company.save()
        audit.record(
            verb="authority.set", subject=company, by=by, before={AUTHORITY: before}, after={AUTHORITY: after},
            confidentiality=1,
        )  # fmt: skip
        transaction.on_commit(forget_organisation)
    return company


def _kept(row: Row) -> dict[str, Any]:
    first, last = (day and day.isoformat() for day in (row.first, row.last))
    return {"power": row.power, "yen": row.yen, "days": row.days, "first": first, "last": last}
