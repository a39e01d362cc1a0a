"""On which calendars activities are worked: their own, their people's, or both."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kaname.engine.calendars import CONTINUOUS
from kaname.exchange.document import Activity, ActivityKind, Assignment, PlanDocument

Parts = tuple[tuple[int, float], ...]
"""Pairs (calendar row, minutes) of an activity that is worked on several calendars at once."""


@dataclass
class Working:
    """By row: the calendar that each activity is scheduled on, the one its float is counted on; parts where several."""

    calendar: list[int]
    nominal: list[int]
    parts: dict[int, Parts] = field(default_factory=dict)


class People:
    """The work assignments of a plan by activity, and the calendars that they work on."""

    def __init__(self, document: PlanDocument, row_of: Callable[[str], int], both: Callable[[int, int], int]):
        """Index the assignments; ``row_of`` gives a calendar id's row, ``both`` the row of two rows' common time.

        People without a calendar of their own work on the activity's; where nobody has one, no assignment matters.
        """
        self.row_of, self.both = row_of, both
        self.everyone = document.format in ("mspdi", "mpp")
        self.resources = {r.id: r for r in document.resources if r.kind == "work"}
        self.assignments: dict[str, list[Assignment]] = defaultdict(list)
        if any(r.calendar_id is not None for r in self.resources.values()):
            for a in document.assignments:
                if a.resource_id in self.resources:
                    self.assignments[a.activity_id].append(a)

    def working(self, activities: list[Activity], own: list[int], elapsed: list[int]) -> Working:
        """Return how activities are worked; ``own`` are their own calendars, ``elapsed`` rows worked day and night.

        Microsoft Project schedules every activity on its people's calendars, others only those said to depend on them.
        """
        made = Working(own.copy(), own.copy())
        for row in elapsed:
            made.calendar[row] = made.nominal[row] = CONTINUOUS
        for row in self._peopled(activities):
            self._put(made, row, activities[row])
        return made

    def _peopled(self, activities: list[Activity]) -> Iterator[int]:
        """Yield the rows of activities that are worked on their people's calendars."""
        if not self.assignments:
            return
        for row, activity in enumerate(activities):
            heeded = self.everyone or activity.kind is ActivityKind.RESOURCE_DEPENDENT
            aside = activity.elapsed or (activity.calendar_id and activity.ignore_resource_calendar)
            if heeded and not aside and activity.id in self.assignments:
                yield row

    def _put(self, made: Working, row: int, activity: Activity) -> None:
        """Put an activity on its people's calendar, or its parts where they have several."""
        theirs = self.assignments[activity.id]
        rows = [self._calendar(activity, a, made.nominal[row]) for a in theirs]
        if len(set(rows)) == 1:
            made.calendar[row] = rows[0]
            return
        made.calendar[row] = CONTINUOUS
        made.parts[row] = tuple((on, self._minutes(activity, a)) for on, a in zip(rows, theirs, strict=True))

    def _calendar(self, activity: Activity, assignment: Assignment, own: int) -> int:
        resource = self.resources[assignment.resource_id or ""]
        if resource.calendar_id is None:
            return own
        theirs = self.row_of(resource.calendar_id)
        if self.everyone and activity.calendar_id:
            return self.both(own, theirs)
        return theirs  # Primavera's resource dependent activities are worked on their people's calendars alone

    def _minutes(self, activity: Activity, assignment: Assignment) -> float:
        """Return how long one person works: what remains of the work at the units given, or the activity's time."""
        started = activity.actual_start is not None
        work = assignment.remaining_work if started else assignment.work
        if work is None or not assignment.units or activity.task_type == "fixed_duration":
            duration = activity.remaining_duration if started else activity.duration
            return duration or 0.0
        return work / assignment.units + assignment.delay
