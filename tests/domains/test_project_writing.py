"""Writing projects: head, members and hand-over, charter, phases, stakeholders, deliverables."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from factories.people import make_company, make_person, make_user
from factories.project import make_charter, make_project, make_team, make_user_of
from kaname.domains.core.models import AuditEvent
from kaname.domains.core.queries import broken_links
from kaname.domains.core.rules import Conflict
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed
from kaname.domains.project.actions import (
    charters,
    deliverables,
    members,
    objectives,
    phases,
    projects,
    stakeholders,
)
from kaname.domains.project.enums import CharterStatus
from kaname.domains.project.models import Project, ProjectMember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared with the sentences that stand in the code."""
    with translation.override("en"):
        yield


RECORD = {"issues": "課題3件", "risks": "なし", "decisions": "版の選定"}


@pytest.fixture(autouse=True)
def company():
    return make_company()


def managers_on(project: Project, day: date) -> int:
    held = project.members.filter(role=Role.PROJECT_MANAGER, valid_from__lte=day)
    return held.exclude(valid_to__lt=day).count()


def test_a_project_begins_with_one_manager_and_the_companys_units():
    manager, by = make_person(), make_user(Role.PMO_MANAGER)
    project = projects.create(code="PJ100", name="基幹更改", manager=manager, started_on=date(2026, 9, 1), by=by)
    assert (project.minutes_per_day, project.days_per_month) == (480, 20)
    assert list(project.members.values_list("person", "role", "valid_from", "valid_to")) == [
        (manager.pk, "project_manager", date(2026, 9, 1), None)
    ]
    assert [e.verb for e in AuditEvent.objects.order_by("sequence")] == ["project.create", "member.assign"]
    assert list(broken_links()) == []


def test_only_who_decides_on_projects_sets_one_up():
    project = make_project()
    for user in (make_user(), make_user(Role.SYSTEM_ADMINISTRATOR), make_user_of(project, Role.PROJECT_MANAGER)):
        with pytest.raises(NotAllowed):
            projects.create(code="PJ200", name="乙", manager=make_person(), by=user)
    assert Project.objects.count() == 1


def test_a_manager_writes_their_project_and_no_other():
    mine, other = make_project(), make_project()
    user = make_user_of(mine, Role.PROJECT_MANAGER)
    assert projects.update(project=mine, name="新名称", version=1, by=user).version == 2
    with pytest.raises(Conflict):
        projects.update(project=mine, name="別名", version=1, by=user)
    with pytest.raises(NotAllowed):
        projects.update(project=other, name="別名", by=user)


def test_health_is_declared_by_a_person_at_a_time():
    project = make_project()
    user = make_user_of(project, Role.PROJECT_MANAGER)
    told = projects.declare_health(project=project, health="amber", comment="要員不足", by=user)
    assert (told.declared_health, told.declared_by, told.declared_at is not None) == ("amber", user.person, True)
    with pytest.raises(ValidationError):
        projects.declare_health(project=project, health="purple", by=user)


@pytest.mark.parametrize("record", [None, {}, {"issues": "x", "risks": " ", "decisions": "y"}])
def test_a_hand_over_demands_its_record(record):
    project = make_project()
    with pytest.raises(ValidationError):
        members.hand_over(project=project, to=make_person(), record=record, by=None)
    assert ProjectMember.objects.count() == 1


def test_on_every_date_there_is_one_manager():
    first, second = make_person(), make_person()
    project = projects.create(code="P1", name="甲", manager=first, started_on=date(2026, 9, 1), by=None)
    new = members.hand_over(project=project, to=second, record=RECORD, on=date(2026, 10, 1), by=None)
    assert new.handover == RECORD | {"from": first.name}
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(80)]
    assert {managers_on(project, day) for day in days} == {1}
    for on in (date(2026, 10, 1), date(2026, 9, 15)):
        with pytest.raises(ValidationError, match="later day"):
            members.hand_over(project=project, to=first, record=RECORD, on=on, by=None)
    with pytest.raises(ValidationError, match="already"):
        members.hand_over(project=project, to=second, record=RECORD, on=date(2026, 11, 1), by=None)


def test_a_manager_neither_is_assigned_nor_ends_without_hand_over():
    project = make_project()
    manager = project.members.get()
    with pytest.raises(ValidationError, match="hand-over"):
        members.assign(
            project=project, person=make_person(), role=Role.PROJECT_MANAGER, valid_from=date(2026, 9, 1), by=None
        )
    with pytest.raises(ValidationError, match="hand-over"):
        members.end(member=manager, on=date(2026, 9, 1), by=None)
    gone = make_person(left_on=date(2026, 9, 1))
    with pytest.raises(ValidationError, match="has left"):
        members.hand_over(project=project, to=gone, record=RECORD, by=None)


