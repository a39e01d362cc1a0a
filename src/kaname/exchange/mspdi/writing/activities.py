"""Activities and relations as tasks of MSPDI, their elements in the order of its schema."""

from collections.abc import Sequence

from lxml import etree

from kaname.exchange.document import Activity, ActivityKind, Constraint, LagKind, Relation, RelationKind
from kaname.exchange.mspdi.writing.custom_fields import Places, write_values
from kaname.exchange.mspdi.writing.elements import Value, add, duration, element, scaled

_CONSTRAINTS = {
    Constraint.ASAP: 0,
    Constraint.ALAP: 1,
    Constraint.MSO: 2,
    Constraint.MFO: 3,
    Constraint.SNET: 4,
    Constraint.SNLT: 5,
    Constraint.FNET: 6,
    Constraint.FNLT: 7,
    Constraint.MANDATORY_START: 2,
    Constraint.MANDATORY_FINISH: 3,
    Constraint.START_ON: 2,
    Constraint.FINISH_ON: 3,
    Constraint.EXPECTED_FINISH: 0,
}
_TYPES = {"fixed_units": 0, "fixed_duration": 1, "fixed_work": 2}
_KINDS = {RelationKind.FF: 0, RelationKind.FS: 1, RelationKind.SF: 2, RelationKind.SS: 3}
_LAGS = {LagKind.WORKING: 7, LagKind.ELAPSED: 8, LagKind.PERCENT: 19, LagKind.ELAPSED_PERCENT: 20}
_MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


def write_activities(
    root: etree._Element, activities: Sequence[Activity], relations: Sequence[Relation], places: Places
) -> None:
    """Add every activity as a task, with the links to its predecessors."""
    parent = element("Tasks", root)
    links: dict[str, list[Relation]] = {}
    for relation in relations:
        links.setdefault(relation.successor_id, []).append(relation)
    for position, activity in enumerate(activities):
        node = element("Task", parent)
        add(node, _identity(activity, position))
        add(node, _amounts(activity))
        add(node, _planning(activity))
        for relation in links.get(activity.id, ()):
            _write_link(node, relation)
        write_values(node, activity.fields, places)
        _write_baselines(node, activity)


def _identity(activity: Activity, position: int) -> list[tuple[str, Value]]:
    elsewhere = "ExternalTaskProject" in activity.fields
    subproject = "SubprojectName" in activity.fields
    number = activity.number if activity.number is not None else position
    elapsed, guessed = int(activity.elapsed), 32 if activity.estimated else 0
    return [
        ("UID", activity.id),
        ("ID", number),
        ("Name", activity.name or None),
        ("Active", activity.active),
        ("Manual", activity.manual and not elsewhere),
        ("Type", _TYPES.get(activity.task_type or "")),
        ("IsNull", False),
        ("WBS", activity.wbs or None),
        ("OutlineLevel", activity.outline_level),
        ("Priority", activity.priority),
        ("Start", activity.stored.start),
        ("Finish", activity.stored.finish),
        ("Duration", duration(activity.duration)),
        ("ManualStart", activity.manual_start if not elsewhere else None),
        ("ManualFinish", activity.manual_finish if not elsewhere else None),
        ("ManualDuration", duration(activity.duration) if activity.manual and not elsewhere else None),
        ("DurationFormat", 7 + elapsed + guessed),
        ("Work", duration(activity.work)),
        ("Stop", activity.stop),
        ("Resume", activity.resume),
        ("EffortDriven", activity.effort_driven),
        ("Estimated", activity.estimated),
        ("Milestone", activity.kind in _MILESTONES),
        ("Summary", activity.kind is ActivityKind.SUMMARY),
        ("Critical", activity.stored.critical),
        ("IsSubproject", subproject),
        ("SubprojectName", str(activity.fields["SubprojectName"]) if subproject else None),
        ("ExternalTask", elsewhere),
        ("ExternalTaskProject", str(activity.fields["ExternalTaskProject"]) if elsewhere else None),
        ("EarlyStart", activity.stored.early_start),
        ("EarlyFinish", activity.stored.early_finish),
        ("LateStart", activity.stored.late_start),
        ("LateFinish", activity.stored.late_finish),
        ("FreeSlack", scaled(activity.stored.free_slack, 10)),
        ("TotalSlack", scaled(activity.stored.total_slack, 10)),
        ("StartSlack", scaled(activity.stored.start_slack, 10)),
        ("FinishSlack", scaled(activity.stored.finish_slack, 10)),
    ]


def _amounts(activity: Activity) -> list[tuple[str, Value]]:
    return [
        ("FixedCost", scaled(activity.fixed_cost, 100)),
        ("PercentComplete", activity.percent_complete),
        ("PercentWorkComplete", activity.percent_work_complete),
        ("Cost", scaled(activity.cost, 100)),
        ("ActualStart", activity.actual_start),
        ("ActualFinish", activity.actual_finish),
        ("ActualDuration", duration(activity.actual_duration)),
        ("ActualCost", scaled(activity.actual_cost, 100)),
        ("ActualWork", duration(activity.actual_work)),
        ("RemainingDuration", duration(activity.remaining_duration)),
        ("RemainingCost", scaled(activity.remaining_cost, 100)),
        ("RemainingWork", duration(activity.remaining_work)),
    ]


def _planning(activity: Activity) -> list[tuple[str, Value]]:
    return [
        ("ConstraintType", _CONSTRAINTS[activity.constraint]),
        ("CalendarUID", activity.calendar_id or "-1"),
        ("ConstraintDate", activity.constraint_date),
        ("Deadline", activity.deadline),
        ("LevelingDelay", scaled(activity.level_delay, 10)),
        ("LevelingDelayFormat", 8 if activity.level_delay_elapsed else 7),
        ("IgnoreResourceCalendar", activity.ignore_resource_calendar),
        ("Notes", activity.notes or None),
        ("BCWS", scaled(activity.planned_value, 100)),
        ("BCWP", scaled(activity.earned_value, 100)),
        ("PhysicalPercentComplete", activity.physical_percent_complete),
        ("EarnedValueMethod", {"percent_complete": 0, "physical": 1}.get(activity.evm_method or "")),
    ]


def _write_link(node: etree._Element, relation: Relation) -> None:
    percent = relation.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)
    add(
        element("PredecessorLink", node),
        [
            ("PredecessorUID", relation.predecessor_id),
            ("Type", _KINDS[relation.kind]),
            ("CrossProject", relation.external),
            ("LinkLag", relation.lag if percent else scaled(relation.lag, 10)),
            ("LagFormat", _LAGS[relation.lag_kind]),
        ],
    )


def _write_baselines(node: etree._Element, activity: Activity) -> None:
    for number, baseline in activity.baselines.items():
        add(
            element("Baseline", node),
            [
                ("Number", number),
                ("Start", baseline.start),
                ("Finish", baseline.finish),
                ("Duration", duration(baseline.duration)),
                ("DurationFormat", 7 if baseline.duration is not None else None),
                ("Work", duration(baseline.work)),
                ("Cost", scaled(baseline.cost, 100)),
            ],
        )
