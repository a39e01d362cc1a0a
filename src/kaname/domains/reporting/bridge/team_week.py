"""A team's week (specification 2.8): what is late or due, who does it, what others wait for from us, we from them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.instants import TICKS_A_DAY, date_of, finish_date_of, ticks_of_date
from kaname.domains.core.names import chosen, spoken
from kaname.domains.core.queries import today
from kaname.domains.project.models import Project, Team
from kaname.domains.project.queries import schedules_seen_by
from kaname.domains.project.rules.teams import below_of
from kaname.domains.reporting.bridge.team_facts import Row
from kaname.domains.reporting.bridge.teams import RollUp
from kaname.domains.reporting.queries.cockpit import week_of
from kaname.domains.schedule.models import Activity, Assignment, Relation

MOST = 30
"""Rows of a list; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Work:
    """An activity of the team: when it ends and should have, who does it, whether it is late already."""

    pk: int
    wbs: str
    name: str
    finish: date | None
    promised: date | None
    percent: float
    critical: bool
    late: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """One activity waits for another of another team: ``gives`` ends on ``ready``, ``takes`` begins on ``needed``."""

    gives: str
    takes: str
    who: str
    ready: date | None
    needed: date | None
    critical: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Week:
    """What a team's week looks like. ``more``: how many rows are left out of ``work``."""

    work: list[Work]
    more: int
    from_us: list[Wait]
    from_them: list[Wait]
    first: date
    last: date


def week_of_team(user: Any, project: Project, team: Team, found: RollUp) -> Week:
    """Return the week of a team with all below it: late rows and those that end until Sunday. Four queries."""
    first, last = week_of(today())
    teams = {line.team.pk: line.team for line in found.lines if line.team is not None}
    ours = {team.pk, *below_of(teams.values())[team.pk]}
    rows = {row.pk: row for row in found.rows}
    mine = [row for row in found.rows if row.counted and found.of_row.get(row.pk) in ours]
    until = ticks_of_date(last) + TICKS_A_DAY
    due = [row for row in mine if row.open and row.finish is not None and (row.late(found.day) or row.finish <= until)]
    due.sort(key=lambda row: (row.due or 0, row.finish or 0))
    people = _people(row.pk for row in due[:MOST])
    work = [_work(row, found.day, people.get(row.pk, ())) for row in due[:MOST]]
    inside = {row.pk for row in mine}
    from_us, from_them = _waits(user, project, found, rows, inside, teams)
    return Week(work, max(len(due) - MOST, 0), from_us, from_them, first, last)


def _work(row: Row, day: float, people: Iterable[str]) -> Work:
    return Work(
        row.pk,
        row.wbs,
        row.name,
        None if row.finish is None else finish_date_of(row.finish),
        finish_date_of(row.ends) if row.promised and row.ends is not None else None,
        row.percent or 0.0,
        row.critical,
        row.late(day),
        tuple(people),
    )


def _people(rows: Iterable[int]) -> dict[int, list[str]]:
    """Return by activity who works on it, by name."""
    pairs = Assignment.objects.filter(activity__in=list(rows)).select_related("resource__person").order_by("id")
    found: dict[int, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair.resource is not None:
            found[pair.activity_id].append(spoken(pair.resource.person) or pair.resource.name)
    return found


def _waits(
    user: Any,
    project: Project,
    found: RollUp,
    rows: Mapping[int, Row],
    inside: Container[int],
    teams: Mapping[int, Team],
) -> tuple[list[Wait], list[Wait]]:
    """Return what others wait for from these rows, and what these rows wait for, the soonest needed first.

    Only what is not finished counts on the giving side and what has not begun on the taking one. Another project is
    named where the reader may read its plan, and left out where not.
    """
    pairs = list(Relation.objects.filter(plan__project=project).values_list("predecessor_id", "successor_id"))
    pairs += Relation.objects.filter(predecessor__plan__project=project, crosses=True).values_list(
        "predecessor_id", "successor_id"
    )
    crossing = [(one, other) for one, other in pairs if (one in inside) != (other in inside)]
    strangers = {pk for pair in crossing for pk in pair if pk not in rows}
    elsewhere = _elsewhere(user, strangers) if strangers else {}
    from_us: list[Wait] = []
    from_them: list[Wait] = []
    for one, other in crossing:
        gives, takes = rows.get(one), rows.get(other)
        far = elsewhere.get(one if gives is None else other) if gives is None or takes is None else None
        if (gives is None or takes is None) and far is None:
            continue
        before, after = gives or far[0], takes or far[0]  # type: ignore[index] # one of them is there
        if not before.active or not after.active or before.done or _begun(after):
            continue
        whose = teams.get(found.of_row.get(one if other in inside else other, 0))
        who = far[1] if far is not None else spoken(whose)
        ready = None if before.finish is None else finish_date_of(before.finish)
        needed = None if after.start is None else date_of(after.start)
        wait = Wait(
            f"{before.wbs} {before.name}".strip(), f"{after.wbs} {after.name}".strip(), who, ready, needed,
            before.critical and after.critical, before.late(found.day),
        )  # fmt: skip
        (from_us if one in inside else from_them).append(wait)
    return sorted(from_us, key=_soonest)[:MOST], sorted(from_them, key=_soonest)[:MOST]


def _soonest(wait: Wait) -> tuple[date, date]:
    return wait.needed or date.max, wait.ready or date.max


def _begun(row: Row) -> bool:
    return row.done or (row.percent or 0.0) > 0


def _elsewhere(user: Any, keys: Iterable[int]) -> dict[int, tuple[Row, str]]:
    """Return the rows of other plans that the reader may see, with the code of their project."""
    seen = schedules_seen_by(user)
    found = {}
    for a in Activity.objects.filter(pk__in=list(keys), plan__project__in=seen).select_related("plan"):
        row = Row(
            a.pk, a.parent_id, a.wbs, a.uid, chosen(a.name, a.name_en), a.kind, a.active, a.duration,
            a.percent_complete, a.actual_finish, a.start, a.finish, a.deadline, a.critical,
        )  # fmt: skip
        found[a.pk] = (row, seen[a.plan.project_id])
    return found
