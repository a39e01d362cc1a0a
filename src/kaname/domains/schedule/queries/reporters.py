"""Who must report: people assigned to open work that runs up to a status date; else the team leader, else the PM.

The same few queries for one plan and for 200.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import held_on
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import ProjectMember, Team
from kaname.domains.project.models.team import inside
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Assignment, Plan

NOT_ASKED = (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)
_ANSWERING = (Role.TEAM_LEADER, Role.PROJECT_MANAGER)


@dataclass(slots=True)
class Asked:
    """What one person is asked about in one plan, and why: assigned, leader or manager."""

    reason: str
    uids: list[str] = field(default_factory=list)


class _Row(NamedTuple):
    pk: int
    uid: str
    plan: int
    wbs: str


def running_plans() -> QuerySet[Plan]:
    """Return the plans of running projects: those that a round collects."""
    return Plan.objects.filter(project__status__in=RUNNING).select_related("project").order_by("project__code")


def due_for_report(as_of: date, plans: Iterable[int] | QuerySet[Plan]) -> QuerySet[Activity]:
    """Return the open activities that have begun or should have begun by the evening of a day."""
    unfinished = Q(percent_complete=None) | Q(percent_complete__lt=100)
    rows = Activity.objects.filter(unfinished, plan__in=plans, active=True, actual_finish=None)
    return rows.filter(start__lt=ticks_of_date(as_of) + TICKS_A_DAY).exclude(kind__in=NOT_ASKED)


def reporters(as_of: date, plans: QuerySet[Plan]) -> dict[tuple[int, int], Asked]:
    """Return by plan and person what is asked of whom. Three queries, four where teams are led."""
    due = due_for_report(as_of, plans)
    rows = [_Row(*row) for row in due.order_by("plan", "position").values_list("pk", "uid", "plan_id", "wbs")]
    here = Q(resource__person__left_on=None) | Q(resource__person__left_on__gte=as_of)
    pairs = Assignment.objects.filter(here, activity__in=due.values("pk"), resource__person__isnull=False)
    assigned: dict[int, list[int]] = defaultdict(list)
    for activity, person in pairs.order_by("id").values_list("activity_id", "resource__person_id"):
        assigned[activity].append(person)
    answering = _Answering(as_of, plans)
    found: dict[tuple[int, int], Asked] = {}
    for row in rows:
        people = [(person, "assigned") for person in dict.fromkeys(assigned.get(row.pk, ()))]
        for person, reason in people or answering.of(row):
            found.setdefault((row.plan, person), Asked(reason)).uids.append(row.uid)
    return found


class _Answering:
    """Who answers for work that nobody is assigned to."""

    def __init__(self, day: date, plans: QuerySet[Plan]) -> None:
        """Read the leaders and managers of some plans on a day. A leader answers for the team and for those below it
        that have no leader of their own.
        """
        held = ProjectMember.objects.filter(held_on(day), project__plan__in=plans, role__in=_ANSWERING)
        self.leaders: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        self.managers: dict[int, int] = {}
        led: list[tuple[int, int, int]] = []
        for plan, role, team, person in held.order_by("id").values_list("project__plan", "role", "team", "person_id"):
            if role == Role.PROJECT_MANAGER:
                self.managers[plan] = person
            elif team is not None:
                led.append((plan, team, person))
        teams = {t.pk: t for t in Team.objects.filter(held_on(day), project__plan__in=plans)} if led else {}
        for plan, number, person in led:
            for distance, below in _downwards(number, teams):
                self.leaders[plan] += [(branch, -distance, person) for branch in below.branches if branch]

    def of(self, row: _Row) -> list[tuple[int, str]]:
        """Return the leader of the narrowest branch that a row lies in, else the project manager; or nobody."""
        here = [(len(b), near, p) for b, near, p in self.leaders.get(row.plan, ()) if inside(row.wbs, b)]
        if here:
            return [(max(here)[2], "leader")]
        manager = self.managers.get(row.plan)
        return [] if manager is None else [(manager, "manager")]


def _downwards(number: int, teams: Mapping[int, Team]) -> Iterator[tuple[int, Team]]:
    """Yield a team that is there, and all below it, each with how far below."""
    below: dict[int | None, list[Team]] = defaultdict(list)
    for team in teams.values():
        below[team.parent_id].append(team)
    level = [teams[number]] if number in teams else []
    distance = 0
    while level and distance <= len(teams):
        yield from ((distance, team) for team in level)
        level, distance = [child for team in level for child in below[team.pk]], distance + 1
