"""From a table's entries to activities."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from kaname.exchange.document import Activity, ActivityKind, Baseline, Constraint, StoredSchedule
from kaname.exchange.workbook.amounts import Amounts
from kaname.exchange.workbook.dated import Dates
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import Value, text_of
from kaname.exchange.workbook.identity import Codes
from kaname.exchange.workbook.kinds import read_constraint, read_kind
from kaname.exchange.workbook.progress import State
from kaname.exchange.workbook.quantities import read_number
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import Table, clean
from kaname.exchange.workbook.timing import Clock, Timing

EVERY_DAY = "every-day"
"""Id of the calendar of activities planned on days off."""
_PRIORITIES = {
    "最高": 900,
    "高": 700,
    "high": 700,
    "中": 500,
    "medium": 500,
    "normal": 500,
    "低": 300,
    "low": 300,
    "最低": 100,
    "低め": 300,
    "通常": 500,
    "高め": 700,
    "急いで": 800,
    "今すぐ": 900,
    "highest": 900,
    "lowest": 100,
    "urgent": 800,
    "immediate": 900,
}
_CONSTRAINT_DATE = (Role.CONSTRAINT_DATE, Aspect.NONE)
_MILESTONE_MARKS = ("◆", "★", "☆", "▲", "▼")


def make_activities(
    table: Table,
    entries: Sequence[Entry],
    codes: Codes,
    dates: Sequence[Dates],
    amounts: Sequence[Amounts],
    clock: Clock,
    report: Report,
) -> list[Activity]:
    """Return one activity for each entry."""
    unknown = [(column.index, column.title) for column in table.unused()]
    activities = []
    for place, entry in enumerate(entries):
        activity = _activity(table, entry, codes, place)
        if not entry.group:
            _time(activity, table, entry, dates[place], amounts[place], clock, report)
            _progress(activity, entry, table, dates[place], amounts[place], clock, report)
            _rest(activity, table, entry, amounts[place], clock.start(dates[place].get(*_CONSTRAINT_DATE)), report)
            _fields(activity, table, entry.row, unknown)
            activity.fields |= dates[place].raw | amounts[place].raw
        activities.append(activity)
    return activities


def _activity(table: Table, entry: Entry, codes: Codes, place: int) -> Activity:
    number = codes.of(Role.NUMBER, place)
    return Activity(
        id=entry.id,
        name=entry.name,
        number=int(number) if number.isdigit() else entry.row + 1,
        wbs=codes.of(Role.WBS, place),
        outline_level=entry.level,
        parent_id=entry.parent.id if entry.parent else None,
        kind=ActivityKind.SUMMARY if entry.children else ActivityKind.TASK,
        source=entry.where(table),
    )


def _time(
    activity: Activity, table: Table, entry: Entry, dates: Dates, amounts: Amounts, clock: Clock, report: Report
) -> None:
    timing = clock.timing(dates, amounts, Aspect.PLAN, lambda: table.where(entry.row, Role.FINISH, Aspect.PLAN))
    base = clock.timing(dates, amounts, Aspect.BASELINE, lambda: table.where(entry.row, Role.FINISH, Aspect.BASELINE))
    if timing.start is None and timing.finish is None and (base.start or base.finish):
        timing.start, timing.finish = base.start, base.finish
        timing.duration = timing.duration if timing.duration is not None else base.duration
        base.duration = timing.duration
    activity.stored = StoredSchedule(start=timing.start, finish=timing.finish)
    activity.deadline = clock.finish(dates.get(Role.DEADLINE, Aspect.NONE))
    _baseline(activity, base, amounts)
    if activity.kind == ActivityKind.SUMMARY:
        return
    _duration(activity, timing, amounts, clock, report)
    if _is_milestone(table, entry, activity):
        activity.kind, activity.duration = ActivityKind.MILESTONE, 0.0
    if timing.off_days:
        activity.calendar_id = EVERY_DAY
        report.gather("workbook-works-on-days-off", activity.source)


def _duration(activity: Activity, timing: Timing, amounts: Amounts, clock: Clock, report: Report) -> None:
    activity.duration, activity.elapsed, activity.estimated = timing.duration, timing.elapsed, timing.estimated
    if activity.duration is None and amounts.distribution is not None:
        activity.duration = amounts.distribution.parameters[1]
    elif activity.duration is None and amounts.minutes(Role.WORK) is not None:
        activity.duration = amounts.minutes(Role.WORK)
        activity.estimated = True
        report.gather("workbook-duration-from-effort", activity.source)
    elif activity.duration is None:
        activity.duration = clock.working.minutes_per_day
        activity.estimated = True
        report.gather("workbook-no-duration", activity.source)


def _baseline(activity: Activity, base: Timing, amounts: Amounts) -> None:
    work, cost = amounts.minutes(Role.WORK, Aspect.BASELINE), amounts.money.get((Role.COST, Aspect.BASELINE))
    if any(value is not None for value in (base.start, base.finish, work, cost)):
        activity.baselines[0] = Baseline(0, base.start, base.finish, base.duration, work, cost)


def _is_milestone(table: Table, entry: Entry, activity: Activity) -> bool:
    flag = table.text(entry.row, Role.MILESTONE)
    kind = table.text(entry.row, Role.KIND).lower()
    named = read_kind(kind)
    if named is not None:
        return named == ActivityKind.MILESTONE
    if flag.lower() in ("○", "〇", "yes", "true", "1", "y", "◆", "◯", "●", "はい", "★", "レ", "✓"):
        return True
    if kind in ("ms", "milestone", "マイルストーン") or kind.endswith("milestone"):
        return True
    stored = activity.stored
    one_day = not (stored.start and stored.finish) or stored.start.date() == stored.finish.date()
    return activity.duration == 0 or (one_day and entry.name.startswith(_MILESTONE_MARKS))


def _progress(
    activity: Activity, entry: Entry, table: Table, dates: Dates, amounts: Amounts, clock: Clock, report: Report
) -> None:
    activity.actual_start = clock.start(dates.get(Role.START, Aspect.ACTUAL))
    activity.actual_finish = clock.finish(dates.get(Role.FINISH, Aspect.ACTUAL))
    activity.actual_duration = amounts.minutes(Role.DURATION, Aspect.ACTUAL)
    activity.remaining_duration = amounts.minutes(Role.DURATION, Aspect.REMAINING)
    if activity.actual_start and activity.actual_finish and activity.actual_finish < activity.actual_start:
        start, finish = activity.actual_start.date().isoformat(), activity.actual_finish.date().isoformat()
        where = table.where(entry.row, Role.FINISH, Aspect.ACTUAL)
        report.warn("workbook-finish-before-start", where, start=start, finish=finish)
        activity.actual_finish = None
    percent, state = amounts.percent, amounts.state
    if percent is None and (state == State.DONE or activity.actual_finish):
        percent = 100.0
    elif percent is None and state == State.OPEN:
        percent = 0.0
    disagrees = percent is not None and (
        (state == State.DONE and percent < 100)
        or (activity.actual_finish and percent < 100)
        or (state == State.OPEN and percent > 0)
    )
    if disagrees:
        where = table.where(entry.row, Role.PROGRESS)
        report.warn("workbook-progress-disagrees", where, percent=percent, state=table.text(entry.row, Role.STATUS))
    activity.percent_complete = percent
    activity.active = state != State.CANCELLED and table.text(entry.row, Role.ACTIVE).lower() not in _INACTIVE


_INACTIVE = {"no", "false", "無効", "いいえ", "×", "0"}


def _rest(
    activity: Activity, table: Table, entry: Entry, amounts: Amounts, constraint_date: datetime | None, report: Report
) -> None:
    activity.work = amounts.minutes(Role.WORK)
    activity.actual_work = amounts.minutes(Role.WORK, Aspect.ACTUAL)
    activity.remaining_work = amounts.minutes(Role.WORK, Aspect.REMAINING)
    activity.cost = amounts.money.get((Role.COST, Aspect.PLAN))
    activity.actual_cost = amounts.money.get((Role.COST, Aspect.ACTUAL))
    activity.remaining_cost = amounts.money.get((Role.COST, Aspect.REMAINING))
    activity.fixed_cost = amounts.money.get((Role.FIXED_COST, Aspect.NONE))
    activity.distribution = amounts.distribution
    _constrain(activity, table, entry.row, constraint_date)
    notes = [text_of(clean(table.grid.value(entry.row, c.index))) for c in table.all(Role.NOTES)]
    activity.notes = "\n".join(note for note in notes if note)
    priority = table.text(entry.row, Role.PRIORITY)
    number = read_number(table.value(entry.row, Role.PRIORITY))
    if priority.lower() in _PRIORITIES:
        activity.priority = _PRIORITIES[priority.lower()]
    elif number is not None and 0 <= number <= 1000:
        activity.priority = int(number) if number > 10 else activity.priority
    if priority:
        activity.fields[_title(table, Role.PRIORITY)] = priority
    if table.layout.style(entry.row, entry.column).struck:
        activity.active = False
        report.gather("workbook-struck-rows", activity.source)
    if entry.row in table.layout.hidden_rows:
        report.gather("workbook-hidden-rows", activity.source)


def _constrain(activity: Activity, table: Table, row: int, when: datetime | None) -> None:
    kind_text = table.text(row, Role.KIND)
    if kind_text and read_kind(kind_text) is None:
        activity.fields[_title(table, Role.KIND)] = kind_text
    text = table.text(row, Role.CONSTRAINT)
    if not text:
        return
    kind = read_constraint(text)
    if kind is None or (when is None and kind not in (Constraint.ASAP, Constraint.ALAP)):
        activity.fields[_title(table, Role.CONSTRAINT)] = text
    else:
        activity.constraint, activity.constraint_date = kind, when


def _title(table: Table, role: Role) -> str:
    column = table.column(role)
    return column.title if column else ""


def _fields(activity: Activity, table: Table, row: int, unknown: Sequence[tuple[int, str]]) -> None:
    cells = table.grid.rows[row]
    for index, title in unknown:
        value: Value = cells[index] if index < len(cells) else ""
        if value != "":
            activity.fields[title] = _plain(value)


def _plain(value: Value) -> object:
    if isinstance(value, (datetime, date, time)):
        return text_of(value)
    if isinstance(value, timedelta):
        return value.total_seconds() / 3600
    return value


def constrain(activity: Activity) -> bool:
    """Let a planned start hold as "start no earlier than" (a finish without a start as "finish no earlier than")."""
    if activity.constraint != Constraint.ASAP or activity.kind == ActivityKind.SUMMARY:
        return False
    if activity.stored.start is not None:
        activity.constraint, activity.constraint_date = Constraint.SNET, activity.stored.start
    elif activity.stored.finish is not None:
        activity.constraint, activity.constraint_date = Constraint.FNET, activity.stored.finish
    return activity.constraint != Constraint.ASAP
