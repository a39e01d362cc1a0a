"""Whom the edits load beyond their time: told before they are kept, over all projects."""

from collections import defaultdict
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_DAY, date_of
from kaname.domains.core.names import spoken
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions.edits.outcome import Overload
from kaname.domains.schedule.bridge.state import PlanState
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.queries.load import load

_PEOPLE, _WEEKS, _TOLD = 25, 26, 5
_TICKS_AN_HOUR = 600


def overloads_of(before: PlanState, after: PlanState, changed: set[int], by: Any) -> list[Overload]:
    """Return the weeks in which the edits make somebody's load exceed 100 %, the worst first.

    The pool's bookings come from the database, where the edits are not yet: what the plan held there is taken away and
    what it will hold is put in its place, spread evenly over the activity's days as the load page does.
    """
    people = _people(before, changed) | _people(after, changed)
    if not people or len(people) > _PEOPLE:
        return []
    first = min((s for s in _starts(before, changed) + _starts(after, changed) if s is not None), default=None)
    if first is None:
        return []
    resources = list(Resource.objects.filter(pk__in=people, project=None).select_related("person"))
    if not resources:
        return []
    held = load(by, date_of(first), _WEEKS, resources)
    edges = np.array([(m - date_of(0)).days * TICKS_A_DAY for m in held.mondays] + [0], np.float64)
    edges[-1] = edges[-2] + 7 * TICKS_A_DAY
    found = []
    for row in held.rows:
        shift = _hours(after, changed, row.resource.pk, edges) - _hours(before, changed, row.resource.pk, edges)
        with np.errstate(divide="ignore", invalid="ignore"):
            now = np.where(row.available > 0, (row.booked + shift) / row.available, 0.0)
        worse = (now > 1.005) & (shift > 0.01)
        if worse.any():
            week = int(np.argmax(np.where(worse, now, 0)))
            found.append(Overload(spoken(row.resource), held.mondays[week].isoformat(), round(100 * float(now[week]))))
    return sorted(found, key=lambda o: -o.load)[:_TOLD]


def _people(state: PlanState, changed: set[int]) -> set[int]:
    found = set()
    for pk in changed:
        for number in state.assigned.get(pk, ()):
            resource = state.assignments[number]["resource_id"]
            if resource is not None:
                found.add(resource)
    return found


def _starts(state: PlanState, changed: set[int]) -> list[int | None]:
    return [state.computed(pk, "start") for pk in changed if pk in state.position and state.assigned.get(pk)]


def _hours(state: PlanState, changed: set[int], resource: int, edges: Any) -> Any:
    """Return the hours a week that some activities of the plan want of a person."""
    hours = np.zeros(len(edges) - 1)
    by_activity = defaultdict(list)
    for pk in changed & state.activities.keys():
        for number in state.assigned.get(pk, ()):
            if state.assignments[number]["resource_id"] == resource:
                by_activity[pk].append(state.assignments[number])
    for pk, rows in by_activity.items():
        activity = state.activities[pk]
        start, finish = state.computed(pk, "start"), state.computed(pk, "finish")
        over = (
            activity["actual_finish"] is not None or not activity["active"] or activity["kind"] == ActivityKind.SUMMARY
        )
        if over or start is None or finish is None or finish <= start:
            continue
        inside = np.diff(np.clip(_workdays(edges), _workdays(start), _workdays(finish)))
        left = 1 - (activity["percent_complete"] or 0.0) / 100
        for row in rows:
            work = row["work"] if row["work"] is not None else row["units"] * (activity["duration"] or 0)
            span = max(float(_workdays(finish) - _workdays(start)), 1e-9)
            hours += inside / span * work * left / _TICKS_AN_HOUR
    return hours


def _workdays(instant: Any) -> Any:
    """Return weekdays before an instant: the clock that amounts are spread on; 1970-01-05 was a Monday."""
    days = np.asarray(instant, np.float64) / TICKS_A_DAY - 4
    weeks = np.floor(days / 7)
    return weeks * 5 + np.minimum(days - weeks * 7, 5)
