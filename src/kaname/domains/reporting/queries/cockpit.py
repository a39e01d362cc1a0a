"""A project's cockpit: what is due, late, next and new, from the rows that stand behind its numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.instants import TICKS_A_DAY, finish_date_of, ticks_of_date
from kaname.domains.core.names import spoken
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.reporting.queries.board import MILESTONES, Row, rows_of
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Baseline, BaselineActivity, Plan
from kaname.domains.schedule.queries.names import name_in

FEW_ROWS = 500  # so many rows are named in a query; beyond, the whole baseline is read
NO_WORK = (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)


@dataclass(frozen=True, slots=True)
class Line:
    """An activity as a list shows it: when it ends now, when it was promised, and by how many working days it moved."""

    uid: str
    wbs: str
    name: str
    finish: date
    due: int
    promised: date | None
    slip: int | None
    percent: float
    critical: bool


@dataclass(frozen=True, slots=True)
class Cockpit:
    """What a cockpit shows; lists are in the order of their dates."""

    row: Row
    plan: Plan | None
    due: list[Line]
    overdue: list[Line]
    milestones: list[Line]
    week: tuple[date, date]


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def cockpit(project: Project, as_of: date | None = None) -> Cockpit:
    """Return a project's cockpit, now or as it was frozen last up to a day: a constant number of queries, reading the
    open rows of its plan.
    """
    row = rows_of(Project.objects.filter(pk=project.pk), as_of)[0]
    plan = Plan.objects.filter(project=project).first()
    week = week_of(as_of or today())
    if plan is None:
        return Cockpit(row, None, [], [], [], week)
    if as_of is not None and as_of < today():
        return _then(row, plan, as_of, week)
    lines = open_lines(plan)
    until = ticks_of_date(today()) + TICKS_A_DAY if plan.status_date is None else plan.status_date
    due = [line for line in lines if line.critical and week[0] <= line.finish <= week[1]]
    overdue = sorted((line for line in lines if line.due <= until), key=lambda line: line.due)
    return Cockpit(row, plan, due, overdue, milestones_ahead(plan), week)


def _then(row: Row, plan: Plan, as_of: date, week: tuple[date, date]) -> Cockpit:
    """Return the cockpit as it was frozen last up to a day; names are those of now."""
    frozen = plan.progress_dates.filter(as_of__lte=as_of).order_by("-as_of").first()
    if frozen is None:
        return Cockpit(row, plan, [], [], [], week)
    named = plan.activities.order_by().annotate(shown=name_in()).values_list("uid", "wbs", "shown", "kind")
    values: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
    for uid, wbs, name, kind in named:
        held = frozen.rows.get(uid)
        if held and held[1] is not None and (held[2] or 0) < 100 and kind not in NO_WORK:
            values[kind in MILESTONES].append((uid, wbs, name, held[1], held[2], held[4]))
    promised = promises(plan, until=as_of)
    work, milestones = (_compared(sorted(values[m], key=lambda v: v[3]), promised) for m in (False, True))
    lines = sorted([*work, *milestones], key=lambda line: line.finish)
    until = ticks_of_date(frozen.as_of) + TICKS_A_DAY
    due = [line for line in lines if line.critical and week[0] <= line.finish <= week[1]]
    overdue = sorted((line for line in lines if line.due <= until), key=lambda line: line.due)
    return Cockpit(row, plan, due, overdue, milestones, week)


def open_lines(plan: Plan) -> list[Line]:
    """Return the unfinished work of a plan with its promised dates, by finish."""
    return _lines(plan, _open(plan).exclude(kind__in=NO_WORK))


def milestones_ahead(plan: Plan) -> list[Line]:
    """Return the unfinished milestones of a plan, the next one first."""
    return _lines(plan, _open(plan).filter(kind__in=MILESTONES))


def _open(plan: Plan) -> QuerySet[Activity]:
    running = Q(percent_complete=None) | Q(percent_complete__lt=100)
    return Activity.objects.filter(running, plan=plan, active=True, actual_finish=None, finish__isnull=False)


def _lines(plan: Plan, rows: QuerySet[Activity]) -> list[Line]:
    fields = "uid", "wbs", name_in(), "finish", "percent_complete", "critical"
    found = list(rows.order_by("finish", "position").values_list(*fields))
    promised = promises(plan, (uid for uid, *_ in found) if len(found) <= FEW_ROWS else None)
    return _compared(found, promised)


def _compared(found: list[tuple[Any, ...]], promised: Mapping[str, int]) -> list[Line]:
    """Return rows beside what was promised of them."""
    firsts = [promised.get(uid, finish) for uid, _, _, finish, *_ in found]
    slips = working_days([finish_date_of(f) for f in firsts], [finish_date_of(v[3]) for v in found])
    return [_line(v, promised.get(v[0]), slip) for v, slip in zip(found, slips, strict=True)]


def _line(values: Any, promised: int | None, slip: int) -> Line:
    uid, wbs, name, finish, percent, critical = values
    first = None if promised is None else finish_date_of(promised)
    due = finish if promised is None else promised
    known = None if first is None else slip
    return Line(uid, wbs, name, finish_date_of(finish), due, first, known, percent or 0.0, critical)


def promises(plan: Plan, uids: Iterable[str] | None = None, until: date | None = None) -> dict[str, int]:
    """Return the promised finish, in ticks, of a plan's rows by its newest baseline, up to a day if one is given."""
    known = Baseline.objects.filter(plan=plan)
    known = known if until is None else known.filter(created_at__date__lte=until)
    newest = known.order_by("-number").values("pk")[:1]
    rows = BaselineActivity.objects.filter(baseline__in=newest, finish__isnull=False)
    rows = rows if uids is None else rows.filter(uid__in=list(uids))
    return {uid: finish for uid, finish in rows.values_list("uid", "finish") if finish is not None}


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody in the project today; one line a person with all their roles."""

    name: str
    roles: tuple[str, ...]
    team: str


def team_of(project: Project) -> list[Teammate]:
    """Return who is in a project today, the project manager first."""
    held = ProjectMember.objects.filter(held_on(today()), project=project).select_related("person", "team")
    order = list(Role)
    by_person: dict[int, list[ProjectMember]] = {}
    for member in sorted(held, key=lambda m: (m.role != Role.PROJECT_MANAGER, order.index(Role(m.role)), m.pk)):
        by_person.setdefault(member.person_id, []).append(member)
    return [
        Teammate(
            spoken(mine[0].person),
            tuple(str(m.get_role_display()) for m in mine),
            " / ".join(dict.fromkeys(spoken(m.team) for m in mine if m.team)),
        )
        for mine in by_person.values()
    ]
