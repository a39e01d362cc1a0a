"""Who manages on a day: who is asked for the hours of management, and for which projects they count."""

from datetime import date
from typing import NamedTuple

from kaname.domains.people.enums import Role
from kaname.domains.people.models import Person, RoleHolding
from kaname.domains.people.rules import held_on
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import ProjectMember
from kaname.domains.schedule.models import ManagementEffort, ReportingRound
from kaname.domains.schedule.rules import PMO


class Managing(NamedTuple):
    """A person's part: as a project manager, else as the PMO; the running projects that they manage."""

    manager: bool
    projects: list[int]


def managing(person: Person | None, day: date) -> Managing | None:
    """Return what a person manages on a day; None for who is not asked. Two queries."""
    if person is None:
        return None
    roles = [Role.PROJECT_MANAGER, *PMO]
    held = ProjectMember.objects.filter(
        held_on(day), person=person, role__in=roles, project__status__in=RUNNING
    ).values_list("role", "project_id")
    rows = list(held)
    if rows:
        return Managing(any(role == Role.PROJECT_MANAGER for role, _ in rows), sorted({key for _, key in rows}))
    if RoleHolding.objects.filter(held_on(day), person=person, role__in=PMO).exists():
        return Managing(False, [])
    return None


def effort_of(person: Person, round_: ReportingRound) -> ManagementEffort | None:
    """Return what a person has answered in a round."""
    return ManagementEffort.objects.filter(round=round_, person=person).first()
