"""The portfolio board: one row a project, from heads and plan summaries only, whatever the number of activities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet

from kaname.domains.core.instants import TICKS_A_MINUTE, date_of, finish_date_of
from kaname.domains.core.names import reads_english
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role, Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Phase, Project, ProjectMember
from kaname.domains.reporting.queries.health import LIGHT, latest
from kaname.domains.reporting.rules.overall import healths_of, is_better, overall
from kaname.domains.resource.bridge.distance import whole_days, working_days
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, MilestoneForecast, ProgressDate
from kaname.domains.schedule.queries.names import name_in

MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)
FEW = 100  # so many keys are named in a query; beyond, all rows are read and the others left
WORST_FIRST = {"red": 0, "stale": 1, "amber": 2, "unknown": 3, "green": 4}
PLAN_FIELDS = (
    "finish",
    "baseline_finish",
    "status_date",
    "computed_at",
    "activity_count",
    "overdue_count",
    "late_count",
    "percent_complete",
    "planned_percent",
    "total_float",
    "driver",
    "computed_health",
    "health_reasons",
)
HEAD_FIELDS = (
    "pk",
    "code",
    "name",
    "name_en",
    "project_type",
    "status",
    "condition",
    "unit_id",
    "unit__name",
    "unit__name_en",
    "declared_health",
    "minutes_per_day",
)


@dataclass(slots=True)
class Row:
    """A project as the board shows it. Dates are days; ``slip`` in working days, late is positive.

    ``health`` of all axes, ``delivery`` of the plan's dates alone; ``axes``: every axis' health where they have been
    computed; ``weeks``: on how many report dates in a row it was declared green and computed red.
    """

    key: int
    code: str
    name: str
    kind: str
    status: str
    condition: str
    unit_key: int | None
    unit: str
    declared: str
    minutes_per_day: int
    plan_key: int | None = None
    health: str = "unknown"
    finish: date | None = None
    baseline: date | None = None
    slip: int | None = None
    percent: float | None = None
    planned: float | None = None
    float_days: float | None = None
    overdue: int = 0
    late: int = 0
    activities: int = 0
    status_date: date | None = None
    age: int | None = None
    driver: dict[str, Any] = field(default_factory=dict)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    manager_key: int | None = None
    manager: str = ""
    phase: str = ""
    milestone: str = ""
    milestone_day: date | None = None
    delivery: str = "unknown"
    axes: dict[str, str] = field(default_factory=dict)
    weeks: int = 0

    @property
    def apart(self) -> bool:
        """Whether it is declared better than computed: the rows of the list that bears this name."""
        return is_better(self.declared, self.health)


def board(user: Any, as_of: date | None = None) -> list[Row]:
    """Return every project whose schedule the user may read, worst first; ``as_of``: as it stood on that day.

    Six queries whatever the number of projects, seven for an earlier day. No activity is read.
    """
    return rows_of(Project.objects.visible_to(user, Subject.SCHEDULE), as_of)


def rows_of(projects: QuerySet[Project], as_of: date | None = None) -> list[Row]:
    """Return the rows of some projects, worst first."""
    rows = _heads(projects)
    by_key = {row.key: row for row in rows}
    _add_managers(by_key)
    _add_phases(by_key)
    if as_of is not None and as_of < today():
        _turn_back(rows, as_of)
    _add_slips(rows)
    _add_axes(rows, as_of)
    return sorted(rows, key=worst_first)


def worst_first(row: Row) -> tuple[int, int, str]:
    """Return the order of the board: health, then the longest slip, then the code."""
    return WORST_FIRST.get(row.health, 3), -(row.slip or 0), row.code


def _heads(projects: QuerySet[Project]) -> list[Row]:
    names = (*HEAD_FIELDS, "plan__pk", *(f"plan__{name}" for name in PLAN_FIELDS))
    found = projects.order_by().values_list(*names)
    english, day = reads_english(), today()
    return [_row(values, english, day) for values in found]


def _row(values: Sequence[Any], english: bool, day: date) -> Row:
    pk, code, name, name_en, kind, status, condition, unit_pk, unit, unit_en, declared, minutes, plan_pk = values[:13]
    row = Row(
        pk,
        code,
        (english and name_en) or name,
        kind,
        status,
        condition,
        unit_pk,
        (english and unit_en) or unit or "",
        declared,
        minutes,
    )
    if plan_pk is not None:
        row.plan_key = plan_pk
        answer(row, dict(zip(PLAN_FIELDS, values[13:], strict=True)), day)
    return row


def answer(row: Row, said: dict[str, Any], day: date) -> None:
    """Put a recalculation's answer, of now or of a frozen day, into a row."""
    finish, baseline, status, floats = (
        said.get(n) for n in ("finish", "baseline_finish", "status_date", "total_float")
    )
    row.finish = None if finish is None else finish_date_of(finish)
    row.baseline = None if baseline is None else finish_date_of(baseline)
    row.status_date = None if status is None else finish_date_of(status)
    row.age = None if row.status_date is None else max((day - row.status_date).days, 0)
    row.float_days = None if floats is None else floats / TICKS_A_MINUTE / (row.minutes_per_day or 480)
    row.health = said.get("computed_health") or "unknown"
    row.percent, row.planned = said.get("percent_complete"), said.get("planned_percent")
    row.overdue, row.late = said.get("overdue_count") or 0, said.get("late_count") or 0
    row.activities = said.get("activity_count") or row.activities
    row.driver, row.reasons = said.get("driver") or {}, said.get("health_reasons") or []


