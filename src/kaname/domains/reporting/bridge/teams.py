"""What teams of a project stand for, each with all below it: progress, dates, money, people's load (mission row S36).

Every activity belongs to the nearest branch above it that a team answers for, so to one team or to none; what hangs on
rows goes with them. A team's own and its sub-teams' add up to the team; all of them and the rows outside any team to
the project. Counts of things that may hang on several rows (a decision, a person) are counted once in every sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kaname.domains.control.enums import UNSETTLED_SUPPORT, DecisionState
from kaname.domains.control.models import Decision, SupportRequest
from kaname.domains.core.instants import TICKS_A_MINUTE, date_of
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Project, ProjectMember, Team
from kaname.domains.project.queries import Placed, team_tree
from kaname.domains.project.rules import can
from kaname.domains.reporting.bridge.team_facts import Facts, Row, facts_of_plan, rows_of_plan, teams_of_rows
from kaname.domains.reporting.bridge.team_money import OUTSIDE, money_of
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.queries.load import everybody, load

WEEKS = 4
"""How far ahead load is compared with capacity."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of some people in the weeks ahead: available, and booked in whatever project."""

    available: float
    booked: float

    @property
    def share(self) -> float | None:
        """Percent of what is available that is booked."""
        return self.booked / self.available * 100 if self.available else None


@dataclass(slots=True)
class Line:
    """A team, or what is outside any (``team`` None): its own facts, and with all below it."""

    team: Team | None
    depth: int
    own: Facts
    whole: Facts
    leaders: tuple[ProjectMember, ...] = ()
    children: tuple[int, ...] = ()
    hours: Hours | None = None


