"""Pages of closing and of the success rate: who writes, who answers, the formula, the rows behind the number."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_user
from factories.project import make_closing, make_project, make_user_of
from kaname.domains.core.models import AuditEvent, Organisation
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Closing, Project

pytestmark = pytest.mark.django_db
FORM = {
    "finished_on": "2026-11-20",
    "results": "全店で稼働",
    "left_over": "保守は運用部",
    "lessons": "様式を先に決める",
}


@pytest.fixture(autouse=True)
def company():
    make_company()


def opened(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_the_manager_hands_the_report_in_and_the_sponsor_accepts():
    project = make_project(code="A1")
    manager, sponsor = opened(make_user_of(project, Role.PROJECT_MANAGER)), opened(make_user_of(project, Role.SPONSOR))
    path = "/projects/A1/closing/"
    assert "完了報告はまだありません" in page(manager, path)
    assert manager.post(f"{path}edit/", FORM).status_code == 302
    assert "全店で稼働" in page(manager, path)
    assert sponsor.post(f"{path}accept/").status_code == 302
    assert Closing.objects.get().state == "draft"  # not handed in yet
    manager.post(f"{path}submit/")
    assert manager.post(f"{path}accept/").status_code == 404
    assert "受け入れる" in page(sponsor, path)
    assert sponsor.post(f"{path}send-back/", {"remark": ""}).status_code == 422
    assert sponsor.post(f"{path}send-back/", {"remark": "残件を書く"}).status_code == 302
    assert "残件を書く" in page(manager, path)
    manager.post(f"{path}submit/")
    assert sponsor.post(f"{path}decline/", {"remark": "使われていません"}).status_code == 302
    assert "スポンサーの受入なしで終結しました" in page(manager, path)
    assert (Project.objects.get().status, Closing.objects.get().remark) == ("completed", "使われていません")


def test_only_the_project_manager_writes_the_report():
    project = make_project(code="A1")
    for role in (Role.PMO_MANAGER, Role.SPONSOR, Role.TEAM_LEADER):
        assert opened(make_user_of(project, role)).post("/projects/A1/closing/edit/", FORM).status_code in (403, 404)
    assert Closing.objects.count() == 0


def test_the_edit_page_of_a_project_does_not_complete_it():
    project = make_project(code="A1")
    client = opened(make_user_of(project, Role.PROJECT_MANAGER))
    names = ("code", "name", "project_type", "condition", "authority_level", "confidentiality")
    form = {name: getattr(project, name) for name in names} | {"status": "completed", "version": project.version}
    answer = client.post("/projects/A1/edit/", form)
    assert answer.status_code == 422
    assert "完了報告とスポンサーの回答によって完了になります" in answer.content.decode()


def test_without_a_closed_project_there_is_a_dash_and_no_number():
    said = page(opened(make_user(Role.PMO_MANAGER)), "/portfolio/success/")
    assert "―：終結したプロジェクトはまだありません（n = 0）" in said
    assert "0%" not in said


def test_the_rate_stands_with_its_n_formula_tolerances_and_rows():
    make_closing(make_project(code="A1"))
    make_closing(make_project(code="A2"), late_days=11)
    make_closing(make_project(code="A3"), state="declined")
    make_project(code="A4", name="配食", status="cancelled")
    client = opened(make_user(Role.PMO_MANAGER))
    said = page(client, "/portfolio/success/")
    assert "終結した3件のうち1件が合意した品質・コスト・納期を満たし、受け入れられました。成功率33%（n = 3）" in said
    assert "スポンサーが受け入れた終結プロジェクト数÷終結プロジェクト数" in said
    assert "未達：品質0件、コスト0件、納期1件、受入1件" in said
    assert "遅れが10稼働日以内" in said
    assert said.count('href="/projects/A2/closing/"') == 1
    assert said.index("配食") > said.index('id="cancelled"')


def test_amounts_stand_on_the_closing_only_for_who_reads_the_cost():
    project = make_project(code="A1")
    make_closing(project, budget=123_456_789)
    assert "123,456,789" in page(opened(make_user_of(project, Role.SPONSOR)), "/projects/A1/closing/")
    assert "123,456,789" not in page(opened(make_user_of(project, Role.TEAM_LEADER)), "/projects/A1/closing/")


def test_the_page_takes_the_same_queries_for_one_and_three():
    make_closing(make_project())
    client = opened(make_user(Role.PMO_MANAGER))
    page(client, "/portfolio/success/?warm=1")
    counts = []
    for more in (0, 2):
        for _n in range(more):
            make_closing(make_project())
        with CaptureQueriesContext(connection) as captured:
            page(client, f"/portfolio/success/?fresh={more}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_pmo_manager_sets_tolerances_and_target():
    boss, expert = opened(make_user(Role.PMO_MANAGER)), opened(make_user(Role.PMO_EXPERT))
    form = {"quality": "95", "cost": "5", "days": "3", "reporting": "8", "booked": "0"}
    assert expert.post("/settings/targets/", form).status_code == 403
    assert boss.post("/settings/targets/", form | {"quality": "101"}).status_code == 422
    assert boss.post("/settings/targets/", form).status_code == 302
    kept = Organisation.objects.get().thresholds
    assert kept["success"] == {"quality": 95.0, "cost": 5.0, "days": 3.0}
    assert kept["effort"] == {"reporting": 8.0, "booked": False}
    assert AuditEvent.objects.filter(verb="organisation.update").count() == 1
    assert 'value="95.0"' in page(expert, "/settings/targets/")


def test_a_completed_project_stands_on_the_board_only_for_who_asks_for_it():
    make_project(code="A1", name="稼働中", status="executing")
    make_closing(make_project(code="A2", name="終わった件"))
    client = opened(make_user(Role.PMO_MANAGER))
    assert "終わった件" not in page(client, "/portfolio/")
    assert "終わった件" in page(client, "/portfolio/?status=completed")
