"""Projects, members and their parts for tests, written straight into the tables."""

from datetime import date
from itertools import count

from factories.people import LONG_AGO, make_person, make_user
from kaname.domains.people.enums import COMPANY_ROLES, Role
from kaname.domains.people.models import Person, User
from kaname.domains.project.models import (
    Charter,
    Deliverable,
    Objective,
    Phase,
    Project,
    ProjectMember,
    Stakeholder,
)

_numbers = count(1)


def make_project(manager: Person | None = None, code: str | None = None, **values) -> Project:
    """A project with its project manager (made if none is given)."""
    n = next(_numbers)
    project = Project.objects.create(**{"code": code or f"PJ{n:03}", "name": f"見本計画{n}"} | values)
    make_member(project, manager or make_person(), Role.PROJECT_MANAGER)
    return project


def make_member(project: Project, person: Person, role: Role, valid_from: date = LONG_AGO, **values) -> ProjectMember:
    return ProjectMember.objects.create(project=project, person=person, role=role, valid_from=valid_from, **values)


def make_user_of(project: Project, role: Role, **values) -> User:
    """An account with a role: in the project, or for the whole company where the role is held so."""
    if role in COMPANY_ROLES:
        return make_user(role, **values)
    person = make_person()
    if role == Role.PROJECT_MANAGER:
        project.members.filter(role=role).delete()
    make_member(project, person, role)
    return make_user(person=person, **values)


def make_charter(project: Project, **values) -> Charter:
    charter = Charter.objects.create(**{"project": project, "background": "老朽化"} | values)
    Objective.objects.create(charter=charter, text="処理時間の短縮", measure="平均処理日数", target="3日")
    return charter


def make_phase(project: Project, **values) -> Phase:
    n = next(_numbers)
    return Phase.objects.create(**{"project": project, "code": f"F{n}", "name": f"工程{n}", "order": n} | values)


def make_stakeholder(project: Project, **values) -> Stakeholder:
    return Stakeholder.objects.create(**{"project": project, "name": f"関係者{next(_numbers)}"} | values)


def make_deliverable(project: Project, **values) -> Deliverable:
    n = next(_numbers)
    return Deliverable.objects.create(**{"project": project, "code": f"D{n:03}", "name": f"成果物{n}"} | values)
