"""Reads of project."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Employer, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Charter, Deliverable, Project, ProjectMember, Team


def visible_project(user: Any, code: str, subject: Subject = Subject.PROJECT) -> Project:
    """Return a project in which the user may read the subject; DoesNotExist where there is none or it is hidden."""
    return Project.objects.visible_to(user, subject).get(code=code)


def schedules_seen_by(user: Any) -> dict[int, str]:
    """Return number and code of each project of whose schedule a user may read something: others are not named."""
    return dict(Project.objects.visible_to(user, Subject.SCHEDULE).values_list("pk", "code"))


def project_manager(project: Project) -> Person | None:
    """Return the one accountable project manager today."""
    held = ProjectMember.objects.filter(held_on(today()), project=project, role=Role.PROJECT_MANAGER)
    found = held.select_related("person").order_by("-valid_from").first()
    return found.person if found else None


def people_visible_to(user: Any) -> QuerySet[Person]:
    """Return the people a user may see by name: own people see everybody; outsiders see who shares a project."""
    person = Person.objects.filter(user_id=getattr(user, "pk", None) or -1).first()
    if person is None:
        return Person.objects.none()
    if person.employer == Employer.OWN:
        return Person.objects.all()
    shared = ProjectMember.objects.filter(held_on(today()), project__in=Project.objects.visible_to(user))
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=shared.values("person")))


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is in a project today, who comes, who was; ``managers`` newest first, with their hand-overs."""

    now: list[ProjectMember]
    coming: list[ProjectMember]
    gone: list[ProjectMember]
    managers: list[ProjectMember]


def members_of(project: Project) -> Membership:
    """Return everybody who has, will have or had a role in a project; one query."""
    day = today()
    order = F("team__code").asc(nulls_last=True)
    rows = list(
        project.members.select_related("person__unit", "person__company", "team").order_by(order, "role", "valid_from")
    )
    gone = [row for row in rows if row.valid_to is not None and row.valid_to < day]
    coming = [row for row in rows if row.valid_from > day]
    now = [row for row in rows if row not in gone and row not in coming]
    managers = [row for row in reversed(rows) if row.role == Role.PROJECT_MANAGER]
    return Membership(now, coming, gone, sorted(managers, key=lambda row: row.valid_from, reverse=True))


@dataclass(frozen=True, slots=True)
class Placed:
    """A team in its tree: how deep it stands, from 0, and those directly below it."""

    team: Team
    depth: int
    children: tuple[int, ...]


def team_tree(project: Project, day: date | None = None) -> list[Placed]:
    """Return the teams of a project on a day, each above those below it, side by side by code; one query.

    A team whose upper team is over by then stands at the top.
    """
    teams = list(Team.objects.filter(held_on(day or today()), project=project).order_by("code"))
    known = {team.pk for team in teams}
    below: dict[int | None, list[Team]] = {}
    for team in teams:
        below.setdefault(team.parent_id if team.parent_id in known else None, []).append(team)

    def placed(above: int | None, depth: int) -> Iterator[Placed]:
        for team in below.get(above, ()):
            yield Placed(team, depth, tuple(child.pk for child in below.get(team.pk, ())))
            yield from placed(team.pk, depth + 1)

    return list(placed(None, 0))


def charter_of(project: Project, edition: int | None = None) -> Charter | None:
    """Return an edition of the charter, or the newest; None where there is none."""
    found = project.charters.select_related("approved_by")
    return (found if edition is None else found.filter(edition=edition)).order_by("-edition").first()


def deliverables_visible_to(user: Any) -> QuerySet[Deliverable]:
    """Return the deliverables a user may see: all where they read the plan; where only a part of it, their own."""
    whole = Project.objects.visible_to(user, Subject.SCHEDULE, Level.READ)
    part = Project.objects.visible_to(user, Subject.SCHEDULE)
    own = Q(owner__user=user) | Q(reviewer__user=user)
    return Deliverable.objects.filter(Q(project__in=whole) | Q(own, project__in=part))


def deliverables_of(user: Any, project: Project) -> QuerySet[Deliverable]:
    """Return a project's deliverables as a user may see them, with their people."""
    rows = deliverables_visible_to(user).filter(project=project)
    return rows.select_related("phase", "owner", "reviewer").order_by("code")
