"""Undo of one's own last edits: what each would put back, what stands in the way, and that nothing else is touched."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_user
from factories.project import make_charter, make_deliverable, make_member, make_phase, make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.models import AuditEvent, Job
from kaname.domains.core.queries import broken_links
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User
from kaname.domains.project.actions import charters, deliverables, objectives, phases, projects
from kaname.domains.project.models import Deliverable, Objective, Phase, Project
from kaname.domains.reporting.queries.undoing import own_edits
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.resource.models import CalendarException, WorkCalendar
from kaname.domains.schedule.actions import edits, settings
from kaname.domains.schedule.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    make_company()
    return make_project(code="UN1", name="見本")


@pytest.fixture
def user(project: Project) -> User:
    return make_user_of(project, Role.PROJECT_MANAGER)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def last(user: User) -> int:
    return AuditEvent.objects.filter(actor_id=user.pk).order_by("-sequence").values_list("sequence", flat=True)[0]


def undo(user: User, sequence: int | None = None) -> list[str]:
    """Press the button; return what the page then says, or the status where there is no such thing."""
    answer = client_of(user).post(f"/undo/{sequence or last(user)}/", follow=True)
    if answer.status_code != 200:
        return [str(answer.status_code)]
    return [m.level_tag for m in answer.context["messages"]]


def lines(user: User) -> list[tuple[str, str, bool]]:
    shown = client_of(user).get("/undo/?lang=ja").context["lines"]
    return [(line.entry.deed, line.way, line.edit.obstacle is None) for line in shown]


def test_a_change_an_addition_and_a_removal_come_back(project, user):
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="基本設計", started_on=date(2026, 10, 1))
    made = deliverables.create(project=project, code="D9", name="計画書", by=user)
    other = make_deliverable(project, code="D1", name="要件定義書")
    key = other.pk
    deliverables.remove(deliverable=other, by=user)
    assert lines(user) == [
        ("成果物を削除", "comes", True),
        ("成果物を追加", "goes", True),
        ("工程を変更", "returns", True),
    ]
    first, second, third = (edit.event.sequence for edit in own_edits(user))
    assert [undo(user, n) for n in (third, first, second)] == [["success"]] * 3
    assert Phase.objects.values_list("name", "started_on").get(pk=phase.pk) == ("設計", None)
    assert Deliverable.objects.filter(pk=made.pk).exists() is False
    assert Deliverable.objects.get(pk=key).name == "要件定義書"
    assert lines(user) == []
    told = AuditEvent.objects.filter(undoes__isnull=False).order_by("sequence").values_list("verb", "undoes")
    assert list(told) == [("phase.update", third), ("deliverable.create", first), ("deliverable.remove", second)]
    assert list(broken_links()) == []


def test_the_page_shows_what_it_puts_back_before_it_does(project, user):
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="基本設計")
    body = client_of(user).get("/undo/?lang=ja").content.decode()
    assert "<del>基本設計</del> → <ins>設計</ins>" in body
    assert Phase.objects.get(pk=phase.pk).name == "基本設計"


def test_what_somebody_changed_since_stays(project, user):
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="基本設計")
    mine = last(user)
    phases.update(phase=phase, by=make_user_of(project, Role.PMO_CONTROLLER), name="外部設計")
    assert lines(user) == [("工程を変更", "returns", False)]
    assert undo(user, mine) == ["error"]
    assert Phase.objects.get(pk=phase.pk).name == "外部設計"


def test_another_field_changed_since_is_no_obstacle(project, user):
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="基本設計")
    mine = last(user)
    phases.update(phase=phase, by=None, finished_on=date(2026, 10, 9))
    assert undo(user, mine) == ["success"]
    assert Phase.objects.values_list("name", "finished_on").get(pk=phase.pk) == ("設計", date(2026, 10, 9))


def test_nobody_undoes_anothers_edit_nor_one_twice_nor_without_the_right(project, user):
    phase = make_phase(project, name="設計")
    phases.update(phase=phase, by=user, name="基本設計")
    mine = last(user)
    other = make_user_of(project, Role.PMO_CONTROLLER)
    assert (undo(other, mine), lines(other)) == (["404"], [])
    assert (undo(user, mine), undo(user, mine)) == (["success"], ["404"])
    phases.update(phase=Phase.objects.get(pk=phase.pk), by=user, name="詳細設計")
    project.members.filter(person__user=user).delete()
    stranger = User.objects.get(pk=user.pk)  # rights are kept with the user for a request
    assert (undo(stranger, last(user)), lines(stranger)) == (["404"], [])
    assert Phase.objects.get(pk=phase.pk).name == "詳細設計"


def test_what_stands_on_an_addition_keeps_it(project, user):
    phase = phases.create(project=project, code="P9", name="移行", by=user)
    made = last(user)
    make_deliverable(project, phase=phase)
    assert undo(user, made) == ["error"]
    assert Phase.objects.filter(pk=phase.pk).exists()
    assert not AuditEvent.objects.filter(undoes=made).exists()


def test_a_settled_charter_is_not_touched(project, user):
    charter = make_charter(project, status="draft")
    goal = objectives.create(charter=charter, text="減らす", measure="件数", target="1割", by=user)
    added = last(user)
    charters.update(charter=charter, by=user, background="新しい背景")
    changed = last(user)
    charters.submit(charter=charter, by=None)
    assert (undo(user, added), undo(user, changed)) == (["error"], ["error"])
    assert Objective.objects.filter(pk=goal.pk).exists()


def test_project_data_come_back(project):
    user = make_user(Role.PMO_MANAGER)
    projects.update(project=project, by=user, name="改称", name_en="Renamed")
    assert undo(user) == ["success"]
    assert Project.objects.values_list("name", "name_en").get(pk=project.pk) == ("見本", project.name_en)


def test_a_calendars_week_and_days_come_back_and_its_plans_are_computed_anew(project):
    user = make_user(Role.PMO_MANAGER)
    calendar = calendars.create(name="会社", by=None)
    plan = make_plan(make_document({"設計": 3}), project)
    settings.change(plan=plan, values={"calendar": calendar}, by=None)
    week = list(calendar.week)
    calendars.update(calendar=calendar, by=user, week=[[[540, 1020]]] * 5 + [[], []])
    assert undo(user) == ["success"]
    assert WorkCalendar.objects.get(pk=calendar.pk).week == week
    added = calendars.add_exception(
        calendar=calendar, first=date(2026, 12, 1), last=date(2026, 12, 2), name="棚卸", by=user
    )
    calendars.remove_exception(exception=added, by=user)
    assert undo(user) == ["success"]
    held = CalendarException.objects.get()
    assert (held.name, held.first, held.shifts) == ("棚卸", date(2026, 12, 1), [])
    assert Job.objects.filter(kind="calendar.recalculate").count() == 2


def test_days_away_are_the_persons_own(project):
    person = make_person()
    user = make_user(person=person)
    resources.add_leave(person=person, first=date(2026, 12, 1), last=date(2026, 12, 2), by=user)
    assert undo(user) == ["success"]
    assert person.leaves.count() == 0


def test_a_plans_settings_come_back_with_their_dates(project, user):
    plan = make_plan(make_document({"設計": 3, "製造": 5}, [("設計", "製造")]), project)
    start, finish = plan.start, Plan.objects.get(pk=plan.pk).finish
    settings.change(plan=plan, values={"start": start + 7 * 14400}, by=user)
    assert Plan.objects.get(pk=plan.pk).finish != finish
    assert undo(user) == ["success"]
    held = Plan.objects.get(pk=plan.pk)
    assert (held.start, held.finish) == (start, finish)


def edit(plan: Plan, user: User, row: str, **fields: Any) -> None:
    pk = plan.activities.get(name=row).pk
    asked = [{"op": "set", "id": pk, "field": k, "before": None, "after": v} for k, v in fields.items()]
    edits.apply(plan=plan, edits=asked, version=Plan.objects.get(pk=plan.pk).version, by=user)


def test_edits_of_a_plan_come_back_newest_first(project, user):
    plan = make_plan(make_document({"設計": 3, "製造": 5}, [("設計", "製造")]), project)
    edit(plan, user, "設計", duration=9 * 4800)
    older = last(user)
    edit(plan, user, "製造", name="構築")
    assert lines(user) == [("計画を編集", "returns", True), ("計画を編集", "returns", False)]
    assert (undo(user, older), undo(user), undo(user, older)) == (["error"], ["success"], ["success"])
    assert list(plan.activities.order_by("position").values_list("name", "duration")) == [
        ("設計", 3 * 4800),
        ("製造", 5 * 4800),
    ]


def test_the_answer_to_a_form_leads_to_its_undo(project, user):
    client = client_of(user)
    phase = make_phase(project, name="設計")
    asked = {"code": phase.code, "name": "改めた設計", "order": 1, "version": phase.version}
    answer = client.post(f"/projects/UN1/phases/{phase.pk}/", asked, follow=True)
    assert f'<a href="/undo/#e{last(user)}">元に戻す</a>' in answer.content.decode()


def test_the_list_asks_as_much_for_many_edits_as_for_one(project, user):
    client, asked = client_of(user), []
    client.get("/undo/")
    for count in (1, 12):
        for n in range(count):
            phase = make_phase(project, code=f"Q{count}-{n}")
            phases.update(phase=phase, by=user, name=f"第{n}期")
            deliverables.create(project=project, code=f"D{count}-{n}", name="書類", by=user)
        with CaptureQueriesContext(connection) as queries:
            client.get("/undo/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_members_hidden_projects_are_not_in_the_list(project):
    user = make_user_of(project, Role.PROJECT_MANAGER)
    other = make_project(code="HID")
    member = make_member(other, user.person, Role.PMO_CONTROLLER)
    phases.create(project=other, code="P1", name="秘密の段階", by=user)
    member.delete()
    assert "秘密の段階" not in client_of(User.objects.get(pk=user.pk)).get("/undo/").content.decode()