@dataclass(slots=True)
class RollUp:
    """A project by its teams. ``lines`` in the order of the tree, then what is outside; ``total``: the project.

    ``paid``: the report date of the money, None where the reader may not read it or there is none. ``plan`` False: the
    reader may not read the plan, and nothing but people is known. ``of_row``: the team of each row of the plan.
    """

    lines: list[Line]
    total: Facts
    plan: bool
    paid: date | None
    asked: bool
    helped: bool
    loaded: bool
    of_row: dict[int, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    day: float = 4800.0
    status: date | None = None

    def percent(self, facts: Facts) -> float | None:
        """Return how much is done, in percent: weighted by yen where money is known, else by planned working time."""
        if self.paid is None:
            return facts.percent_of_time
        return facts.yen.ev / facts.yen.bac * 100 if facts.yen.bac else None

    def planned(self, facts: Facts) -> float | None:
        """Return how much should be done by the report date, with the same weight."""
        if self.paid is None:
            return facts.planned_of_time
        return facts.yen.pv / facts.yen.bac * 100 if facts.yen.bac else None

    def knows(self, team: int) -> bool:
        """Return whether a team is there today."""
        return any(line.team is not None and line.team.pk == team for line in self.lines)

    def at(self, team: int) -> Line:
        """Return a team's line, by the team's number."""
        return next(line for line in self.lines if line.team is not None and line.team.pk == team)

    @property
    def outside(self) -> Line:
        """What no team answers for."""
        return self.lines[-1]


def roll_up(user: Any, project: Project) -> RollUp:
    """Return a project by its teams as a reader may see it. A constant number of queries; O(activities)."""
    tree = team_tree(project)
    sees = can(user, project, Subject.SCHEDULE, Level.READ)
    plan = Plan.objects.filter(project=project).first() if sees else None
    rows = rows_of_plan(plan) if plan is not None else []
    of_row = teams_of_rows(rows, tree)
    day = (project.minutes_per_day or 480) * TICKS_A_MINUTE
    facts = facts_of_plan(project, plan, rows, of_row, day) if plan is not None else {}
    found = RollUp(
        [],
        Facts(),
        sees,
        None,
        can(user, project, Subject.DECISION, Level.READ),
        can(user, project, Subject.SUPPORT, Level.READ),
        can(user, project, Subject.RESOURCE, Level.READ) and bool(tree),
        of_row,
        rows,
        day,
        date_of(plan.status_date - 1) if plan is not None and plan.status_date else None,
    )
    members = list(
        ProjectMember.objects.filter(held_on(today()), project=project).select_related("person").order_by("valid_from")
    )
    _hang(facts, _of_people(members))
    if found.asked:
        _hang(facts, _of_decisions(user, project, of_row))
    if found.helped:
        _hang(facts, _of_requests(user, project, members))
    if sees and can(user, project, Subject.COST, Level.READ):
        found.paid = _pay(facts, project, rows, of_row, tree)
    _add_up(found, tree, facts, members)
    if found.loaded:
        _load(user, found)
    return found


def _hang(facts: dict[int, Facts], more: Mapping[int, Facts]) -> None:
    for key, value in more.items():
        facts[key] = facts.get(key, Facts()) + value


def _of_people(members: Iterable[ProjectMember]) -> dict[int, Facts]:
    held: dict[int, set[int]] = defaultdict(set)
    for member in members:
        held[member.team_id or OUTSIDE].add(member.person_id)
    return {key: Facts(people=frozenset(people)) for key, people in held.items()}


def _of_decisions(user: Any, project: Project, of_row: Mapping[int, int]) -> dict[int, Facts]:
    """Return by team the questions that its rows wait for; what holds up no row is outside."""
    asked = Decision.objects.visible_to(user).filter(project=project, state=DecisionState.RAISED)
    held: dict[int, set[int]] = defaultdict(set)
    for key, row in asked.order_by().values_list("pk", "blocked"):
        held[of_row.get(row, OUTSIDE)].add(key)
    return {key: Facts(decisions=frozenset(found)) for key, found in held.items()}


def _of_requests(user: Any, project: Project, members: Iterable[ProjectMember]) -> dict[int, Facts]:
    """Return by team the support that its people asked for and that is not over; of others, outside."""
    teams: dict[int | None, set[int]] = defaultdict(set)
    for member in members:
        if member.team_id is not None:
            teams[member.person.user_id].add(member.team_id)
    rows: QuerySet[SupportRequest] = SupportRequest.objects.visible_to(user)
    rows = rows.filter(project=project, state__in=UNSETTLED_SUPPORT)
    held: dict[int, set[int]] = defaultdict(set)
    for key, asker in rows.order_by().values_list("pk", "created_by"):
        for team in (teams.get(asker) if asker is not None else None) or {OUTSIDE}:
            held[team].add(key)
    return {key: Facts(requests=frozenset(found)) for key, found in held.items()}


def _pay(
    facts: dict[int, Facts], project: Project, rows: Iterable[Row], of_row: Mapping[int, int], tree: Iterable[Placed]
) -> date | None:
    """Put the money of the last report date into the facts, and return that date."""
    by_uid = {row.uid: of_row.get(row.pk, OUTSIDE) for row in rows}
    by_wbs = {row.wbs: of_row.get(row.pk, OUTSIDE) for row in rows}
    known = {placed.team.pk for placed in tree} | {OUTSIDE}
    found = money_of(project, today(), by_uid, lambda branch: by_wbs.get(branch, OUTSIDE))
    if found is None:
        return None
    for key, yen in found[1].items():
        _hang(facts, {key if key in known else OUTSIDE: Facts(yen=yen)})
    return found[0]


def _add_up(found: RollUp, tree: list[Placed], facts: Mapping[int, Facts], members: list[ProjectMember]) -> None:
    whole: dict[int, Facts] = {}
    for placed in reversed(tree):  # those below come first
        own = facts.get(placed.team.pk, Facts())
        whole[placed.team.pk] = sum((whole[child] for child in placed.children), own)
    leaders: dict[int | None, list[ProjectMember]] = defaultdict(list)
    for member in members:
        if member.role == Role.TEAM_LEADER:
            leaders[member.team_id].append(member)
    for placed in tree:
        key = placed.team.pk
        own, led = facts.get(key, Facts()), tuple(leaders[key])
        found.lines.append(Line(placed.team, placed.depth, own, whole[key], led, placed.children))
    known = {placed.team.pk for placed in tree}
    outside = sum((value for key, value in facts.items() if key not in known), Facts())
    found.lines.append(Line(None, 0, outside, outside))
    found.total = sum((line.whole for line in found.lines if line.depth == 0), Facts())


def _load(user: Any, found: RollUp) -> None:
    """Put into the lines the hours of their people in the weeks ahead: a person counts once in every line."""
    people = frozenset().union(*(line.whole.people for line in found.lines if line.team is not None))
    ahead = load(user, today(), WEEKS, everybody(user).filter(person__in=people))
    hours = {
        row.resource.person_id: (float(row.available.sum()), float(row.booked.sum()))
        for row in ahead.rows
        if row.resource.person_id
    }
    for line in found.lines:
        if line.team is not None:
            mine = [hours[person] for person in line.whole.people if person in hours]
            line.hours = Hours(sum(a for a, _b in mine), sum(b for _a, b in mine)) if mine else None
