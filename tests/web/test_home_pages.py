"""Home pages: each role sees what waits for it, most urgent first, and a calm page when nothing does."""

from datetime import date, timedelta

import pytest
from django.test import Client

from factories.board import evening, make_activity, make_answer, make_milestone, make_progress_date
from factories.cost import make_saving
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_charter, make_closing, make_deliverable, make_member, make_project, make_team
from kaname.domains.core.actions import notices
from kaname.domains.people.enums import Role
from kaname.domains.people.models import User
from kaname.domains.project.models import Project, ProjectMember
from kaname.domains.resource.models import Leave, Resource
from kaname.domains.schedule.models import Assignment, Relation
from kaname.web.home.composition import HOMES

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


@pytest.fixture(autouse=True)
def company() -> None:
    make_company(as_of=AS_OF)


def member(project: Project, role: Role) -> User:
    person = make_person()
    if role == Role.PROJECT_MANAGER:
        project.members.filter(role=role).delete()
    make_member(project, person, role)
    return make_user(person=person)


def cards(user: User) -> dict[str, list[str]]:
    client = Client()
    client.force_login(user)
    found = {str(card.title): [item.title for item in card.items] for card in client.get("/").context["cards"]}
    found.pop("戦略目標のない案件（PF-01）", None)  # tested in test_strategy_pages
    return found


def test_every_role_has_a_home():
    assert set(HOMES) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_a_home_with_nothing_to_do_is_calm_and_says_so(role):
    client = Client()
    client.force_login(make_user(role))
    response = client.get("/")
    assert "今日、対応が必要なものはありません" in response.content.decode()
    assert [c for c in response.context["cards"] if not c.informs] == []


def test_the_manager_begins_with_what_turned_worse_since_friday():
    turned, before = make_project(code="T1", name="急変"), make_project(code="B1", name="以前から")
    for project, was in ((turned, "green"), (before, "red")):
        plan = make_answer(project, date(2027, 2, 1), computed_health="red", status_date=evening(AS_OF))
        make_progress_date(plan, FRIDAY, computed_health=was)
    found = cards(make_user(Role.PMO_MANAGER))
    assert found == {
        "金曜以降に赤・黄になったプロジェクト": ["T1 急変"],
        "引き続き赤・黄のプロジェクト": ["B1 以前から"],
    }


def test_the_sponsor_finds_closings_and_savings_of_others_that_wait():
    project, other = make_project(code="A1", name="計画"), make_project(code="B1")
    sponsor = member(project, Role.SPONSOR)
    for each in (project, other):
        make_closing(each, state="submitted")
        make_saving(each, name="印刷の取りやめ")
    make_saving(project, number=2, name="自分の申請", claimant=sponsor.person)
    waiting = cards(sponsor)["完了報告・削減効果の承認待ち"]
    assert waiting == ["A1 計画", "A1 印刷の取りやめ"]


def test_who_has_not_reported_comes_oldest_first():
    for code, age in (("A1", 6), ("A2", 9), ("A3", 30)):
        day = evening(AS_OF - timedelta(days=age))
        make_answer(make_project(code=code, name="計画"), date(2027, 2, 1), status_date=day)
    assert cards(make_user(Role.PMO_MANAGER)) == {"1週間以上更新のないプロジェクト": ["A3 計画", "A2 計画"]}


def test_a_project_without_a_manager_is_told_and_a_finished_one_is_not():
    for code, status in (("M1", "executing"), ("M2", "completed")):
        project = make_project(code=code, name="計画", status=status)
        make_answer(project, date(2027, 2, 1), status_date=evening(AS_OF))
        ProjectMember.objects.filter(project=project).delete()
    assert cards(make_user(Role.PMO_MANAGER)) == {"PM不在のプロジェクト": ["M1 計画"]}


def test_the_controller_sees_which_finish_moved_since_friday():
    project = make_project(code="C1", name="会計")
    plan = make_answer(project, date(2027, 2, 1), status_date=evening(AS_OF))
    make_progress_date(plan, FRIDAY, finish=evening(date(2027, 1, 25)))
    assert cards(member(project, Role.PMO_CONTROLLER)) == {"金曜以降に完了見込が動いたプロジェクト": ["C1 会計"]}