def test_a_member_comes_changes_team_and_goes():
    project, person = make_project(), make_person()
    member = members.assign(project=project, person=person, role=Role.MEMBER, valid_from=date(2026, 9, 1), by=None)
    team = make_team(project)
    member = members.update(member=member, team=team, by=None, version=1)
    gone = members.end(member=member, on=date(2026, 9, 30), by=None, version=2)
    assert (gone.team, gone.valid_to, gone.version) == (team, date(2026, 9, 30), 3)
    members.assign(project=project, person=person, role=Role.MEMBER, valid_from=date(2026, 10, 1), by=None)
    with pytest.raises(ValidationError, match="already holds"):
        members.assign(project=project, person=person, role=Role.MEMBER, valid_from=date(2026, 11, 1), by=None)
    with pytest.raises(ValidationError, match="whole company"):
        members.assign(project=project, person=person, role=Role.AUDITOR, valid_from=date(2026, 11, 1), by=None)


def test_a_charter_is_drafted_reviewed_and_approved_by_the_sponsor():
    project = make_project()
    manager, sponsor = make_user_of(project, Role.PROJECT_MANAGER), make_user_of(project, Role.SPONSOR)
    charter = charters.draft(project=project, background="老朽化", by=manager)
    with pytest.raises(ValidationError, match="at least one objective"):
        charters.submit(charter=charter, by=manager)
    objectives.create(charter=charter, text="短縮", measure="日数", target="3日", by=manager)
    charter = charters.submit(charter=charter, by=manager)
    with pytest.raises(NotAllowed):
        charters.approve(charter=charter, by=manager)
    charter = charters.approve(charter=charter, by=sponsor)
    assert (charter.status, charter.approved_by) == (CharterStatus.APPROVED, sponsor.person)


def test_an_approved_edition_is_never_changed_and_the_next_one_replaces_it():
    project = make_project()
    sponsor = make_user_of(project, Role.SPONSOR)
    charter = make_charter(project, status=CharterStatus.REVIEW)
    charter = charters.approve(charter=charter, by=sponsor)
    goal = charter.objectives.get()
    for write in (
        lambda: charters.update(charter=charter, background="別", by=None),
        lambda: objectives.create(charter=charter, text="a", measure="b", target="c", by=None),
        lambda: objectives.update(objective=goal, text="別", by=None),
        lambda: objectives.remove(objective=goal, by=None),
    ):
        with pytest.raises(ValidationError, match="never changed"):
            write()
    second = charters.draft(project=project, by=None, scope="拡大")
    assert (second.edition, second.background, second.scope) == (2, "老朽化", "拡大")
    assert list(second.objectives.values_list("text", "target")) == [(goal.text, goal.target)]
    with pytest.raises(ValidationError, match="being written"):
        charters.draft(project=project, by=None)
    charters.approve(charter=charters.submit(charter=second, by=None), by=sponsor)
    assert list(project.charters.values_list("edition", "status")) == [(2, "approved"), (1, "superseded")]


def test_a_submitted_edition_is_sent_back_with_a_reason():
    charter = make_charter(make_project(), status=CharterStatus.REVIEW)
    with pytest.raises(ValidationError):
        charters.send_back(charter=charter, reason=" ", by=None)
    assert charters.send_back(charter=charter, reason="範囲が不明", by=None).status == CharterStatus.DRAFT
    assert AuditEvent.objects.get(verb="charter.send_back").reason == "範囲が不明"


def test_phases_stakeholders_and_deliverables_are_kept_with_their_project():
    project = make_project()
    phase = phases.create(project=project, code="F1", name="要件定義", order=1, by=None)
    stakeholder = stakeholders.create(project=project, name="経理部長", influence=5, by=None)
    deliverable = deliverables.create(project=project, code="D1", name="要件定義書", phase=phase, by=None)
    phases.update(phase=phase, name="要件", by=None, version=1)
    stakeholders.update(stakeholder=stakeholder, attitude=-1, by=None, version=1)
    deliverables.update(deliverable=deliverable, status="in_review", by=None, version=1)
    stakeholders.remove(stakeholder=stakeholder, by=None)
    told = list(AuditEvent.objects.order_by("sequence").values_list("verb", "project_id"))
    assert told == [
        (verb, project.pk)
        for verb in (
            "phase.create", "stakeholder.create", "deliverable.create",
            "phase.update", "stakeholder.update", "deliverable.update", "stakeholder.remove",
        )
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        stakeholders.create(project=project, name="部長", influence=6, by=None)
    with pytest.raises(ValidationError) as refused:
        phases.create(project=project, code="F1", name="別", by=None)
    assert list(refused.value.message_dict) == ["code"]
