"""Projects, members and their parts for tests, written straight into the tables."""

from datetime import date
from itertools import count

from factories.people import LONG_AGO, make_person, make_user
from kaname.domains.people.enums import COMPANY_ROLES, Role
from kaname.domains.people.models import Person, User
from kaname.domains.project.models import (
    Charter,
    Closing,
    Deliverable,
    Objective,
    Phase,
    Project,
    ProjectMember,
    Stakeholder,
    Team,
)

_numbers = count(1001)  # a test that names its own project PJ024 meets none of these


def make_project(manager: Person | None = None, code: str | None = None, **values) -> Project:
    """A project with its project manager (made if none is given)."""
    n = next(_numbers)
    project = Project.objects.create(**{"code": code or f"PJ{n:03}", "name": f"見本計画{n}"} | values)
    make_member(project, manager or make_person(), Role.PROJECT_MANAGER)
    return project


def make_member(project: Project, person: Person, role: Role, valid_from: date = LONG_AGO, **values) -> ProjectMember:
    return ProjectMember.objects.create(project=project, person=person, role=role, valid_from=valid_from, **values)


def make_team(project: Project, code: str = "", wbs: str = "", parent: Team | None = None, **values) -> Team:
    """A team that has been there all the time."""
    n = next(_numbers)
    return Team.objects.create(
        **{"project": project, "code": code or f"T{n}", "name": f"班{n}", "wbs": wbs, "parent": parent}
        | {"valid_from": LONG_AGO} | values
    )  # fmt: skip


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


def make_closing(project: Project, state: str = "accepted", results: str = "稼働", **facts) -> Closing:
    """A closed project, within its tolerances unless facts say otherwise."""
    texts = {"finished_on": date(2026, 11, 20), "results": results, "lessons": results}
    if state == "draft":
        return Closing.objects.create(project=project, **texts)
    good = {"late_days": 0, "budget": 100, "spent": 100, "deliverables": 1, "accepted": 1, "finish": "2026-11-20"}
    person, at = make_person(), "2026-11-20T00:00Z"
    status = "closing" if state == "submitted" else "completed"
    Project.objects.filter(pk=project.pk).update(status=status)
    return Closing.objects.create(
        project=project, state=state, facts=good | facts, submitted_by=person, submitted_at=at,
        answered_by=make_person(), answered_at=at, **texts,
    )  # fmt: skip


def make_phase(project: Project, **values) -> Phase:
    n = next(_numbers)
    return Phase.objects.create(**{"project": project, "code": f"F{n}", "name": f"工程{n}", "order": n} | values)


def make_stakeholder(project: Project, **values) -> Stakeholder:
    return Stakeholder.objects.create(**{"project": project, "name": f"関係者{next(_numbers)}"} | values)


def make_deliverable(project: Project, **values) -> Deliverable:
    n = next(_numbers)
    return Deliverable.objects.create(**{"project": project, "code": f"D{n:03}", "name": f"成果物{n}"} | values)