def test_the_project_manager_sees_critical_work_of_the_week_and_who_is_away():
    project = make_project(code="P1", name="刷新")
    manager = member(project, Role.PROJECT_MANAGER)
    plan = make_answer(project, date(2027, 2, 1))
    make_activity(plan, "結合試験", date(2026, 11, 16), days=3, critical=True)
    make_activity(plan, "済んだ試験", date(2026, 11, 16), days=3, critical=True, percent_complete=100.0)
    make_activity(plan, "来週の試験", date(2026, 11, 24), days=3, critical=True)
    colleague = make_person(name="見本 太郎")
    make_member(project, colleague, Role.MEMBER)
    Leave.objects.create(person=colleague, first=date(2026, 11, 19), last=date(2026, 11, 25))
    assert cards(manager) == {
        "クリティカルパス上の今週期限": ["結合試験"],
        "今週の不在者": ["見本 太郎"],
        "自分のプロジェクト": ["P1 刷新"],
    }


def test_both_sides_of_a_promise_see_whose_turn_it_is():
    giving, receiving = make_project(code="G1"), make_project(code="R1")
    managers = [member(p, Role.PROJECT_MANAGER) for p in (giving, receiving)]
    plans = [make_answer(p, date(2027, 2, 1)) for p in (giving, receiving)]
    ends = make_activity(plans[0], "データ移行", AS_OF), make_activity(plans[1], "総合試験", AS_OF)
    relation = Relation.objects.create(
        plan=plans[1], predecessor=ends[0], successor=ends[1], crosses=True, sign_off="asked"
    )
    title = "プロジェクト間の約束・受諾待ち"
    assert [cards(m).get(title) for m in managers] == [["データ移行"], None]
    Relation.objects.filter(pk=relation.pk).update(sign_off="given")
    assert [cards(m).get(title) for m in managers] == [None, ["データ移行"]]


def test_a_member_sees_their_own_work_and_not_a_colleagues():
    project = make_project()
    user = member(project, Role.MEMBER)
    plan = make_answer(project, date(2027, 2, 1))
    for person, name in ((user.person, "自分の作業"), (make_person(), "同僚の作業")):
        activity = make_activity(plan, name, date(2026, 11, 18))
        Assignment.objects.create(
            plan=plan, activity=activity, resource=Resource.objects.create(name=person.name, person=person)
        )
    assert cards(user)["今週の自分の作業"] == ["自分の作業"]


def test_a_team_leader_sees_their_branch_only():
    project, person = make_project(), make_person()
    make_member(project, person, Role.TEAM_LEADER, team=make_team(project, wbs="2"))
    plan = make_answer(project, date(2027, 2, 1))
    for wbs, name in (("2.1", "班の作業"), ("21", "隣の枝"), ("3", "他班")):
        make_activity(plan, name, date(2026, 11, 16), wbs=wbs)
    assert cards(make_user(person=person))["チームの作業(遅れ・今週期限)"] == ["班の作業"]


def test_the_sponsor_sees_what_waits_for_a_decision():
    project = make_project(code="S1", name="投資案件")
    make_charter(project, status="review")
    make_charter(make_project(), status="review")
    assert cards(member(project, Role.SPONSOR)) == {"自分の決裁待ち": ["S1 投資案件"]}


def test_the_client_sees_what_waits_for_acceptance():
    project = make_project()
    make_deliverable(project, code="D1", name="基本設計書", status="submitted")
    make_deliverable(project, code="D2", name="作成中の書類", status="in_progress")
    assert cards(member(project, Role.CLIENT)) == {"検収待ち": ["D1 基本設計書"]}


def test_milestones_of_the_week_and_late_ones_stand_in_the_order_of_their_dates():
    plan = make_answer(make_project(), date(2027, 2, 1), status_date=evening(AS_OF))
    for name, day in (("今週", date(2026, 11, 19)), ("遅れ", date(2026, 11, 4)), ("来月", date(2026, 12, 10))):
        make_milestone(plan, name, day)
    assert cards(make_user(Role.PMO_MANAGER))["今週期限のマイルストーン"] == ["遅れ", "今週"]


def test_a_notice_is_a_line_in_the_readers_language_and_is_read_once_opened():
    user, other = make_user(Role.AUDITOR), make_user(Role.AUDITOR)
    notice = notices.tell(user_id=user.pk, kind="project.handed_over", params={"project": "P1"}, url="/keyboard/")
    assert (cards(user)["お知らせ"], "お知らせ" in cards(other)) == (["P1を引き継ぎました"], False)
    client = Client()
    client.force_login(other)
    assert client.post(f"/notifications/{notice.pk}/").status_code == 404
    client.force_login(user)
    assert client.post(f"/notifications/{notice.pk}/").headers["Location"] == "/keyboard/"
    assert "お知らせ" not in cards(user)
