"""The portfolio board: whose projects, in which order, narrowed how, as of when; downloads; constant queries."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import Client

from factories.board import DAY, evening, make_answer, make_milestone, make_progress_date
from factories.health import make_health
from factories.people import make_company, make_unit, make_user
from factories.project import make_member, make_person, make_project
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.reporting.queries.board import add_milestones, board
from kaname.domains.schedule.models import MilestoneForecast

pytestmark = pytest.mark.django_db
SLIP = {"axis": "delivery", "health": "red", "sentence_key": "slip", "params": {"days": 8}, "rows": []}


@pytest.fixture
def company() -> None:
    make_company()


@pytest.fixture
def manager(company: None) -> Client:
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    return client


def three_projects() -> None:
    red = make_project(code="R1", name="基幹刷新", project_type="system", unit=make_unit(name="情報部"))
    make_answer(
        red, date(2027, 2, 10), date(2027, 1, 29), computed_health="red", health_reasons=[SLIP], overdue_count=3
    )
    red.declared_health = "green"
    red.save()
    make_answer(make_project(code="G1", name="人事改革", project_type="reform"), date(2027, 3, 1), date(2027, 3, 1))
    make_project(code="N1", name="構想だけ")


def codes(response) -> list[str]:
    return [row.code for row in response.context["page"].object_list]


def test_the_worst_stands_first_and_the_answer_names_the_cause(manager):
    three_projects()
    response = manager.get("/portfolio/")
    assert codes(response) == ["R1", "N1", "G1"]
    assert response.context["answer"] == (
        "3件中1件が要注意です(赤1、黄0)。最大の原因：完了がベースラインより8稼働日遅れています(R1 基幹刷新)。"
    )
    assert response.context["counts"].apart == 1


def test_in_english_the_answer_is_english(manager):
    three_projects()
    answer = manager.get("/portfolio/?lang=en").context["answer"]
    assert answer.startswith("1 of 3 projects needs attention (red 1, amber 0). The largest cause: The finish is")


def test_a_slip_without_a_reason_is_counted_without_weekends_and_holidays(manager):
    make_answer(make_project(), date(2026, 11, 25), date(2026, 11, 20))  # 23 November is a holiday
    assert [row.slip for row in board(make_user(Role.PMO_MANAGER))] == [2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("health=red", ["R1"]),
        ("type=reform", ["G1"]),
        ("status=planning", ["R1", "N1", "G1"]),
        ("q=ＫＩＫＡＮ", []),
        ("q=基幹", ["R1"]),
        ("q=ｒ１", ["R1"]),
        ("sort=code", ["G1", "N1", "R1"]),
        ("sort=-code", ["R1", "N1", "G1"]),
        ("sort=nonsense&page=99&health=", ["R1", "N1", "G1"]),
        ("unit=999", []),
    ],
)
def test_the_address_narrows_and_orders(manager, asked, found):
    three_projects()
    assert codes(manager.get(f"/portfolio/?{asked}")) == found


@pytest.mark.parametrize("view", ["", "cards/", "map/", "timeline/"])
def test_every_view_shows_every_project_and_keeps_the_filters(manager, view):
    three_projects()
    body = manager.get(f"/portfolio/{view}?type=system").content.decode()
    assert ("基幹刷新" in body, "人事改革" in body, "/portfolio/cards/?type=system" in body) == (True, False, True)


def test_as_of_turns_the_board_back_to_what_was_frozen(manager):
    plan = make_answer(make_project(), date(2027, 2, 10), date(2027, 1, 29), computed_health="red")
    frozen = {"finish": evening(date(2027, 1, 29)), "baseline_finish": plan.baseline_finish, "computed_health": "green"}
    make_progress_date(plan, date(2026, 10, 30), **frozen | {"computed_health": "amber"})
    make_progress_date(plan, date(2026, 11, 6), **frozen)
    rows = {
        day: board(make_user(Role.PMO_MANAGER), day)[0]
        for day in (date(2026, 11, 10), date(2026, 11, 5), date(2026, 1, 5))
    }
    assert [(r.health, r.slip, r.age) for r in rows.values()] == [
        ("green", 0, 4),
        ("amber", 0, 6),
        ("unknown", None, None),
    ]
    assert manager.get("/portfolio/?as_of=2026-11-10").context["counts"].green == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(company, count, django_assert_num_queries):
    for _ in range(count):
        make_milestone(make_answer(make_project(), date(2027, 1, 29), date(2027, 1, 8)), "稼働判定", date(2026, 12, 1))
    user = make_user(Role.PMO_MANAGER)
    with django_assert_num_queries(
        9
    ):  # company, its calendar, roles, heads, managers, phases, health; milestones, names
        rows = board(user)
        add_milestones(rows)
    assert [(r.milestone, r.milestone_day) for r in rows] == [("稼働判定", date(2026, 12, 1))] * count


def test_the_next_milestone_is_the_first_that_is_not_reached(company):
    plan = make_answer(make_project(), date(2027, 1, 29))
    make_milestone(plan, "要件確定", date(2026, 10, 1), percent_complete=100.0)
    make_milestone(plan, "稼働判定", date(2026, 12, 25))
    make_milestone(plan, "設計完了", date(2026, 12, 4))
    rows = board(make_user(Role.PMO_MANAGER))
    add_milestones(rows)
    assert (rows[0].milestone, rows[0].milestone_day) == ("設計完了", date(2026, 12, 4))


def test_float_is_shown_in_the_projects_days(company):
    make_answer(make_project(minutes_per_day=480), date(2027, 1, 29), total_float=-2 * DAY)
    assert [r.float_days for r in board(make_user(Role.PMO_MANAGER))] == [-2.0]


def test_csv_opens_in_excel_and_no_name_becomes_a_formula(manager):
    make_answer(make_project(code="X1", name="=cmd|'/c calc'!A1"), date(2027, 1, 29))
    text = manager.get("/portfolio/board.csv").content.decode("utf-8")
    head, row = csv.reader(StringIO(text.removeprefix("\ufeff")))
    assert (text[0], head[3], row[3], row[9]) == ("\ufeff", "名称", "'=cmd|'/c calc'!A1", "2027-01-29")


def test_the_workbook_holds_dates_and_numbers(manager):
    three_projects()
    sheet = openpyxl.load_workbook(BytesIO(manager.get("/portfolio/board.xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [c.strip() for c in rows[0][:4]] == ["健全性", "申告", "コード", "名称"]
    assert (rows[1][0], rows[1][2], rows[1][9].date(), rows[1][11], rows[1][13]) == (
        "● 赤",
        "R1",
        date(2027, 2, 10),
        8,
        3,
    )
    assert len(rows) == 4


@pytest.mark.parametrize("role", [Role.PMO_CONTROLLER, Role.SPONSOR, Role.PMO_ADMINISTRATOR])
def test_who_looks_across_projects_sees_their_own_and_no_other(company, role):
    mine, other = make_project(code="MINE"), make_project(code="OTHER")
    person = make_person()
    make_member(mine, person, role)
    client = Client()
    client.force_login(make_user(person=person))
    response = client.get("/portfolio/")
    assert codes(response) == ["MINE"]
    assert other.name not in response.content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.TEAM_LEADER, Role.PROJECT_MANAGER, Role.CLIENT, Role.FREELANCER])
def test_who_has_no_portfolio_cannot_switch_to_it(company, role):
    project, person = make_project(), make_person()
    project.members.all().delete()
    make_member(project, person, role)
    client = Client()
    client.force_login(make_user(person=person))
    assert [client.get(f"/portfolio/{v}").status_code for v in ("", "cards/", "board.csv")] == [404, 404, 404]
    assert "/portfolio/" not in client.get("/").content.decode()


def test_the_board_marks_and_counts_what_its_list_of_declared_better_holds(manager):
    for code, declared, computed in (("W1", "green", "red"), ("W2", "amber", "red"), ("W3", "red", "amber")):
        project = make_project(code=code, status="executing", declared_health=declared)
        make_answer(project, date(2027, 2, 10), date(2027, 1, 29), computed_health=computed)
        make_health(project, healths={"delivery": computed, "freshness": "green"}, declared=declared)
    page = manager.get("/portfolio/?lang=en")
    text = page.content.decode()
    assert ("2 projects are declared better than computed" in text, text.count('class="apart"')) == (True, 2)
    listed = manager.get("/portfolio/watermelons/").context["rows"]
    assert len(listed) == page.context["counts"].apart == 2
    Project.objects.filter(code__in=("W1", "W2")).update(status="cancelled")
    assert "No project is declared better than computed." in manager.get("/portfolio/?lang=en").content.decode()


def test_the_api_says_the_health_of_the_board(manager):
    project = make_project(code="C1", status="executing")
    make_answer(project, date(2027, 1, 29), date(2027, 1, 29), computed_health="green")
    make_health(project, healths={"delivery": "green", "cost": "red", "freshness": "green"})
    make_answer(make_project(code="D1", status="executing"), date(2027, 1, 29), computed_health="amber")
    said = {p["code"]: p["computed_health"] for p in manager.get("/api/v1/projects").json()["items"]}
    shown = {row.code: row.health for row in manager.get("/portfolio/").context["page"]}
    assert said == shown == {"C1": "red", "D1": "amber"}


def test_what_is_over_is_counted_no_more_but_was_on_a_day_on_which_it_reported(manager):
    make_answer(make_project(code="R1", status="executing"), date(2027, 2, 10), date(2027, 1, 29))
    killed = make_answer(make_project(code="K1", status="cancelled"), date(2027, 1, 29), computed_health="red")
    make_progress_date(killed, date(2026, 10, 30), finish=evening(date(2027, 1, 29)), computed_health="amber")
    assert codes(manager.get("/portfolio/")) == ["R1"]
    assert manager.get("/portfolio/").context["answer"].startswith("1件")
    assert codes(manager.get("/portfolio/?status=cancelled")) == ["K1"]
    assert codes(manager.get("/portfolio/?as_of=2026-11-06")) == ["K1", "R1"]
    assert codes(manager.get("/portfolio/?as_of=2026-11-18")) == ["R1"]


def test_of_an_earlier_day_the_next_milestone_is_the_one_that_was_next(manager):
    plan = make_answer(make_project(code="M1", status="executing"), date(2027, 2, 10))
    done = make_milestone(plan, "製造の完了", date(2026, 11, 18), percent_complete=100.0, uid="a")
    ahead = make_milestone(plan, "稼働開始", date(2027, 2, 1), uid="b", extras={"fields": {"name_en": "Go-live"}})
    make_progress_date(plan, date(2026, 11, 6), finish=evening(date(2027, 1, 29)), computed_health="green")
    for row, day in ((done, date(2026, 11, 13)), (ahead, date(2027, 1, 22))):
        MilestoneForecast.objects.create(
            plan=plan, uid=row.uid, name=row.name, as_of=date(2026, 11, 6), finish=evening(day), done=False
        )
    (then,) = manager.get("/portfolio/?as_of=2026-11-10").context["page"].object_list
    assert (then.milestone, then.milestone_day) == ("製造の完了", date(2026, 11, 13))
    lanes = manager.get("/portfolio/timeline/?as_of=2026-11-10&months=12&lang=en").content.decode()
    assert ("Go-live" in lanes, "2027-01-22" in lanes or "22 Jan 2027" in lanes) == (True, True)
    (now,) = manager.get("/portfolio/?lang=ja").context["page"].object_list
    assert (now.milestone, now.milestone_day) == ("稼働開始", date(2027, 2, 1))


def test_half_a_day_late_is_a_day_on_the_board_as_in_a_calendar(manager):
    half = SLIP | {"params": {"days": 12.5}}
    make_answer(make_project(code="H1"), date(2027, 2, 15), date(2027, 1, 26), health_reasons=[half])
    (row,) = manager.get("/portfolio/").context["page"].object_list
    assert row.slip == 13


def three_on_cost() -> None:
    for code, cost, dates in (("A1", "red", "green"), ("A2", "green", "red"), ("A3", "green", "green")):
        project = make_project(code=code, status="executing")
        make_answer(project, date(2027, 1, 29), date(2027, 1, 29), computed_health=dates)
        make_health(project, healths={"delivery": "green", "cost": cost, "freshness": "green"})
    make_answer(make_project(code="A4", status="executing"), date(2027, 1, 29), computed_health="amber")
    for code, status in (("A5", "completed"), ("A6", "cancelled")):
        make_answer(make_project(code=code, status=status), date(2026, 9, 30), computed_health="red")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("axis=cost&health=red", ["A1"]),
        ("axis=cost&health=green", ["A2", "A3"]),
        ("axis=cost&health=unknown", ["A4"]),
        ("axis=delivery&health=red", ["A2"]),
        ("health=red", ["A1", "A2"]),
        ("health=amber", ["A4"]),
        ("axis=nonsense&health=green", ["A3"]),
    ],
)
def test_any_axis_filters_the_board_and_the_list_alike(manager, query, codes):
    three_on_cost()
    board = manager.get(f"/portfolio/?{query}").context
    assert sorted(r.code for r in board["page"]) == codes
    rows = [r["code"] for r in manager.get(f"/projects/?{query}").context["rows"]]
    assert [c for c in rows if c not in ("A5", "A6")] == codes


@pytest.mark.parametrize("axis", ["", "cost", "delivery"])
@pytest.mark.parametrize("others", ["", "&status=executing", "&q=A1"])
def test_each_count_is_the_number_of_rows_that_choosing_it_shows(manager, axis, others):
    three_on_cost()
    asked = f"/portfolio/?axis={axis}{others}"
    for choice in manager.get(asked).context["choices"]:
        for value, _words, count in choice.options:
            if f"&{choice.key}=" not in others:
                shown = manager.get(f"{asked}&{choice.key}={value}").context["page"]
                assert len(shown) == count, (choice.key, value)


def test_the_list_of_projects_says_and_orders_the_health_of_the_axis(manager):
    three_on_cost()
    rows = manager.get("/projects/?axis=cost&sort=health").context["rows"]
    assert [(r["code"], r["computed"]) for r in rows][:1] == [("A1", "red")]
    assert {r["code"]: r["computed"] for r in manager.get("/projects/").context["rows"]} == {
        "A1": "red", "A2": "red", "A3": "green", "A4": "amber", "A5": "red", "A6": "red",
    }  # fmt: skip
