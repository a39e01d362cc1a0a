"""What leading a team gives: the plan's branches of it and of the teams below, and its people's administration.

The matrix gives a team leader the schedule; specification 2.8 and 2.13 limit it to the sub-tree. Mission row S36: who
leads a team administers it and what stands below, and nothing beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.rules import NotAllowed, held_on
from kaname.domains.project.models import Project, ProjectMember, Team
from kaname.domains.project.rules import can, level_in, roles_in

DELEGATED = (Role.MEMBER, Role.TEAM_LEADER)
"""The roles that a team's leader may give: a member's in every team of theirs, a leader's in those below."""


@dataclass(frozen=True, slots=True)
class Leading:
    """What a user leads in a project today. ``teams``: those led and all below; ``below``: those that stand under one
    that is led; ``branches``: WBS codes of all of them, "" where the whole plan.
    """

    teams: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    branches: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the whole plan is theirs."""
        return "" in self.branches


NOTHING = Leading()


def below_of(teams: Iterable[Team]) -> dict[int, frozenset[int]]:
    """Return for each of some teams the numbers of those below it, at any depth. O(teams x depth)."""
    above = {team.pk: team.parent_id for team in teams}
    found: dict[int, set[int]] = {key: set() for key in above}
    for key, upper in above.items():
        at, seen = upper, {key}
        while at is not None and at not in seen:
            found.setdefault(at, set()).add(key)
            seen.add(at)
            at = above.get(at)
    return {key: frozenset(below) for key, below in found.items()}


def leading(user: Any, project: Project) -> Leading:
    """Return what a user leads in a project; at most two queries, then kept on the user for the request.

    A leader without a team leads the whole plan, and administers nobody.
    """
    if Role.TEAM_LEADER not in roles_in(user, project):
        return NOTHING
    kept = user.__dict__.setdefault("_leading", {})
    if project.pk not in kept:
        kept[project.pk] = _leading(user, project)
    found: Leading = kept[project.pk]
    return found


def _leading(user: Any, project: Project) -> Leading:
    return everything_led(user, project).get(project.pk, NOTHING)


def forget_leading(user: Any, project: Project) -> None:
    """Forget what was kept of a user's lead in a project: its teams have changed within the request."""
    if user is not None:
        user.__dict__.get("_leading", {}).pop(project.pk, None)


def everything_led(user: Any, project: Project | None = None) -> dict[int, Leading]:
    """Return what a user leads today by project: in all of them, or in one; at most two queries."""
    held = ProjectMember.objects.filter(held_on(today()), person__user=user, role=Role.TEAM_LEADER)
    held = held if project is None else held.filter(project=project)
    led: dict[int, set[int | None]] = {}
    for key, team in held.values_list("project", "team"):
        led.setdefault(key, set()).add(team)
    some = [key for key, teams in led.items() if teams != {None}]
    now = list(Team.objects.filter(held_on(today()), project__in=some)) if some else []
    return {key: _led(teams, {t.pk: t for t in now if t.project_id == key}) for key, teams in led.items()}


def _led(led: set[int | None], now: dict[int, Team]) -> Leading:
    """Return what leading some teams comes to; None: the lead without a team. ``now``: the project's teams of today."""
    under = below_of(now.values())
    own = [key for key in now if key in led]
    below = frozenset().union(*(under[key] for key in own)) & now.keys()
    branches = [code for key in {*own, *below} for code in now[key].branches]
    return Leading(frozenset(own) | below, below, tuple(dict.fromkeys(branches + ([""] if None in led else []))))


def may_edit_whole_plan(user: Any, project: Project) -> bool:
    """Return whether a user may edit all of a project's plan: by another role than a leader's, or as its leader."""
    others = level_in(user, project, Subject.SCHEDULE, frozenset({Role.TEAM_LEADER}))
    return others >= Level.EDIT or leading(user, project).whole


def administers(user: Any, project: Project) -> bool:
    """Return whether a user may write something about a project's members and teams."""
    return can(user, project, Subject.PROJECT, Level.EDIT) or bool(leading(user, project).teams)


def can_staff(user: Any, project: Project, team: Team | None, role: str) -> bool:
    """Return whether a user may give, change or end a role in a team: who edits the project may everything; a leader
    members of their teams, and leaders of those below.
    """
    if can(user, project, Subject.PROJECT, Level.EDIT):
        return True
    if team is None or role not in DELEGATED:
        return False
    mine = leading(user, project)
    return team.pk in (mine.below if role == Role.TEAM_LEADER else mine.teams)


def can_found(user: Any, project: Project, above: Team | None) -> bool:
    """Return whether a user may found a team below another one."""
    if can(user, project, Subject.PROJECT, Level.EDIT):
        return True
    return above is not None and above.pk in leading(user, project).teams


def can_change_team(user: Any, team: Team) -> bool:
    """Return whether a user may change or dissolve a team: a leader those below their own, never their own."""
    if can(user, team.project, Subject.PROJECT, Level.EDIT):
        return True
    return team.pk in leading(user, team.project).below


def check_staff(by: Any, project: Project, team: Team | None, role: str) -> None:
    """Raise NotAllowed unless the writer may; the system itself (None) may."""
    if by is not None and not can_staff(by, project, team, role):
        raise NotAllowed(Subject.PROJECT, Level.EDIT)


def check_found(by: Any, project: Project, above: Team | None) -> None:
    """Raise NotAllowed unless the writer may found a team there; the system itself (None) may."""
    if by is not None and not can_found(by, project, above):
        raise NotAllowed(Subject.PROJECT, Level.EDIT)


def check_change_team(by: Any, team: Team) -> None:
    """Raise NotAllowed unless the writer may change a team; the system itself (None) may."""
    if by is not None and not can_change_team(by, team):
        raise NotAllowed(Subject.PROJECT, Level.EDIT)
