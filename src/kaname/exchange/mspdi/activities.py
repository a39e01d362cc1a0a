"""Tasks of MSPDI as activities, and their predecessor links as relations."""

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Activity, ActivityKind, Baseline, Constraint, StoredSchedule
from kaname.exchange.mspdi.custom_fields import FieldNames
from kaname.exchange.mspdi.durations import ELAPSED, ESTIMATED, KNOWN
from kaname.exchange.mspdi.values import Row, child, children, names_in
from kaname.exchange.repeated_ids import RepeatedIds

CONSTRAINTS = {
    0: Constraint.ASAP,
    1: Constraint.ALAP,
    2: Constraint.MSO,
    3: Constraint.MFO,
    4: Constraint.SNET,
    5: Constraint.SNLT,
    6: Constraint.FNET,
    7: Constraint.FNLT,
}
TASK_TYPES = {0: "fixed_units", 1: "fixed_duration", 2: "fixed_work"}
EVM_METHODS = {0: "percent_complete", 1: "physical"}


def read_activities(
    root: etree._Element, names: FieldNames, problems: list[Diagnostic], left_out: dict[str, int]
) -> tuple[list[Activity], dict[str, list[etree._Element]]]:
    """Return the activities in row order, and the links to predecessors of each by its id."""
    activities: list[Activity] = []
    links: dict[str, list[etree._Element]] = {}
    identity = _Identity(problems)
    for position, row, element in _in_order(root, problems):
        if row.flag("IsNull") or _is_blank(row):
            left_out["Task (blank row)"] = left_out.get("Task (blank row)", 0) + 1
            continue
        identifier = identity.of(row, element, position)
        if identifier is None:
            continue
        activity = _read_activity(row, element, names)
        activity.id = identifier
        row.leave_out(_KEPT, left_out)
        activities.append(activity)
        links[activity.id] = row.parts.get("PredecessorLink", [])
    _hang_outline(activities, problems)
    return activities, links


class _Identity:
    """Gives every row an id of its own: its UID, or where that is missing or taken already, one like it.

    What refers to a UID that several rows have is taken to mean the first of them; every such row is told.
    """

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        self.first: dict[str, etree._Element] = {}
        self.repeated = RepeatedIds()

    def of(self, row: Row, element: etree._Element, position: int) -> str | None:
        """Return the id of a row; None for one that only repeats another, value for value."""
        uid = row.text("UID")
        if not uid:
            self.problems.append(warning("mspdi-missing-uid", f"Task row {position}", kind="Task"))
            uid = f"row {position}"
            uid = self.repeated.another(uid, self.first) if uid in self.first else uid
        elif uid in self.first:
            if _content(self.first[uid]) == _content(element):
                self.problems.append(warning("mspdi-repeated-uid", row.subject, kind="Task"))
                return None
            again = self.repeated.another(uid, self.first)
            self.problems.append(warning("mspdi-duplicate-uid", row.subject, kind="Task", id=again))
            uid = again
        self.first[uid] = element
        return uid


def _content(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, method="c14n", with_tail=False))


def _in_order(root: etree._Element, problems: list[Diagnostic]) -> list[tuple[int, Row, etree._Element]]:
    """Return the rows with their places in the file, by their IDs: the number of the row that people see.

    Where a row has none, or two have the same, the file's own order is the plan's.
    """
    tasks = children(child(root, "Tasks"), "Task")
    rows = [(n, Row(element, "Task", problems), element) for n, element in enumerate(tasks, 1)]
    numbers = [int(row.text("ID")) for _, row, _ in rows if row.text("ID").isdecimal()]
    if len(numbers) < len(rows) or len(set(numbers)) < len(numbers):
        return rows
    return sorted(rows, key=lambda item: int(item[1].text("ID")))


_SAYING = frozenset(
    ("Name", "Start", "Finish", "Duration", "Work", "WBS", "OutlineNumber", "OutlineLevel", "Summary", "Milestone")
)


def _is_blank(row: Row) -> bool:
    """Say whether a row is an empty line of the table: some tools leave out IsNull."""
    return bool(row.text("UID")) and not row.parts and not any(name in row.values for name in _SAYING)


