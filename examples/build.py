"""Turns a plan's table into a PlanDocument: dates as planned, a baseline, progress up to the status date."""

from datetime import date, datetime, time, timedelta
from types import ModuleType

import jpholiday
from daywise import Row, after, closed, dates, day_of_end, standard
from plans.people import PEOPLE, Person
from table import read_table

from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    Baseline,
    Calendar,
    CalendarException,
    Constraint,
    Distribution,
    PlanDocument,
    Project,
    Relation,
    RelationKind,
    Resource,
    Risk,
    RiskEffect,
)

STATUS = date(2026, 11, 20)
DAY = 480.0
_SHIFTS = ((540, 720), (780, 1080))
_OFF = ("snet", "mso", "mfo", "snlt")


def morning(day: date) -> datetime:
    """Return the start of work."""
    return datetime.combine(day, time(9))


def evening(day: date) -> datetime:
    """Return the end of work."""
    return datetime.combine(day, time(18))


def build(plan: ModuleType, spelling: dict[str, str] | None = None) -> PlanDocument:
    """Return the document of one of the modules in `plans/`; ``spelling`` says how this plan writes some names."""
    rows = read_table(plan.ROWS)
    start = date.fromisoformat(plan.START)
    planned = dates(rows, start, lambda row: row.days)
    now = dates(rows, start, lambda row: row.days_now)
    document = PlanDocument(
        "kaname" if plan.FILE.endswith(".json") else "mspdi",
        calendars=_calendars(start),
        source=plan.FILE,
        resources=_resources(rows, spelling or {}),
    )
    document.project = Project(
        id="0",
        name=plan.NAME,
        start=morning(start),
        finish=evening(day_of_end(max(end for _, end in now.values()), standard)),
        status_date=evening(STATUS),
        current_date=evening(STATUS),
        calendar_id="1",
        default_start_minute=540,
        default_finish_minute=1080,
        currency="JPY",
        manager=PEOPLE[plan.MANAGER].name,
        company="かなめ商事（架空）",
    )
    document.projects = [document.project]
    _activities(document, rows, planned, now, plan.PROGRESS)
    _relations(document, rows)
    _assignments(document, rows)
    _risks(document, rows, getattr(plan, "RISKS", ()))
    return document


def _calendars(start: date) -> list[Calendar]:
    week = (*[_SHIFTS] * 5, (), ())
    days = [start + timedelta(days=i) for i in range(-1, (date(2027, 12, 28) - start).days)]
    off = [day for day in days if closed(day) and day.weekday() < 5]
    exceptions = [CalendarException(day, day, name=_closure(day)) for day in off]
    return [
        Calendar("1", "標準（土日祝・会社休業日休み）", week, exceptions=exceptions, minutes_per_day=DAY),
        Calendar("2", "連休作業（毎日）", (_SHIFTS,) * 7, minutes_per_day=DAY),
    ]


def _closure(day: date) -> str:
    named = jpholiday.is_holiday_name(day)
    return str(named) if named else ("夏季休業" if day.month == 8 else "年末年始休業")


def _used(rows: list[Row]) -> list[Person]:
    return [PEOPLE[name] for name in dict.fromkeys(name for row in rows for name, _ in row.who)]


def _resources(rows: list[Row], spelling: dict[str, str]) -> list[Resource]:
    return [
        Resource(
            id=str(i),
            name=spelling.get(p.family, p.name),
            group=p.role,
            max_units=p.units,
            calendar_id="1",
            standard_rate=float(p.rate),
        )
        for i, p in enumerate(_used(rows), start=1)
    ]


def _wbs(rows: list[Row]) -> list[str]:
    counters: list[int] = []
    numbers = []
    for row in rows:
        counters = [*counters, 0][: row.level]
        counters[-1] += 1
        numbers.append(".".join(map(str, counters)))
    return numbers


def _activities(
    document: PlanDocument,
    rows: list[Row],
    planned: dict[str, tuple[int, int]],
    now: dict[str, tuple[int, int]],
    progress: dict[str, float],
) -> None:
    numbers = _wbs(rows)
    for i, (row, wbs) in enumerate(zip(rows, numbers, strict=True), start=1):
        parent = numbers.index(wbs.rpartition(".")[0]) + 1 if "." in wbs else None
        activity = Activity(
            str(i), row.name, number=i, wbs=wbs, outline_level=row.level, parent_id=str(parent) if parent else None
        )
        document.activities.append(activity)
        if row.key:
            _fill(activity, row, planned[row.key], now[row.key], progress.get(row.key))
        else:
            activity.kind = ActivityKind.SUMMARY
    for summary in reversed([a for a in document.activities if a.kind is ActivityKind.SUMMARY]):
        _roll_up(summary, [a for a in document.activities if a.parent_id == summary.id])


def _span(row: Row, place: tuple[int, int]) -> tuple[datetime, datetime]:
    first, end = place
    finish = evening(day_of_end(end, row.works))
    if row.days:
        return morning(date.fromordinal(first)), finish
    if not row.works(end - 1):  # what it waits for ends on a day off: the moment is the next morning of work
        finish = morning(date.fromordinal(_next(end, row)))
    return finish, finish


