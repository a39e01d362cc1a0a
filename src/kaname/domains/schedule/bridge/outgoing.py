"""A plan as other tools shall see it: with the dates that were computed here in the place of those of its file."""

from dataclasses import replace

from kaname.domains.core.instants import TICKS_A_MINUTE, moment_of
from kaname.domains.schedule.bridge.reading import document_of
from kaname.domains.schedule.models import Activity, Plan
from kaname.exchange.document import Assignment, PlanDocument, StoredSchedule

_PLANNED = frozenset(("work", "cost", "overtime"))


def outgoing(plan: Plan) -> PlanDocument:
    """Return a plan's document with computed dates; where they moved, the old spread of its assignments is left out."""
    document = document_of(plan)
    names = ("uid", "start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical")
    rows = {row[0]: row[1:] for row in Activity.objects.filter(plan=plan).values_list(*names)}
    moved = set()
    for activity in document.activities:
        stored = _stored(*rows.get(activity.id[:100], (None,) * 6 + (False,)))
        if stored is None:
            continue
        if (stored.start, stored.finish) != (activity.stored.start, activity.stored.finish):
            moved.add(activity.id)
        activity.stored = stored
    document.assignments = [_following(a) if a.activity_id in moved else a for a in document.assignments]
    if plan.finish is not None:
        document.project = replace(document.project, finish=moment_of(plan.finish))
    return document


def _stored(
    start: int | None,
    finish: int | None,
    late_start: int | None,
    late_finish: int | None,
    total_float: int | None,
    free_float: int | None,
    critical: bool,
) -> StoredSchedule | None:
    if start is None or finish is None:
        return None
    return StoredSchedule(
        moment_of(start),
        moment_of(finish),
        moment_of(start),
        moment_of(finish),
        None if late_start is None else moment_of(late_start),
        None if late_finish is None else moment_of(late_finish),
        total_slack=None if total_float is None else total_float / TICKS_A_MINUTE,
        free_slack=None if free_float is None else free_float / TICKS_A_MINUTE,
        critical=critical,
    )


def _following(assignment: Assignment) -> Assignment:
    return replace(
        assignment,
        start=None,
        finish=None,
        timephased=[t for t in assignment.timephased if t.kind not in _PLANNED],
    )
