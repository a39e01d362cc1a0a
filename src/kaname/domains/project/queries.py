"""Reads of project."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.people.enums import Employer, Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import held_on
from kaname.domains.project.models import Charter, Deliverable, Project, ProjectMember


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
class Team:
    """Who is in a project today, who comes, who was; ``managers`` newest first, with their hand-overs."""

    now: list[ProjectMember]
    coming: list[ProjectMember]
    gone: list[ProjectMember]
    managers: list[ProjectMember]


def team_of(project: Project) -> Team:
    """Return everybody who has, will have or had a role in a project; one query."""
    day = today()
    rows = list(
        project.members.select_related("person__unit", "person__company").order_by("team", "role", "valid_from")
    )
    gone = [row for row in rows if row.valid_to is not None and row.valid_to < day]
    coming = [row for row in rows if row.valid_from > day]
    now = [row for row in rows if row not in gone and row not in coming]
    managers = [row for row in reversed(rows) if row.role == Role.PROJECT_MANAGER]
    return Team(now, coming, gone, sorted(managers, key=lambda row: row.valid_from, reverse=True))


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