def _add_managers(rows: dict[int, Row]) -> None:
    held = ProjectMember.objects.filter(held_on(today()), role=Role.PROJECT_MANAGER).order_by("valid_from")
    held = held.filter(project__in=rows) if len(rows) < FEW else held
    english = reads_english()
    for key, person, name, name_en in held.values_list("project_id", "person_id", "person__name", "person__name_en"):
        if key in rows:
            rows[key].manager_key, rows[key].manager = person, (english and name_en) or name


def _add_phases(rows: dict[int, Row]) -> None:
    running = Phase.objects.filter(started_on__isnull=False, finished_on=None).order_by("order")
    running = running.filter(project__in=rows) if len(rows) < FEW else running
    english = reads_english()
    for key, name, name_en in running.values_list("project_id", "name", "name_en"):
        if key in rows:
            rows[key].phase = (english and name_en) or name


def frozen(plans: Iterable[int], as_of: date) -> dict[int, tuple[date, dict[str, Any]]]:
    """Return, by plan, the last report date up to a day and what the plan answered then: two queries."""
    wanted = list(plans)
    dates = ProgressDate.objects.filter(as_of__lte=as_of).order_by().values("plan_id").annotate(last=Max("as_of"))
    last = dict(dates.values_list("plan_id", "last"))
    answers = ProgressDate.objects.filter(as_of__in=set(last.values())).order_by()
    found = answers.values_list("plan_id", "as_of", "answer")
    keep = set(wanted)
    return {plan: (day, said) for plan, day, said in found if plan in keep and last.get(plan) == day}


def _turn_back(rows: list[Row], as_of: date) -> None:
    then = frozen((row.plan_key for row in rows if row.plan_key), as_of)
    for row in rows:
        day, said = then.get(row.plan_key or 0, (as_of, {}))
        answer(row, said, as_of)
        row.status_date, row.age = (day, (as_of - day).days) if said else (None, None)


def _add_slips(rows: list[Row]) -> None:
    """Take the slip that the plan's own calendar gave; else count on the company's."""
    for row in rows:
        told = [r["params"]["days"] for r in row.reasons if r.get("sentence_key") == "slip"]
        row.slip = whole_days(told[0]) if told else None
    known = [row for row in rows if row.slip is None and row.finish and row.baseline]
    slips = working_days([row.baseline or date.min for row in known], [row.finish or date.min for row in known])
    for row, slip in zip(known, slips, strict=True):
        row.slip = slip


def _add_axes(rows: list[Row], as_of: date | None) -> None:
    """Judge each project by all its axes: those of its newest snapshot, of now with the dates as they stand now."""
    then = as_of is not None and as_of < today()
    found = latest([row.key for row in rows], as_of, without=LIGHT)
    for row in rows:
        row.delivery = row.health
        snapshot = found.get(row.key)
        if snapshot is None:
            continue
        row.axes = healths_of(snapshot.marks) | ({} if then else {"delivery": row.delivery})
        row.health, row.weeks = overall(row.axes), snapshot.weeks
        if then:
            row.declared = snapshot.declared


def add_milestones(rows: Sequence[Row], as_of: date | None = None) -> None:
    """Put each row's next milestone into it: two queries over the milestones of the rows that are shown."""
    by_plan = {row.plan_key: row for row in rows if row.plan_key}
    if as_of is not None and as_of < today():
        _add_milestones_of(by_plan)
        return
    ahead = (
        Activity.objects.filter(plan__in=by_plan, kind__in=MILESTONES, active=True, actual_finish=None)
        .exclude(percent_complete=100)
        .order_by()
    )
    first = dict(ahead.values("plan_id").annotate(first=Min("finish")).values_list("plan_id", "first"))
    named = ahead.filter(finish__in=set(first.values()))
    for plan, name, finish in named.values_list("plan_id", name_in(), "finish"):
        if finish is not None and first[plan] == finish:
            by_plan[plan].milestone, by_plan[plan].milestone_day = name, date_of(finish - 1)


def _add_milestones_of(by_plan: dict[int, Row]) -> None:
    """Put in the first milestone that was not reached on the report date of each row, as it was forecast then."""
    for plan, found in forecasts_of(by_plan.values()).items():
        ahead = [m for m in found if not m.done and m.finish is not None]
        if ahead:
            first = min(ahead, key=lambda m: m.finish or 0)
            by_plan[plan].milestone, by_plan[plan].milestone_day = first.name, finish_date_of(first.finish or 0)


def forecasts_of(rows: Iterable[Row]) -> dict[int, list[MilestoneForecast]]:
    """Return, by plan, what was forecast of its milestones on the report date of its row, named in the reader's
    language: two queries.
    """
    days = {row.plan_key: row.status_date for row in rows if row.plan_key and row.status_date}
    kept = MilestoneForecast.objects.filter(plan__in=days, as_of__in=set(days.values())).order_by("plan", "finish")
    found: dict[int, list[MilestoneForecast]] = {}
    for row in kept:
        if days[row.plan_id] == row.as_of:
            found.setdefault(row.plan_id, []).append(row)
    named = Activity.objects.filter(plan__in=found, kind__in=MILESTONES) if reads_english() else Activity.objects.none()
    english = {(plan, uid): name for plan, uid, name in named.order_by().values_list("plan_id", "uid", name_in())}
    for row in (each for rows_ in found.values() for each in rows_):
        row.name = english.get((row.plan_id, row.uid), row.name)
    return found