def _read_activity(row: Row, element: etree._Element, names: FieldNames) -> Activity:
    unit = row.integer("DurationFormat") or 7
    if unit not in KNOWN:
        row.problems.append(
            warning("mspdi-unknown-choice", row.subject, field="DurationFormat", value=unit, expected=sorted(KNOWN))
        )
    manual = bool(row.flag("Manual"))
    duration = row.span("Duration")
    activity = Activity(
        id=row.text("UID"),
        name=row.verbatim("Name"),
        number=row.integer("ID"),
        wbs=row.text("WBS") or row.text("OutlineNumber"),
        outline_level=_level(row),
        kind=_kind(row, duration),
        active=row.flag("Active") is not False,
        manual=manual,
        duration=duration,
        elapsed=unit in ELAPSED,
        remaining_duration=row.span("RemainingDuration"),
        actual_duration=row.span("ActualDuration"),
        estimated=bool(row.flag("Estimated")) or (unit in ESTIMATED and "Estimated" not in row.values),
        calendar_id=row.reference("CalendarUID"),
        ignore_resource_calendar=bool(row.flag("IgnoreResourceCalendar")),
        task_type=row.choice("Type", TASK_TYPES, None),
        effort_driven=row.flag("EffortDriven"),
        level_delay=row.tenths("LevelingDelay") or 0.0,
        level_delay_elapsed=(row.integer("LevelingDelayFormat") or 8) in ELAPSED,
        manual_start=row.instant("ManualStart") if manual else None,
        manual_finish=row.instant("ManualFinish") if manual else None,
        priority=_priority(row),
        notes=row.verbatim("Notes"),
        fields=names.read(row),
        source=f"line {element.sourceline}" if element.sourceline else "",
    )
    _read_dates(activity, row)
    _read_amounts(activity, row)
    _read_elsewhere(activity, row)
    activity.baselines = _read_baselines(row)
    activity.stored = _read_stored(row)
    return activity


def _kind(row: Row, duration: float | None) -> ActivityKind:
    """A milestone by its flag only: a row with a duration that is shown as a milestone is scheduled as a task."""
    if row.flag("Summary") or row.values.get("OutlineLevel") == "0":
        return ActivityKind.SUMMARY
    if row.flag("Milestone") and not duration:
        return ActivityKind.MILESTONE
    return ActivityKind.TASK


def _level(row: Row) -> int:
    """Return the outline level; where it cannot be read, the one that the outline number tells."""
    level = row.integer("OutlineLevel")
    return level if level is not None else max(1, len(row.text("OutlineNumber").split(".")))


def _priority(row: Row) -> int:
    priority = row.integer("Priority")
    return 500 if priority is None else min(max(priority, 0), 1000)


def _read_dates(activity: Activity, row: Row) -> None:
    activity.constraint = row.choice("ConstraintType", CONSTRAINTS, Constraint.ASAP)
    activity.constraint_date = row.instant("ConstraintDate")
    if activity.constraint in (Constraint.ASAP, Constraint.ALAP):
        activity.constraint_date = None
    elif activity.constraint_date is None:
        row.problems.append(warning("mspdi-constraint-without-date", row.subject, constraint=activity.constraint.value))
        activity.constraint = Constraint.ASAP
    activity.deadline = row.instant("Deadline")
    activity.actual_start = row.instant("ActualStart")
    activity.actual_finish = row.instant("ActualFinish")
    activity.stop = row.instant("Stop")
    activity.resume = row.instant("Resume")
    if activity.actual_start and activity.actual_finish and activity.actual_finish < activity.actual_start:
        row.problems.append(
            warning(
                "mspdi-finish-before-start",
                row.subject,
                start=activity.actual_start.isoformat(),
                finish=activity.actual_finish.isoformat(),
            )
        )
        activity.actual_finish = None


