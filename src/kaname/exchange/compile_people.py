"""On which calendars an activity is worked: its own, its people's, or both."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from kaname.engine.calendars import CONTINUOUS
from kaname.exchange.document import Activity, ActivityKind, Assignment, PlanDocument


@dataclass(frozen=True)
class Working:
    """The calendar an activity is scheduled on, the one its float is counted on, and its parts, if several."""

    calendar: int
    float_calendar: int
    parts: tuple[tuple[int, float], ...] = ()  # (calendar row, minutes)


class People:
    """The work assignments of a plan by activity, and the calendars that they work on."""

    def __init__(self, document: PlanDocument, row_of: Callable[[str], int], both: Callable[[int, int], int]):
        """Index the assignments; ``row_of`` gives a calendar id's row, ``both`` the row of two rows' common time."""
        self.row_of, self.both = row_of, both
        self.everyone = document.format in ("mspdi", "mpp")
        self.resources = {r.id: r for r in document.resources}
        self.assignments: dict[str, list[Assignment]] = defaultdict(list)
        for a in document.assignments:
            resource = self.resources.get(a.resource_id or "")
            if resource is not None and resource.kind == "work":
                self.assignments[a.activity_id].append(a)

    def working(self, activity: Activity, default: int) -> Working:
        """Return how an activity is worked; ``default`` is its project's calendar.

        Microsoft Project schedules every activity on its people's calendars, others only those said to depend on them.
        """
        own = self.row_of(activity.calendar_id) if activity.calendar_id else default
        if activity.elapsed:
            return Working(CONTINUOUS, CONTINUOUS)
        theirs = [(self._calendar(activity, a, own), a) for a in self.assignments.get(activity.id, ())]
        rows = {row for row, _ in theirs}
        if not self.everyone and activity.kind is not ActivityKind.RESOURCE_DEPENDENT:
            return Working(own, own)
        if not rows or (activity.calendar_id and activity.ignore_resource_calendar):
            return Working(own, own)
        if len(rows) == 1:
            return Working(rows.pop(), own)
        return Working(CONTINUOUS, own, tuple((row, self._minutes(activity, a)) for row, a in theirs))

    def _calendar(self, activity: Activity, assignment: Assignment, own: int) -> int:
        resource = self.resources[assignment.resource_id or ""]
        if resource.calendar_id is None:
            return own
        theirs = self.row_of(resource.calendar_id)
        return self.both(own, theirs) if activity.calendar_id else theirs

    def _minutes(self, activity: Activity, assignment: Assignment) -> float:
        """Return how long one person works: what remains of the work at the units given, or the activity's time."""
        started = activity.actual_start is not None
        work = assignment.remaining_work if started else assignment.work
        if work is None or not assignment.units or activity.task_type == "fixed_duration":
            duration = activity.remaining_duration if started else activity.duration
            return duration or 0.0
        return work / assignment.units + assignment.delay
