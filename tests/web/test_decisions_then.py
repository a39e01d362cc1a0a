"""Decisions as of an earlier day: what was asked, of whom, how it stood; nothing of what was written later."""

import re
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from factories.board import make_activity, make_answer
from factories.control import OPTIONS, make_decision, option
from factories.people import make_company, make_user, read_company
from factories.project import make_project, make_user_of
from kaname.domains.control.actions import deciding, decisions
from kaname.domains.control.actions.escalation import escalate_overdue
from kaname.domains.control.models import Decision
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(9, 14))
LATER = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def company():
    return make_company()


@pytest.fixture
def project():
    return make_project(code="PJ024", name="基幹更改")


@pytest.fixture
def on(monkeypatch):
    """Let everything that is written be written at ten o'clock of a day."""

    def stand(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        make_company(as_of=day)

    return stand


@pytest.fixture
def story(project, on):
    """Asked on Monday, sent back on Wednesday, asked of another with a third option on Thursday, then decided."""
    writer, first, second = (make_user_of(project, r) for r in (Role.PMO_CONTROLLER, Role.SPONSOR, Role.SPONSOR))
    on(MONDAY)
    given = {"question": "稼働日を改めるか", "options": OPTIONS, "decider": first.person, "decide_by": WEDNESDAY}
    made = decisions.submit(decision=decisions.draft(project=project, by=writer, **given), by=writer)
    on(WEDNESDAY)
    deciding.send_back(decision=made, reason="費用の根拠", by=first)
    on(THURSDAY)
    changed = {"question": "稼働日を四月に改めるか", "options": [*OPTIONS, option("C", "中止")]}
    decisions.update(decision=made, by=writer, decider=second.person, decide_by=date(2026, 11, 18), **changed)
    decisions.submit(decision=made, by=writer)
    on(LATER)
    escalate_overdue()
    deciding.decide(decision=made, option="C", dissent="惜しい", by=second)
    on(date(2026, 11, 20))
    return Decision.objects.get()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_the_queue_of_a_day_is_the_queue_of_then(story):
    client = signed_in(make_user(Role.PMO_MANAGER))
    found = {}
    for day in (date(2026, 11, 6), MONDAY, TUESDAY, WEDNESDAY, THURSDAY, LATER):
        page = client.get(f"/decisions/?state=all&as_of={day}")
        found[day] = [(s.state, s.decision.question, s.decision.decide_by) for s in page.context["page"].object_list]
    assert found == {
        date(2026, 11, 6): [],
        MONDAY: [("raised", "稼働日を改めるか", WEDNESDAY)],
        TUESDAY: [("raised", "稼働日を改めるか", WEDNESDAY)],
        WEDNESDAY: [("sent_back", "稼働日を改めるか", WEDNESDAY)],
        THURSDAY: [("raised", "稼働日を四月に改めるか", date(2026, 11, 18))],
        LATER: [("decided", "稼働日を四月に改めるか", date(2026, 11, 18))],
    }
    waiting = {day: client.get(f"/decisions/?as_of={day}").context["found"].waiting for day in (TUESDAY, LATER)}
    assert waiting == {TUESDAY: 1, LATER: 0}
    page = words(client.get(f"/decisions/?as_of={TUESDAY}"))
    assert "過去の時点の記録がありません" not in page
    assert f"/projects/PJ024/decisions/{story.number}/?as_of={TUESDAY}" in page


def test_what_waited_for_a_reader_is_told_of_who_was_asked_then(story, project):
    first, second = (m.person.user for m in project.members.filter(role=Role.SPONSOR).order_by("pk"))
    mine = {
        (who, day): len(signed_in(who).get(f"/decisions/?as_of={day}").context["mine"])
        for who in (first, second)
        for day in (TUESDAY, FRIDAY)
    }
    assert mine == {(first, TUESDAY): 1, (second, TUESDAY): 0, (first, FRIDAY): 0, (second, FRIDAY): 1}


def test_the_page_of_a_decision_shows_then_and_no_way_to_write(story):
    client = signed_in(story.decided_by.user)
    path = f"/projects/PJ024/decisions/{story.number}/"
    then, back, now = (words(client.get(path + query)) for query in (f"?as_of={TUESDAY}", f"?as_of={WEDNESDAY}", ""))
    for later in ("四月", "中止", "惜しい", "費用の根拠", "1段階上へ"):
        assert later not in then, later
    assert ("不足：費用の根拠" in back or "費用の根拠" in back, "惜しい" in back) == (True, False)
    assert ("四月" in now, "中止" in now, "惜しい" in now) == (True, True, True)
    assert ('method="post"' in re.sub(r"<header.*?</header>", "", then), "edit/" in then) == (False, False)
    before = words(client.get(f"{path}?as_of=2026-11-06"))
    assert ("まだ誰にも諮られていません" in before, "稼働日" in before) == (True, False)


def test_activities_that_wait_are_those_of_then(project, on):
    writer = make_user_of(project, Role.PROJECT_MANAGER)
    plan = make_answer(project, date(2027, 2, 1))
    early, late = (make_activity(plan, name, MONDAY) for name in ("移行", "研修"))
    decision = make_decision(project, raised=MONDAY)
    on(TUESDAY)
    decisions.hold_up(decision=decision, activity=early, by=writer)
    on(THURSDAY)
    decisions.let_go(decision=decision, activity=early, by=writer)
    decisions.hold_up(decision=decision, activity=late, by=writer)
    on(date(2026, 11, 20))
    client, path = signed_in(writer), f"/projects/PJ024/decisions/{decision.number}/"
    held = {d: [a.name for a in client.get(f"{path}?as_of={d}").context["blocked"]] for d in (MONDAY, TUESDAY, FRIDAY)}
    assert held == {MONDAY: [], TUESDAY: ["移行"], FRIDAY: ["研修"]}
    still = {d: client.get(f"/decisions/?as_of={d}").context["stopped"] for d in (MONDAY, THURSDAY)}
    assert still == {MONDAY: [], THURSDAY: [(project, 3)]}


def test_who_reads_in_part_sees_what_was_open_to_them_then(project, on):
    writer, sponsor = make_user_of(project, Role.PMO_CONTROLLER), make_user_of(project, Role.SPONSOR)
    on(MONDAY)
    given = {"question": "内々の問い", "options": OPTIONS, "decider": sponsor.person, "decide_by": FRIDAY}
    made = decisions.submit(decision=decisions.draft(project=project, by=writer, **given), by=writer)
    on(WEDNESDAY)
    deciding.send_back(decision=made, reason="顧客向けに", by=sponsor)
    decisions.update(decision=made, question="顧客への問い", open_to_client=True, by=writer)
    decisions.submit(decision=made, by=writer)
    on(date(2026, 11, 20))
    client = signed_in(make_user_of(project, Role.CLIENT))
    for path in ("/decisions/?state=all&", "/projects/PJ024/decisions/?", f"/projects/PJ024/decisions/{made.number}/?"):
        seen = {day: "内々" in (page := words(client.get(f"{path}as_of={day}"))) or "顧客への" in page
                for day in (TUESDAY, WEDNESDAY)}  # fmt: skip
        assert seen == {TUESDAY: False, WEDNESDAY: True}, path


def test_rows_without_a_log_stand_by_their_own_times(project):
    taken = make_decision(project, raised=MONDAY, decided=LATER, dissent="惜しい")
    client = signed_in(make_user(Role.PMO_MANAGER))
    (then,) = client.get(f"/decisions/?state=raised&as_of={FRIDAY}").context["page"].object_list
    assert (then.decision, then.state, then.days, then.decision.chosen) == (taken, "raised", 4, "")
    taken.refresh_from_db()
    assert taken.state == "decided"  # nothing was written


def test_the_workbook_of_a_day_holds_the_rows_of_then(story):
    answer = signed_in(make_user(Role.PMO_MANAGER)).get(f"/decisions/decisions.xlsx?state=all&as_of={TUESDAY}")
    (_head, row) = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert (row[2], row[3], row[9], row[10]) == ("稼働日を改めるか", "決裁待ち", None, None)
    assert "20261110" in answer["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_day_asks_the_same_number_of_questions_however_long_the_list_is(count, on):
    for n in range(count):
        project = make_project()
        activity = make_activity(make_answer(project, date(2027, 2, 1)), f"移行{n}", TUESDAY)
        made = make_decision(project, blocks=(activity,), raised=MONDAY)
        writer = make_user_of(project, Role.PMO_CONTROLLER)
        decisions.entrust(decision=made, by=writer, decide_by=date(2026, 11, 25),
                          decider=make_user_of(project, Role.SPONSOR).person)  # fmt: skip
    client = signed_in(make_user(Role.PMO_MANAGER))
    read_company()
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/decisions/?as_of={FRIDAY}")
    assert len(page.context["page"].object_list) == count
    assert len([q for q in asked if "core_organisation" not in q["sql"]]) == 18  # that one is kept for some seconds