def _fill(activity: Activity, row: Row, planned: tuple[int, int], now: tuple[int, int], progress: float | None) -> None:
    activity.kind = ActivityKind.TASK if row.days else ActivityKind.MILESTONE
    activity.duration = row.days_now * DAY
    activity.stored.start, activity.stored.finish = _span(row, now)
    hours = sum(share for _, share in row.who) / 100 * 8
    cost = sum(share / 100 * 8 * PEOPLE[name].rate for name, share in row.who)
    start, finish = _span(row, planned)
    activity.baselines[0] = Baseline(0, start, finish, row.days * DAY, hours * row.days * 60, cost * row.days)
    activity.work, activity.cost = hours * row.days_now * 60, cost * row.days_now
    if "calendar" in row.options:
        activity.calendar_id, activity.ignore_resource_calendar = "2", True
    if "deadline" in row.options:
        activity.deadline = evening(date.fromisoformat(row.options["deadline"]))
    for name in _OFF:
        if name in row.options:
            at = date.fromisoformat(row.options[name])
            activity.constraint = Constraint(name.upper())
            activity.constraint_date = evening(at) if name == "mfo" else morning(at)
    if "spread" in row.options:
        low, mode, high = (float(x) * DAY for x in row.options["spread"].split("/"))
        activity.distribution = Distribution("pert", (low, mode, high))
    _progress(activity, row, now, progress)


def _progress(activity: Activity, row: Row, now: tuple[int, int], progress: float | None) -> None:
    first, end = now
    here = STATUS.toordinal() + 1
    done = 0
    if end <= here:
        done = row.days_now
        activity.actual_start, activity.actual_finish = activity.stored.start, activity.stored.finish
    elif first < here:
        passed = sum(row.works(day) for day in range(first, here))
        done = passed if progress is None else max(1, round(progress * row.days_now))
        activity.actual_start = activity.stored.start
        stop = after(first, done, row.works)
        activity.stop = evening(day_of_end(stop, row.works))
        activity.resume = morning(date.fromordinal(_next(stop, row)))
    share = (done / row.days_now) if row.days_now else float(end <= here)
    activity.percent_complete = activity.percent_work_complete = round(share * 100)
    activity.actual_duration, activity.remaining_duration = done * DAY, (row.days_now - done) * DAY
    activity.actual_work = (activity.work or 0.0) * share
    activity.remaining_work = (activity.work or 0.0) - activity.actual_work
    activity.actual_cost = (activity.cost or 0.0) * share
    activity.remaining_cost = (activity.cost or 0.0) - activity.actual_cost


def _next(boundary: int, row: Row) -> int:
    while not row.works(boundary):
        boundary += 1
    return boundary


def _roll_up(summary: Activity, children: list[Activity]) -> None:
    summary.stored.start = min(a.stored.start for a in children if a.stored.start)
    summary.stored.finish = max(a.stored.finish for a in children if a.stored.finish)
    summary.baselines[0] = Baseline(
        0,
        min(a.baselines[0].start for a in children if a.baselines[0].start),
        max(a.baselines[0].finish for a in children if a.baselines[0].finish),
        work=sum(a.baselines[0].work or 0.0 for a in children),
        cost=sum(a.baselines[0].cost or 0.0 for a in children),
    )
    for name in ("work", "actual_work", "remaining_work", "cost", "actual_cost", "remaining_cost"):
        setattr(summary, name, sum(getattr(a, name) or 0.0 for a in children))


def _relations(document: PlanDocument, rows: list[Row]) -> None:
    ids = {row.key: str(i) for i, row in enumerate(rows, start=1) if row.key}
    for row in rows:
        for key, kind, lag in row.after:
            document.relations.append(Relation(ids[key], ids[row.key], RelationKind(kind), lag * DAY))


def _assignments(document: PlanDocument, rows: list[Row]) -> None:
    ids = {p.family: str(i) for i, p in enumerate(_used(rows), start=1)}
    for row, activity in zip(rows, document.activities, strict=True):
        whole = sum(share for _, share in row.who)
        for name, share in row.who:
            part = share / whole
            document.assignments.append(
                Assignment(
                    str(len(document.assignments) + 1),
                    activity.id,
                    ids[name],
                    share / 100,
                    work=(activity.work or 0.0) * part,
                    actual_work=(activity.actual_work or 0.0) * part,
                    remaining_work=(activity.remaining_work or 0.0) * part,
                    cost=share / 100 * 8 * PEOPLE[name].rate * row.days_now,
                    start=activity.stored.start,
                    finish=activity.stored.finish,
                )
            )


def _risks(
    document: PlanDocument,
    rows: list[Row],
    risks: tuple[tuple[str, float, tuple[str, ...], tuple[int, int, int], float], ...],
) -> None:
    ids = {row.key: str(i) for i, row in enumerate(rows, start=1) if row.key}
    for i, (name, probability, keys, days, mitigated) in enumerate(risks, start=1):
        delay = Distribution("triangular", tuple(day * DAY for day in days))
        effects = [RiskEffect(ids[key], delay) for key in keys]
        document.risks.append(Risk(f"R{i}", name, probability, effects, mitigated_probability=mitigated))
