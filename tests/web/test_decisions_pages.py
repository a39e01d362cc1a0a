"""Pages of decisions: the queue, the list, asking, answering by thumb, two writers, what is hidden."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from factories.board import make_activity, make_answer
from factories.control import OPTIONS, make_decision
from factories.people import make_company, make_user, read_company
from factories.project import make_project, make_user_of
from kaname.domains.control.models import Decision
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    return make_company()


@pytest.fixture
def project():
    return make_project(code="PJ024", name="基幹更改")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def typed(**changed) -> dict[str, object]:
    """What the form of a good question sends."""
    options = {
        f"option_{o['key']}_{part}": o[part] or ""
        for o in OPTIONS
        for part in ("title", "effect", "cost_yen", "days", "risk")
    }
    return {"question": "稼働日を改めるか", "decide_by": "2026-11-27", **options, **changed}


def test_the_queue_begins_with_what_the_reader_decides(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    make_decision(
        project, sponsor.person, raised=date(2026, 11, 9), decide_by=date(2026, 11, 18), question="移行を延ばすか"
    )
    make_decision(project, question="他人の件")
    page = signed_in(sponsor).get("/decisions/")
    assert [s.decision.question for s in page.context["mine"]] == ["移行を延ばすか"]
    assert (
        "あなたの決裁を待つ件が1件、最も長いものは9営業日です。決裁待ちは全部で2件、最も長いものは9営業日です。"
        in words(page)
    )


def test_a_sponsor_decides_with_a_choice_and_a_confirmation(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    decision = make_decision(project, sponsor.person, recommendation="B", recommended_because="期日が決まっているため")
    client = signed_in(sponsor)
    path = f"/projects/PJ024/decisions/{decision.number}/"
    assert client.get(path).context["may_decide"] is True
    answer = client.post(f"{path}decide/", {"option": "B", "version": decision.version}, follow=True)
    assert "B案に決定" in words(answer)
    decision.refresh_from_db()
    assert (decision.state, decision.reason, decision.decided_by) == (
        "decided",
        "期日が決まっているため",
        sponsor.person,
    )
    again = client.post(f"{path}decide/", {"option": "A", "version": decision.version}, follow=True)
    assert "決定した内容は変更できません" in words(again)


def test_what_changed_since_the_page_was_opened_is_not_decided_blindly(project):
    sponsor = make_user_of(project, Role.SPONSOR)
    decision = make_decision(project, sponsor.person, version=3)
    page = signed_in(sponsor).post(
        f"/projects/PJ024/decisions/{decision.number}/decide/", {"option": "A", "version": "2"}, follow=True
    )
    decision.refresh_from_db()
    assert ("もう一度確かめてから" in words(page), decision.state) == (True, "raised")


def test_others_see_no_buttons_and_their_posts_change_nothing(project):
    decision = make_decision(project)
    path = f"/projects/PJ024/decisions/{decision.number}/"
    manager = signed_in(make_user(Role.PMO_MANAGER))
    assert manager.get(path).context["may_decide"] is False
    assert [manager.post(f"{path}{verb}/").status_code for verb in ("decide", "shelve", "edit")] == [404, 404, 404]
    other = signed_in(make_user_of(project, Role.SPONSOR))
    assert "決裁者は別の人か" in words(other.post(f"{path}decide/", {"option": "A"}, follow=True))


def test_asking_from_draft_to_raised_and_back(project):
    controller, sponsor = make_user_of(project, Role.PMO_CONTROLLER), make_user_of(project, Role.SPONSOR)
    client = signed_in(controller)
    page = client.post("/projects/PJ024/decisions/new/", typed(decider=sponsor.person.pk), follow=True)
    decision = Decision.objects.get()
    assert (decision.code, decision.decider, len(decision.options)) == ("PJ024-決-0001", sponsor.person, 2)
    assert page.redirect_chain[-1][0] == "/projects/PJ024/decisions/1/"
    assert "上程しました" in words(client.post("/projects/PJ024/decisions/1/submit/", follow=True))
    assert "差し戻しました" in words(
        signed_in(sponsor).post("/projects/PJ024/decisions/1/send-back/", {"reason": "費用の根拠"}, follow=True)
    )
    assert "差戻しの理由：費用の根拠" in words(client.get("/projects/PJ024/decisions/1/edit/"))
    left = client.post("/projects/PJ024/decisions/1/withdraw/", {"reason": "不要になりました"})
    assert (left.status_code, Decision.objects.get().state) == (302, "withdrawn")


def test_what_is_missing_is_said_when_it_is_raised(project):
    client = signed_in(make_user_of(project, Role.TEAM_LEADER))
    client.post("/projects/PJ024/decisions/new/", {"question": "問い"})
    page = client.post("/projects/PJ024/decisions/1/submit/", follow=True)
    assert "選択肢を2つ以上" in words(page)
    assert "今日以降の日付" in words(page)


def test_two_writers_choose_option_by_option(project):
    client = signed_in(make_user_of(project, Role.PMO_CONTROLLER))
    client.post("/projects/PJ024/decisions/new/", typed())
    path = "/projects/PJ024/decisions/1/edit/"
    assert client.post(path, typed(version=1, option_A_title="四月へ延期")).status_code == 302
    met = client.post(path, typed(version=1, option_B_risk="習熟に時間がかかる", background="経緯"))
    assert met.status_code == 409
    names = {choice.name: choice.touched for choice in met.context["differing"]}
    assert names == {"option_A_title": False, "option_B_risk": True, "background": True}


def test_money_is_for_who_reads_the_cost(project):
    decision = make_decision(project, impact_yen=7_654_321)
    path = f"/projects/PJ024/decisions/{decision.number}/"
    assert "7,654,321" in words(signed_in(make_user_of(project, Role.PMO_CONTROLLER)).get(path))
    leader = signed_in(make_user_of(project, Role.TEAM_LEADER))
    assert ("7,654,321" in words(leader.get(path)), "2,000,000" in words(leader.get(path))) == (False, False)
    leader.post("/projects/PJ024/decisions/new/", typed(impact_yen=5, option_A_cost_yen=9))
    made = Decision.objects.order_by("-pk").first()
    assert (made.impact_yen, made.options[0]["cost_yen"]) == (None, None)


def test_a_client_reads_what_is_opened_to_them_and_nothing_else(project):
    hidden, shown = (
        make_decision(project, question="内部の件"),
        make_decision(project, question="顧客の件", open_to_client=True),
    )
    client = signed_in(make_user_of(project, Role.CLIENT))
    assert client.get(f"/projects/PJ024/decisions/{hidden.number}/").status_code == 404
    assert client.get(f"/projects/PJ024/decisions/{shown.number}/").status_code == 200
    assert [s.decision for s in client.get("/projects/PJ024/decisions/").context["rows"]] == [shown]


def test_activities_that_wait_are_added_and_removed_and_say_so(project):
    activity = make_activity(make_answer(project, date(2027, 2, 1)), "移行", date(2026, 11, 20))
    decision = make_decision(project)
    client = signed_in(make_user_of(project, Role.PROJECT_MANAGER))
    path = f"/projects/PJ024/decisions/{decision.number}/"
    client.post(f"{path}blocks/", {"activity": activity.pk})
    assert list(decision.blocked.all()) == [activity]
    marked = {
        where: decision.code in words(client.get(f"/projects/PJ024/{where}/"))
        for where in ("wbs", "activities", "look-ahead", f"activities/{activity.pk}")
    }
    assert set(marked.values()) == {True}, marked
    client.post(f"{path}blocks/{activity.pk}/remove/")
    assert decision.code not in words(client.get("/projects/PJ024/wbs/"))
    assert "活動を選んでください" in words(client.post(f"{path}blocks/", {"activity": "x"}, follow=True))


def test_a_project_stands_as_it_stood(project):
    make_decision(project, raised=date(2026, 11, 9), decided=date(2026, 11, 18))
    client = signed_in(make_user(Role.PMO_MANAGER))
    states = {
        day: [s.state for s in client.get(f"/projects/PJ024/decisions/?as_of={day}").context["rows"]]
        for day in ("2026-11-06", "2026-11-13", "2026-11-19", "someday")
    }
    assert states == {"2026-11-06": [], "2026-11-13": ["raised"], "2026-11-19": ["decided"], "someday": ["decided"]}


def test_the_list_is_narrowed_by_its_address(project):
    other = make_project(code="PJ030")
    late = make_decision(project, question="移行の延期", decide_by=date(2026, 11, 18))
    make_decision(other, question="版の選定")
    taken = make_decision(project, decided=date(2026, 11, 18))
    client = signed_in(make_user(Role.PMO_MANAGER))
    found = {
        query: [s.decision.pk for s in client.get(f"/decisions/?{query}").context["page"].object_list]
        for query in ("late=1", "q=移行", "state=decided", "project=PJ024", "state=nothing&sort=x&page=z&project=PJ024")
    }
    assert found == {
        "late=1": [late.pk], "q=移行": [late.pk], "state=decided": [taken.pk], "project=PJ024": [late.pk],
        "state=nothing&sort=x&page=z&project=PJ024": [late.pk],
    }  # fmt: skip


def test_the_workbook_holds_real_dates_and_numbers(project):
    make_decision(project, raised=date(2026, 11, 9), decide_by=date(2026, 11, 18), question="=1+1")
    answer = signed_in(make_user(Role.PMO_MANAGER)).get("/decisions/decisions.xlsx")
    (head, row) = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert (head[0], row[2], row[6].date(), row[7], row[8]) == ("番号", "=1+1", date(2026, 11, 18), 9, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(count):
    for n in range(count):
        project = make_project()
        activity = make_activity(make_answer(project, date(2027, 2, 1)), f"移行{n}", date(2026, 11, 10))
        make_decision(project, blocks=(activity,), raised=date(2026, 11, 9))
    client = signed_in(make_user(Role.PMO_MANAGER))
    read_company()
    with CaptureQueriesContext(connection) as asked:
        client.get("/decisions/")
    assert len([q for q in asked if "core_organisation" not in q["sql"]]) == 21  # that one is kept for some seconds


def test_a_projects_first_page_says_what_waits_and_what_it_costs(project):
    activity = make_activity(make_answer(project, date(2027, 2, 1)), "移行", date(2026, 11, 12))
    make_decision(project, raised=date(2026, 11, 9), blocks=(activity,), question="移行を延ばすか")
    page = words(signed_in(make_user(Role.PMO_MANAGER)).get("/projects/PJ024/"))
    assert ("移行を延ばすか" in page, "判断待ちで6日止まっています" in page) == (True, True)
    assert "移行を延ばすか" not in words(signed_in(make_user_of(project, Role.MEMBER)).get("/projects/PJ024/"))


def test_english_readers_see_numbers_in_ascii_and_find_them_by_either(project):
    made = make_decision(project, number=12, code="PJ024-決-0012")
    client = signed_in(make_user(Role.PMO_MANAGER))
    client.cookies["kaname_language"] = "en"
    for path in ("/decisions/", "/projects/PJ024/decisions/", "/projects/PJ024/decisions/12/"):
        page = words(client.get(path))
        assert ("PJ024-D-0012" in page, "決-0012" in page) == (True, False), path
    for query in ("PJ024-D-0012", "d-0012", "PJ024-決-0012"):
        for day in ("", "&as_of=2026-11-20"):
            rows = client.get(f"/decisions/?q={query}{day}").context["page"].object_list
            assert [s.decision.pk for s in rows] == [made.pk], (query, day)
    row = client.get("/api/v1/decisions").json()["items"][0]
    assert (row["code"], row["code_en"]) == ("PJ024-決-0012", "PJ024-D-0012")
