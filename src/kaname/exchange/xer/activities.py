"""Rows of XER's TASK table as activities."""

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Activity, ActivityKind, Baseline, Constraint, StoredSchedule
from kaname.exchange.repeated_ids import RepeatedIds
from kaname.exchange.xer.tables import TableRow, Tables
from kaname.exchange.xer.values import Row

KINDS = {
    "TT_Task": ActivityKind.TASK,
    "TT_Rsrc": ActivityKind.RESOURCE_DEPENDENT,
    "TT_LOE": ActivityKind.LEVEL_OF_EFFORT,
    "TT_Mile": ActivityKind.MILESTONE,
    "TT_FinMile": ActivityKind.FINISH_MILESTONE,
    "TT_WBS": ActivityKind.LEVEL_OF_EFFORT,
}
CONSTRAINTS = {
    "CS_ALAP": Constraint.ALAP,
    "CS_MEO": Constraint.FINISH_ON,
    "CS_MEOA": Constraint.FNET,
    "CS_MEOB": Constraint.FNLT,
    "CS_MSO": Constraint.START_ON,
    "CS_MSOA": Constraint.SNET,
    "CS_MSOB": Constraint.SNLT,
    "CS_MANDFIN": Constraint.MANDATORY_FINISH,
    "CS_MANDSTART": Constraint.MANDATORY_START,
}
TASK_TYPES = {
    "DT_FixedDrtn": "fixed_duration",
    "DT_FixedDUR2": "fixed_duration",
    "DT_FixedQty": "fixed_work",
    "DT_FixedRate": "fixed_units",
}
PRIORITIES = {"PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100}
PERCENT_TYPES = {"CP_Drtn": "percent_complete", "CP_Phys": "physical", "CP_Units": "units"}
_STATUS = {"TK_NotStart": "not started", "TK_Active": "active", "TK_Complete": "complete"}


def read_activities(tables: Tables, problems: list[Diagnostic]) -> list[Activity]:
    """Return the activities in the file's order; parent_id is the bare wbs_id until the outline is built.

    A row without an id of its own gets one, and what refers to an id that several rows have means the first of them.
    """
    found: dict[str, Activity] = {}
    first: dict[str, TableRow] = {}
    repeated = RepeatedIds()
    for values in tables.of("TASK"):
        row = Row(values, f"TASK {values.get('task_id', '')}", problems)
        identifier = row.text("task_id") or f"line {values.line}"
        if not row.text("task_id"):
            problems.append(warning("xer-missing-id", identifier, field="task_id"))
        if first.get(identifier) == values:
            problems.append(warning("xer-repeated-id", row.subject))
            continue
        if identifier in first:
            identifier = repeated.another(identifier, first)
            problems.append(warning("xer-duplicate-id", row.subject, id=identifier))
        activity = _read_activity(row)
        activity.id, activity.source = identifier, f"line {values.line}"
        found[identifier], first[identifier] = activity, values
    return list(found.values())


def _read_activity(row: Row) -> Activity:
    activity = Activity(
        id=row.text("task_id"),
        name=row.text("task_name"),
        kind=row.choice("task_type", KINDS, ActivityKind.TASK),
        parent_id=row.reference("wbs_id"),
        project_id=row.reference("proj_id"),
        duration=row.span("target_drtn_hr_cnt"),
        remaining_duration=row.span("remain_drtn_hr_cnt"),
        calendar_id=row.reference("clndr_id"),
        task_type=row.choice("duration_type", TASK_TYPES, None),
        priority=row.choice("priority_type", PRIORITIES, 500),
        actual_start=row.instant("act_start_date"),
        actual_finish=row.instant("act_end_date"),
        stop=row.instant("suspend_date"),
        resume=row.instant("resume_date"),
        external_early_start=row.instant("external_early_start_date"),
        external_late_finish=row.instant("external_late_end_date"),
        evm_method=row.choice("complete_pct_type", PERCENT_TYPES, None),
        fields={"Activity ID": row.text("task_code")} if row.text("task_code") else {},
    )
    _read_constraints(activity, row)
    _read_amounts(activity, row)
    _read_progress(activity, row)
    _read_stored(activity, row)
    return activity


def _read_constraints(activity: Activity, row: Row) -> None:
    first = row.choice("cstr_type", CONSTRAINTS, None)
    second = row.choice("cstr_type2", CONSTRAINTS, None)
    activity.constraint_date, activity.constraint2_date = row.instant("cstr_date"), row.instant("cstr_date2")
    for constraint, moment in ((first, activity.constraint_date), (second, activity.constraint2_date)):
        if constraint not in (None, Constraint.ALAP) and moment is None:
            row.problems.append(warning("xer-constraint-without-date", row.subject, constraint=str(constraint)))
    if first is not None and (activity.constraint_date is not None or first is Constraint.ALAP):
        activity.constraint = first
    if second is not None and (activity.constraint2_date is not None or second is Constraint.ALAP):
        activity.constraint2 = second
    expected = row.instant("expect_end_date")
    if expected is not None and activity.constraint2 is None and activity.actual_finish is None:
        activity.constraint2, activity.constraint2_date = Constraint.EXPECTED_FINISH, expected
    elif expected is not None:
        activity.fields["Expected finish"] = expected


def _read_amounts(activity: Activity, row: Row) -> None:
    """Work is labour; equipment hours are kept beside it under P6's names."""
    activity.work = row.minutes("target_work_qty")
    activity.actual_work = row.minutes("act_work_qty")
    activity.remaining_work = row.minutes("remain_work_qty")
    activity.physical_percent_complete = row.number("phys_complete_pct")
    for column, label in (("target_equip_qty", "Equipment hours"), ("act_equip_qty", "Actual equipment hours")):
        if row.number(column):
            activity.fields[label] = row.number(column)
    activity.baselines[0] = Baseline(
        0, row.instant("target_start_date"), row.instant("target_end_date"), activity.duration, activity.work
    )


def _read_progress(activity: Activity, row: Row) -> None:
    """The duration's percent follows from the status, as P6 keeps only the remaining duration."""
    started, finished = activity.actual_start, activity.actual_finish
    backwards = started is not None and finished is not None and finished < started
    if started and finished and backwards:
        row.problems.append(
            warning("xer-finish-before-start", row.subject, start=started.isoformat(), finish=finished.isoformat())
        )
        activity.actual_finish = None
    status = row.choice("status_code", _STATUS, "not started")
    if status == "complete":
        activity.percent_complete = 100.0
        activity.remaining_duration = 0.0
        if activity.actual_finish is None and not backwards:
            row.problems.append(warning("xer-complete-without-finish", row.subject))
    elif activity.duration and activity.remaining_duration is not None and status == "active":
        done = 1 - activity.remaining_duration / activity.duration
        activity.percent_complete = round(100 * min(max(done, 0.0), 1.0), 6)
    else:
        activity.percent_complete = 0.0


def _read_stored(activity: Activity, row: Row) -> None:
    early_start, early_finish = row.instant("early_start_date"), row.instant("early_end_date")
    total = row.minutes("total_float_hr_cnt")
    activity.stored = StoredSchedule(
        start=activity.actual_start or early_start,
        finish=activity.actual_finish or early_finish,
        early_start=early_start,
        early_finish=early_finish,
        late_start=row.instant("late_start_date"),
        late_finish=row.instant("late_end_date"),
        total_slack=total,
        free_slack=row.minutes("free_float_hr_cnt"),
        critical=row.flag("driving_path_flag") if "driving_path_flag" in row.values else None,
    )