def _read_amounts(activity: Activity, row: Row) -> None:
    activity.percent_complete = row.number("PercentComplete")
    activity.percent_work_complete = row.number("PercentWorkComplete")
    activity.physical_percent_complete = row.number("PhysicalPercentComplete")
    activity.work = row.minutes("Work")
    activity.actual_work = row.minutes("ActualWork")
    activity.remaining_work = row.minutes("RemainingWork")
    activity.cost = row.money("Cost")
    activity.actual_cost = row.money("ActualCost")
    activity.remaining_cost = row.money("RemainingCost")
    activity.fixed_cost = row.money("FixedCost")
    activity.planned_value = row.money("BCWS")
    activity.earned_value = row.money("BCWP")
    activity.evm_method = row.choice("EarnedValueMethod", EVM_METHODS, None)


def _read_elsewhere(activity: Activity, row: Row) -> None:
    """A row that stands for a task of another file keeps its stored dates: only that file can move it."""
    if row.flag("ExternalTask"):
        activity.manual = True
        activity.manual_start, activity.manual_finish = row.instant("Start"), row.instant("Finish")
        activity.fields["ExternalTaskProject"] = row.text("ExternalTaskProject")
        row.problems.append(warning("mspdi-external-task", row.subject, file=row.text("ExternalTaskProject")))
    if row.flag("IsSubproject"):
        activity.fields["SubprojectName"] = row.text("SubprojectName")
        row.problems.append(warning("mspdi-subproject", row.subject, file=row.text("SubprojectName")))


def _read_baselines(task: Row) -> dict[int, Baseline]:
    found: dict[int, Baseline] = {}
    for part in task.parts.get("Baseline", ()):
        row = Row(part, "Baseline", task.problems, "Number")
        row.subject = f"{task.subject} Baseline {row.text('Number')}"
        number = row.integer("Number") or 0
        found[number] = Baseline(
            number,
            row.instant("Start"),
            row.instant("Finish"),
            row.minutes("Duration"),
            row.minutes("Work"),
            row.money("Cost"),
        )
    return found


def _read_stored(row: Row) -> StoredSchedule:
    return StoredSchedule(
        row.instant("Start"),
        row.instant("Finish"),
        row.instant("EarlyStart"),
        row.instant("EarlyFinish"),
        row.instant("LateStart"),
        row.instant("LateFinish"),
        row.tenths("TotalSlack"),
        row.tenths("FreeSlack"),
        row.tenths("StartSlack"),
        row.tenths("FinishSlack"),
        row.flag("Critical"),
    )


def _hang_outline(activities: list[Activity], problems: list[Diagnostic]) -> None:
    """Give every activity its parent: the nearest row above with a smaller outline level."""
    above: list[Activity] = []
    for activity in activities:
        while above and above[-1].outline_level >= activity.outline_level:
            above.pop()
        if above:
            activity.parent_id = above[-1].id
            if above[-1].kind is not ActivityKind.SUMMARY:
                above[-1].kind = ActivityKind.SUMMARY
                problems.append(warning("mspdi-summary-not-marked", f"Task {above[-1].id}"))
        if activity.outline_level > (above[-1].outline_level if above else 0) + 1:
            problems.append(warning("mspdi-outline-jump", f"Task {activity.id}", level=activity.outline_level))
        above.append(activity)


_KEPT = names_in(
    """
    UID ID GUID Name WBS OutlineNumber OutlineLevel Type IsNull CreateDate Active Manual Priority Start Finish
    Duration DurationFormat Work Stop Resume ResumeValid EffortDriven Estimated Milestone Summary Critical
    EarlyStart EarlyFinish LateStart LateFinish PercentComplete PercentWorkComplete Cost ActualStart ActualFinish
    ActualDuration ActualCost ActualWork RemainingDuration RemainingCost RemainingWork ConstraintType ConstraintDate
    CalendarUID LevelingDelay LevelingDelayFormat IgnoreResourceCalendar Deadline Notes PhysicalPercentComplete
    EarnedValueMethod TotalSlack FreeSlack StartSlack FinishSlack ManualStart ManualFinish ManualDuration FixedCost
    BCWS BCWP ExternalTask ExternalTaskProject IsSubproject SubprojectName StartVariance FinishVariance WorkVariance
    CV SV ACWP RegularWork DurationText StartText FinishText OverAllocated DisplayAsSummary PreLeveledStart
    PreLeveledFinish FreeformDurationFormat
    """
)
"""Read, or following from what is read."""
