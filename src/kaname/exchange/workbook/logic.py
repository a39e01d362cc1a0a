"""Which planned starts the relations explain, and which must be held by a constraint of their own."""

from collections.abc import Sequence
from dataclasses import replace

from kaname.exchange.document import Activity, ActivityKind, LagKind, Relation, RelationKind
from kaname.exchange.workbook.activities import constrain
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.workdays import WorkDays


def settle_milestones(activities: Sequence[Activity], relations: Sequence[Relation]) -> None:
    """Give milestones of a typed day one instant of it: its end where a predecessor ends that day, else its begin."""
    by_id = {activity.id: activity for activity in activities}
    ended = {(r.successor_id, finish.date()) for r in relations if (finish := by_id[r.predecessor_id].stored.finish)}
    for activity in activities:
        start, finish = activity.stored.start, activity.stored.finish
        if activity.kind == ActivityKind.MILESTONE and start is not None and finish is not None:
            moment = finish if (activity.id, finish.date()) in ended else start
            activity.stored = replace(activity.stored, start=moment, finish=moment)


def hold_planned_dates(
    activities: Sequence[Activity], relations: Sequence[Relation], days: WorkDays, sheet: str, report: Report
) -> None:
    """Constrain each activity whose planned start its predecessors do not explain: dates recompute to the plan."""
    by_id = {activity.id: activity for activity in activities}
    explained = {
        r.successor_id for r in relations if _explains(by_id[r.predecessor_id], r, by_id[r.successor_id], days)
    }
    for activity in activities:
        if activity.kind == ActivityKind.SUMMARY or activity.id in explained:
            continue
        if constrain(activity):
            report.gather("workbook-start-constraint", activity.source)
    report.tell_gathered("workbook-start-constraint", sheet)


def _explains(predecessor: Activity, relation: Relation, successor: Activity, days: WorkDays) -> bool:
    """Say whether no working time lies between what the relation asks and the planned date.

    A milestone of the next day is not explained: computed from the relation it would fall on the evening before.
    An elapsed or percent lag, or a missing date, counts as explained: the engine will compute it.
    """
    from_start = relation.kind in (RelationKind.SS, RelationKind.SF)
    to_start = relation.kind in (RelationKind.FS, RelationKind.SS)
    begin = predecessor.stored.start if from_start else predecessor.stored.finish
    end = successor.stored.start if to_start else successor.stored.finish
    if successor.stored.start is None and relation.kind not in (RelationKind.FF, RelationKind.SF):
        return False
    if begin is None or end is None or relation.lag_kind != LagKind.WORKING:
        return relation.lag_kind != LagKind.WORKING
    if successor.kind == ActivityKind.MILESTONE and not relation.lag and begin.date() != end.date():
        return False
    return days.minutes(begin, end) <= relation.lag + 0.5
