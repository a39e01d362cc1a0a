"""Assignments of MSPDI, their amounts over time, and the interruptions of work that these show."""

from datetime import datetime

from lxml import etree

from kaname.engine.diagnostics import warning
from kaname.exchange.document import Activity, Assignment, Calendar, PlanDocument, Resource, TimephasedAmount
from kaname.exchange.mspdi.custom_fields import FieldNames
from kaname.exchange.mspdi.splits import Spans, WorkPattern, works_within
from kaname.exchange.mspdi.values import Row, child, children, names_in
from kaname.exchange.repeated_ids import RepeatedIds

CONTOURS = {
    0: "flat",
    1: "back_loaded",
    2: "front_loaded",
    3: "double_peak",
    4: "early_peak",
    5: "late_peak",
    6: "bell",
    7: "turtle",
    8: "contoured",
}
TIMEPHASED = {
    "1": "work",
    "2": "actual_work",
    "3": "overtime",
    "4": "baseline_work",
    "5": "baseline_cost",
    "6": "actual_cost",
}


def read_assignments(root: etree._Element, names: FieldNames, document: PlanDocument) -> list[Assignment]:
    """Return the assignments, and give the activities the splits that the assignments' work over time shows."""
    activities = {activity.id: activity for activity in document.activities}
    resources = {resource.id: resource for resource in document.resources}
    working = _WorkingTimes(document)
    patterns: dict[str, WorkPattern] = {}
    found: list[Assignment] = []
    seen: dict[str, Assignment] = {}
    repeated = RepeatedIds()
    for element in children(child(root, "Assignments"), "Assignment"):
        row = Row(element, "Assignment", document.diagnostics)
        assignment = _read_assignment(row)
        if not _stands(assignment, row, activities, resources):
            continue
        if assignment.id in seen and not _is_another(assignment, row, seen, repeated):
            continue
        seen[assignment.id] = assignment
        row.leave_out(_KEPT, document.left_out)
        assignment.fields = names.read(row)
        activity = activities[assignment.activity_id]
        pattern = patterns.setdefault(activity.id, WorkPattern())
        gaps = _read_timephased(row, assignment, pattern, document.left_out)
        resource = resources.get(assignment.resource_id or "")
        pattern.idle += [gap for gap in gaps if working.within(activity, resource, gap)]
        found.append(assignment)
    for activity_id, pattern in patterns.items():
        activities[activity_id].splits = pattern.splits()
    return found


class _WorkingTimes:
    """Whether a gap in somebody's work is in working time at all, or only a weekend."""

    def __init__(self, document: PlanDocument):
        self.calendars = {calendar.id: calendar for calendar in document.calendars}
        self.usual = self.calendars.get(document.project.calendar_id or "")

    def within(self, activity: Activity, resource: Resource | None, gap: tuple[datetime, datetime]) -> bool:
        own = self.calendars.get(activity.calendar_id or "")
        person = self.calendars.get(resource.calendar_id or "") if resource is not None else None
        if activity.ignore_resource_calendar:
            person = None
        used: list[Calendar | None] = [calendar for calendar in (own, person) if calendar is not None]
        return all(works_within(calendar, self.calendars, *gap) for calendar in used or [self.usual])


def _read_assignment(row: Row) -> Assignment:
    units = row.number("Units")
    return Assignment(
        id=row.text("UID"),
        activity_id=row.text("TaskUID"),
        resource_id=row.reference("ResourceUID"),
        units=1.0 if units is None else units,
        work=row.minutes("Work"),
        actual_work=row.minutes("ActualWork"),
        remaining_work=row.minutes("RemainingWork"),
        cost=row.money("Cost"),
        actual_cost=row.money("ActualCost"),
        start=row.instant("Start"),
        finish=row.instant("Finish"),
        delay=row.tenths("Delay") or 0.0,
        level_delay=row.tenths("LevelingDelay") or 0.0,
        contour=row.choice("WorkContour", CONTOURS, None),
    )


def _stands(assignment: Assignment, row: Row, tasks: dict[str, Activity], people: dict[str, Resource]) -> bool:
    if assignment.activity_id not in tasks:
        row.problems.append(
            warning("mspdi-dangling-assignment", row.subject, kind="Task", value=assignment.activity_id)
        )
        return False
    if assignment.resource_id is not None and assignment.resource_id not in people:
        if assignment.resource_id != "0":
            row.problems.append(
                warning("mspdi-dangling-assignment", row.subject, kind="Resource", value=assignment.resource_id)
            )
        assignment.resource_id = None
    return True


def _is_another(assignment: Assignment, row: Row, seen: dict[str, Assignment], repeated: RepeatedIds) -> bool:
    """Give an assignment whose UID is taken an id of its own; say no of one that only repeats the first."""
    if _people(assignment) == _people(seen[assignment.id]):
        row.problems.append(warning("mspdi-repeated-uid", row.subject, kind="Assignment"))
        return False
    again = repeated.another(assignment.id, seen)
    row.problems.append(warning("mspdi-duplicate-uid", row.subject, kind="Assignment", id=again))
    assignment.id = again
    return True


def _people(assignment: Assignment) -> tuple[str, str | None]:
    return assignment.activity_id, assignment.resource_id


def _read_timephased(owner: Row, assignment: Assignment, pattern: WorkPattern, left_out: dict[str, int]) -> Spans:
    """Fill in the amounts over time; return the spans between work in which the file says "none"."""
    gaps: Spans = []
    run: Spans = []  # rows of planned work without any; `said` if one of them holds a zero rather than nothing
    said = False
    for part in owner.parts.get("TimephasedData", ()):
        row = Row(part, owner.area, owner.problems)
        row.subject = owner.subject
        amount, zero = _read_amount(row, left_out)
        if amount is not None:
            assignment.timephased.append(amount)
            if amount.kind in ("work", "actual_work"):
                pattern.busy.append((amount.start, amount.finish))
                gaps += [(run[0][0], run[-1][1])] if said else []
                run, said = [], False
        elif zero is not None:
            run.append((zero[0], zero[1]))
            said = said or zero[2]
    return gaps


def _read_amount(
    row: Row, left_out: dict[str, int]
) -> tuple[TimephasedAmount | None, tuple[datetime, datetime, bool] | None]:
    """Return an amount, or the interval of planned work that is empty and whether it says zero."""
    kind = TIMEPHASED.get(row.text("Type"))
    if kind is None:
        if row.text("Value") not in ("", "0", "PT0H0M0S"):
            left_out["TimephasedData"] = left_out.get("TimephasedData", 0) + 1
        return None, None
    start, finish = row.instant("Start"), row.instant("Finish")
    if start is None or finish is None:
        return None, None
    value = (row.money("Value") if kind.endswith("cost") else row.minutes("Value")) or 0.0
    if value:
        return TimephasedAmount(start, finish, value, kind), None
    return None, (start, finish, "Value" in row.values) if kind == "work" else None


_KEPT = names_in(
    """
    UID GUID TaskUID ResourceUID Units Work ActualWork RemainingWork Cost ActualCost Start Finish Delay
    LevelingDelay LevelingDelayFormat WorkContour PercentWorkComplete RegularWork RemainingCost CostVariance
    WorkVariance StartVariance FinishVariance CV ACWP VAC SV BCWS BCWP Milestone Overallocated CreationDate Stop
    Resume
    """
)
"""Read, or following from what is read."""
