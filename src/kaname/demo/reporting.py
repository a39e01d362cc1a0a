"""One report on a status date: what is done, what is under way, what remains; written at once, told once."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from kaname.demo.progress import Fact
from kaname.domains.core.actions import audit
from kaname.domains.core.instants import TICKS_A_MINUTE, ticks_of
from kaname.domains.schedule.models import Activity, Plan

FIELDS = (
    "percent_complete",
    "actual_start",
    "actual_finish",
    "actual_duration",
    "remaining_duration",
    "duration",
    "notes",
)


@transaction.atomic
def report(plan: Plan, facts: Iterable[Fact], notes: dict[str, str], by: Any) -> None:
    """Write the facts to the plan's activities; closing the status date schedules what remains."""
    fresh = Plan.objects.select_for_update().get(pk=plan.pk)
    rows = {a.uid: a for a in fresh.activities.all()}
    told: dict[str, list[Any]] = {}
    changed: list[Activity] = []
    for fact in facts:
        row = rows[fact.code]
        values = _values(fact, notes.get(fact.code, ""))
        if any(getattr(row, name) != value for name, value in values.items()):
            told[row.wbs] = [row.percent_complete, fact.percent]
            for name, value in values.items():
                setattr(row, name, value)
            row.stamp(by)
            changed.append(row)
    Activity.objects.bulk_update(changed, (*FIELDS, "version", "updated_by"))
    fresh.stamp(by)
    fresh.save()
    before, after = {w: b for w, (b, _) in told.items()}, {w: a for w, (_, a) in told.items()}
    audit.record(verb="plan.progress", subject=fresh, by=by, before=before, after=after, project_id=fresh.project_id)


def _values(fact: Fact, note: str) -> dict[str, Any]:
    done, rest = round(fact.actual_duration * TICKS_A_MINUTE), round(fact.remaining * TICKS_A_MINUTE)
    values = {
        "percent_complete": fact.percent,
        "actual_start": ticks_of(fact.actual_start),
        "actual_finish": ticks_of(fact.actual_finish) if fact.actual_finish else None,
        "actual_duration": done,
        "remaining_duration": rest,
        "duration": done + rest,
    }
    return values | ({"notes": note} if note else {})
