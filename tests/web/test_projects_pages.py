"""Pages of projects: the list and its filters, forms with their errors, two writers at once, charter, hand-over."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_unit, make_user, read_company
from factories.project import (
    make_charter,
    make_deliverable,
    make_member,
    make_project,
    make_stakeholder,
    make_user_of,
)
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Charter, Objective, Project, ProjectMember
from kaname.domains.schedule.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    return make_company()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def codes(page) -> list[str]:
    return [row["code"] for row in page.context["rows"]]


def planned(health: str, **values) -> Project:
    project = make_project(**values)
    Plan.objects.create(project=project, start=0, computed_health=health)
    return project


def head(project: Project, **changed) -> dict[str, object]:
    names = [
        "code",
        "name",
        "name_en",
        "summary",
        "summary_en",
        "project_type",
        "status",
        "condition",
        "authority_level",
    ]
    values = {name: getattr(project, name) for name in names}
    return values | {"confidentiality": 2, "version": project.version} | changed


def test_the_list_is_narrowed_by_its_address_and_counts_only_what_is_seen():
    unit = make_unit("U1")
    below = make_unit("U11", parent=unit)
    manager = make_person(code="E9")
    planned("red", code="A1", name="基幹更改", status="executing", unit=below)
    planned("green", code="A2", name="ＥＣ事業", project_type="venture", manager=manager)
    client = signed_in(make_user(Role.PMO_MANAGER))
    found = {
        query: codes(client.get(f"/projects/?{query}"))
        for query in (
            "", "q=基幹", "q=ec", "type=venture", "status=executing", "unit=U1", "pm=E9", "health=red", "sort=-code",
            "health=green&type=venture", "q=なし",
        )
    }  # fmt: skip
    assert found == {
        "": ["A1", "A2"], "q=基幹": ["A1"], "q=ec": ["A2"], "type=venture": ["A2"], "status=executing": ["A1"],
        "unit=U1": ["A1"], "pm=E9": ["A2"], "health=red": ["A1"], "sort=-code": ["A2", "A1"],
        "health=green&type=venture": ["A2"], "q=なし": [],
    }  # fmt: skip


def test_managers_of_hidden_projects_are_no_choice():
    make_project(code="H1", manager=make_person(code="E8", name="隠れ 太郎"))
    mine = make_project(code="M1")
    page = signed_in(make_user_of(mine, Role.MEMBER)).get("/projects/")
    assert (codes(page), "隠れ" in page.content.decode()) == (["M1"], False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(count):
    for _ in range(count):
        planned("red", unit=make_unit())
    client = signed_in(make_user(Role.PMO_MANAGER))
    read_company()
    with CaptureQueriesContext(connection) as asked:
        client.get("/projects/")
    assert len(asked) == 13


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_error_stands_beside_its_field(language):
    client = signed_in(make_user(Role.PMO_MANAGER))
    make_project(code="A1")
    page = client.post(f"/projects/new/?lang={language}", {"code": "a/b", "name": "", "started_on": "someday"})
    assert page.status_code == 422
    wrong = set(page.context["form"].errors)
    assert {"code", "name", "manager", "started_on"} <= wrong
    body = page.content.decode()
    assert all(f'id="id_{name}_error"' in body for name in wrong)
    taken = client.post("/projects/new/", {"code": "A1"})
    words = {"ja": "すでに使われています。別のものを指定してください。", "en": "This is already used. Choose another."}
    assert f'id="id_code_error"><p class="field-error">{words[language]}</p>' in taken.content.decode()


def test_a_project_is_set_up_with_its_manager():
    manager = make_person()
    client = signed_in(make_user(Role.PMO_MANAGER))
    values = {"code": "N1", "name": "新計画", "manager": manager.pk, "started_on": "2026-11-01"}
    values |= {"project_type": "system", "status": "planning", "condition": "normal"}
    answer = client.post("/projects/new/", values | {"authority_level": "supportive", "confidentiality": 2})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/projects/N1/")
    held = ProjectMember.objects.get(project__code="N1")
    assert (held.person, held.role, held.valid_from) == (manager, "project_manager", date(2026, 11, 1))


def test_two_writers_get_a_page_to_choose_from_and_nothing_is_lost():
    project = make_project(code="A1", name="元の名称")
    one, two = signed_in(make_user_of(project, Role.PROJECT_MANAGER)), signed_in(make_user(Role.PMO_MANAGER))
    assert one.post("/projects/A1/edit/", head(project, name="先の名称", status="closing")).status_code == 302
    page = two.post("/projects/A1/edit/", head(project, name="後の名称", summary="説明"))
    choices = {c.name: (c.yours, c.theirs, c.touched) for c in page.context["differing"]}
    assert (page.status_code, choices) == (
        409,
        {
            "name": ("後の名称", "先の名称", True),
            "status": ("planning", "closing", False),
            "summary": ("説明", "", True),
        },
    )
    assert Project.objects.get().name == "先の名称"
    chosen = dict(page.context["kept"]) | {"version": page.context["version"]}
    chosen |= {"name": "後の名称", "status": "closing", "summary": "説明"}
    assert two.post("/projects/A1/edit/", chosen).status_code == 302
    kept = Project.objects.get()
    assert (kept.name, kept.status, kept.summary, kept.version) == ("後の名称", "closing", "説明", 3)


def test_a_form_without_the_version_it_read_is_refused():
    project = make_project(code="A1")
    page = signed_in(make_user(Role.PMO_MANAGER)).post("/projects/A1/edit/", head(project, name="別", version=""))
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"version"})


def test_the_team_page_shows_who_was_and_what_was_handed_over():
    project, new = make_project(code="A1"), make_person(name="後任 花子")
    client = signed_in(make_user(Role.PMO_MANAGER))
    empty = client.post("/projects/A1/hand-over/", {"to": new.pk, "on": "2026-11-01"})
    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"issues", "risks", "decisions"})
    told = {"issues": "課題3件", "risks": "なし", "decisions": "なし"}
    early = client.post("/projects/A1/hand-over/", told | {"to": new.pk, "on": "2020-01-01"})
    assert (early.status_code, set(early.context["form"].errors)) == (422, {"on"})
    client.post("/projects/A1/hand-over/", told | {"to": new.pk, "on": "2026-11-01"})
    page = client.get("/projects/A1/members/")
    team = page.context["members"]
    assert ([m.person for m in team.now], len(team.gone)) == ([new], 1)
    assert "課題3件" in page.content.decode()
    member = make_user_of(project, Role.MEMBER)
    assert "課題3件" not in signed_in(member).get("/projects/A1/members/").content.decode()


def test_the_budget_is_for_those_who_read_cost():
    project = make_project(code="A1")
    make_charter(project, budget_yen=123456789)
    seen = {
        role: "123,456,789" in signed_in(make_user_of(project, role)).get("/projects/A1/charter/").content.decode()
        for role in (Role.PROJECT_MANAGER, Role.SPONSOR, Role.PMO_CONTROLLER, Role.MEMBER, Role.TEAM_LEADER)
    }
    assert [role for role, shown in seen.items() if shown] == [
        Role.PROJECT_MANAGER, Role.SPONSOR, Role.PMO_CONTROLLER,
    ]  # fmt: skip


def test_a_charter_goes_from_draft_to_approval_on_its_pages():
    project = make_project(code="A1")
    manager, sponsor = (
        signed_in(make_user_of(project, Role.PROJECT_MANAGER)),
        signed_in(make_user_of(project, Role.SPONSOR)),
    )
    manager.post("/projects/A1/charter/new-edition/")
    manager.post("/projects/A1/charter/objectives/new/", {"text": "短縮", "measure": "日数", "target": "3日"})
    page = manager.get("/projects/A1/charter/edit/")
    manager.post(
        "/projects/A1/charter/edit/", {"background": "老朽化", "version": page.context["form"]["version"].value()}
    )
    manager.post("/projects/A1/charter/submit/")
    assert manager.post("/projects/A1/charter/approve/").status_code == 404
    sponsor.post("/projects/A1/charter/approve/")
    charter = Charter.objects.get()
    assert (charter.status, charter.background, Objective.objects.get().target) == ("approved", "老朽化", "3日")
    refused = manager.post("/projects/A1/charter/edit/", {"background": "別", "version": charter.version})
    assert (refused.status_code, Charter.objects.get().background) == (422, "老朽化")


def test_stakeholders_stand_in_their_cell_of_the_grid():
    project = make_project(code="A1")
    make_stakeholder(project, name="経理部長", influence=5, interest=2)
    page = signed_in(make_user_of(project, Role.PROJECT_MANAGER)).get("/projects/A1/stakeholders/")
    cells = {
        (influence, interest): [s.name for s in cell]
        for influence, row in page.context["grid"]
        for interest, cell in enumerate(row, 1)
        if cell
    }
    assert cells == {(5, 2): ["経理部長"]}


def test_late_deliverables_lead_the_answer_and_freelancers_see_their_own():
    project = make_project(code="A1")
    freelancer = make_user_of(project, Role.FREELANCER)
    make_deliverable(project, code="D1", name="自分の分", owner=freelancer.person, due=date(2026, 11, 1))
    make_deliverable(project, code="D2", name="他人の分", due=date(2026, 12, 1))
    member = make_person()
    make_member(project, member, Role.MEMBER)
    whole = signed_in(make_user(person=member)).get("/projects/A1/deliverables/")
    own = signed_in(freelancer).get("/projects/A1/deliverables/")
    assert [[row.code for row in page.context["rows"]] for page in (whole, own)] == [["D1", "D2"], ["D1"]]
    assert "2件のうち1件が期限を過ぎています。" in whole.content.decode()


def test_a_phase_that_something_stands_on_is_not_removed():
    project = make_project(code="A1")
    client = signed_in(make_user_of(project, Role.PROJECT_MANAGER))
    client.post("/projects/A1/phases/new/", {"code": "F1", "name": "要件定義", "order": 1})
    phase = project.phases.get()
    make_deliverable(project, phase=phase)
    page = client.post(f"/projects/A1/phases/{phase.pk}/remove/", follow=True)
    assert (project.phases.count(), "ほかの項目から使われています" in page.content.decode()) == (1, True)
