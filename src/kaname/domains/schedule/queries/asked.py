"""What a report page asks: each activity with its method and last values; constant queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from kaname.domains.schedule.models import Activity, ExpectedReport, Measurement, ProgressRecord


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One activity that a person is asked about, how it is measured, and what was told in this round already."""

    activity: Activity
    measurement: Measurement | None
    record: ProgressRecord | None


def asked_lines(expected: Iterable[ExpectedReport]) -> dict[int, list[AskedLine]]:
    """Return by expected report its lines, in the plan's order; three queries."""
    rows = list(expected)
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(plan=row.plan_id, uid__in=row.uids)
    activities: dict[int, list[Activity]] = {}
    for activity in Activity.objects.filter(wanted).order_by("plan", "position"):
        activities.setdefault(activity.plan_id, []).append(activity)
    chosen = {(m.plan_id, m.uid): m for m in Measurement.objects.filter(wanted)}
    told = ProgressRecord.objects.filter(wanted, round__in={row.round_id for row in rows}).order_by("id")
    records = {(r.plan_id, r.uid): r for r in told}
    found: dict[int, list[AskedLine]] = {}
    for row in rows:
        asked = set(row.uids)
        found[row.pk] = [
            AskedLine(a, chosen.get((a.plan_id, a.uid)), records.get((a.plan_id, a.uid)))
            for a in activities.get(row.plan_id, ())
            if a.uid in asked
        ]
    return found
