"""Pages of health: computed beside declared with reasons, forecasts, watermelons, changes, limits; who sees what."""

from datetime import date, timedelta

import pytest
from django.test import Client

from factories.board import evening, make_answer, make_milestone, make_progress_date
from factories.health import make_health
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.core.models import Organisation
from kaname.domains.core.queries import forget_organisation
from kaname.domains.people.enums import Role
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import health
from kaname.domains.reporting.models import Explanation, Promise
from kaname.domains.reporting.queries.board import board
from kaname.domains.reporting.rules.limits import DEFAULTS

pytestmark = pytest.mark.django_db
FRIDAYS = [date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)]


@pytest.fixture(autouse=True)
def company() -> None:
    make_company()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> Client:
    return signed_in(make_user(Role.PMO_MANAGER))


def slipping(code: str = "S1", days=tuple(FRIDAYS)):
    """A project that slips more each week, computed on each Friday; declared green."""
    project = make_project(code=code, status="executing", declared_health="green", manager=make_user().person)
    plan = make_answer(project, date(2027, 2, 10), date(2027, 1, 29), computed_health="red")
    for n, day in enumerate(days):
        reason = {
            "axis": "delivery", "health": "red", "sentence_key": "slip", "params": {"days": 6.0 + n}, "rows": ["7"],
        }  # fmt: skip
        make_progress_date(
            plan,
            day,
            finish=evening(date(2027, 2, 8) + timedelta(n)),
            baseline_finish=plan.baseline_finish,
            status_date=evening(day),
            health_reasons=[reason],
        )
        health.take(as_of=day, by=None)
    return project


def test_the_page_answers_with_computed_declared_how_long_and_why(manager):
    slipping()
    page = manager.get("/projects/S1/axes/")
    assert page.context["answer"] == (
        "計算は赤、申告は緑です。この差は3回の基準日続いています。"
        "最も重い理由：完了がベースラインより8稼働日遅れています。"
    )
    assert [a.health for a in page.context["axes"]] == ["red", *["unknown"] * 5, "green"]
    assert "まだ記録がありません" in page.content.decode()
    earlier = manager.get("/projects/S1/axes/?as_of=2026-11-06&lang=en").context["answer"]
    assert earlier.startswith("Computed Red, declared Green. What weighs most: The finish is 6 working days")


def test_the_head_of_an_earlier_day_tells_of_that_day(manager):
    project = slipping()
    Project.objects.filter(pk=project.pk).update(declared_health="red")
    then = manager.get("/projects/S1/forecast/?as_of=2026-11-06&lang=en").content.decode()
    facts = then.split('class="project-facts"')[1].split("</dl>")[0]
    assert ("8 Feb 2027" in facts, "Green" in facts, "10 Feb 2027" in facts) == (True, True, False)
    present = manager.get("/projects/S1/members/?as_of=2026-11-06&lang=en").content.decode()
    assert "10 Feb 2027" in present.split('class="project-facts"')[1].split("</dl>")[0]


def test_a_project_without_history_says_so_calmly(manager):
    make_project(code="N1")
    for page in ("axes", "forecast", "changes"):
        assert manager.get(f"/projects/N1/{page}/").status_code == 200


def test_watermelons_are_on_a_page_of_their_own_before_anything_goes_out(manager):
    slipping()
    make_health(make_project(code="G1", status="executing"), healths={"delivery": "green"})
    page = manager.get("/portfolio/watermelons/")
    assert page.context["answer"].startswith("計算より良く申告されているプロジェクトが1件あります。最も長いのはS1")
    assert [row.found.snapshot.project.code for row in page.context["rows"]] == ["S1"]
    assert "完了がベースラインより8稼働日遅れています" in page.content.decode()


def test_the_manager_explains_and_whoever_may_not_is_refused(manager):
    project = slipping()
    (asked,) = Explanation.objects.filter(project=project, answered_at=None)
    address = f"/projects/S1/explanations/{asked.pk}/"
    own = signed_in(project.members.get(role=Role.PROJECT_MANAGER).person.user)
    assert signed_in(make_user_of(project, Role.MEMBER)).get(address).status_code == 404
    form = own.get(address).content.decode()
    assert "完了がベースラインより6稼働日遅れています" in form
    assert '<a href="/projects/S1/axes/" class="" aria-current="page">健全性</a>' in form
    empty = own.post(address, {"text": " ", "version": asked.version})
    assert (empty.status_code, "一文" in empty.content.decode() or "必須" in empty.content.decode()) == (422, True)
    done = own.post(address, {"text": "結合テストで吸収します。", "measure": "", "version": asked.version})
    assert (done.status_code, done["Location"]) == (302, "/projects/S1/axes/")
    asked.refresh_from_db()
    assert (asked.text, asked.answered_by_id) == (
        "結合テストで吸収します。",
        int(own.session["_auth_user_id"]),
    )
    assert "結合テストで吸収します。" in manager.get("/portfolio/watermelons/").content.decode()


def test_red_opens_help(manager):
    project = slipping()
    own = signed_in(project.members.get(role=Role.PROJECT_MANAGER).person.user)
    page = own.get("/projects/S1/axes/")
    assert (page.context["opens_help"], "助けるためのしるし" in page.content.decode()) == (True, True)
    form = own.get("/projects/S1/support/new/").content.decode()
    assert page.context["axes"][0].reasons[0].text in form  # what weighs most stands in it already
    own.post("/projects/S1/support/new/", {"kind": "recovery", "need": "会計に詳しい人を2週間"})
    page = own.get("/projects/S1/axes/")
    assert (page.context["opens_help"], [s.need for s in page.context["helps"]]) == (False, ["会計に詳しい人を2週間"])


def test_the_forecast_shows_every_method_and_what_it_said_before(manager):
    slipping()
    page = manager.get("/projects/S1/forecast/")
    rows = {row.method: row for row in page.context["rows"]}
    assert set(rows) == {"baseline", "cpm"}
    assert (rows["cpm"].day, rows["cpm"].before, rows["cpm"].moved, rows["cpm"].late) == (
        date(2027, 2, 10), date(2027, 2, 9), 1, 8,
    )  # fmt: skip
    assert page.context["answer"] == "計画上の完了は2027/2/10(水)です。2026/11/13(金)から1稼働日遅れました。"
    then = manager.get("/projects/S1/forecast/?as_of=2026-11-13").context["rows"]
    assert {row.method: row.day for row in then}["cpm"] == date(2027, 2, 9)


def test_the_manager_states_an_own_date(manager):
    project = slipping()
    own = signed_in(project.members.get(role=Role.PROJECT_MANAGER).person.user)
    own.post("/projects/S1/forecast/own-date/", {"finish": "2027-01-29"})
    assert Promise.objects.get(project=project, method="pm").day == date(2027, 1, 29)


def test_what_changed_between_two_dates_of_a_project_and_of_all(manager):
    slipping()
    page = manager.get("/projects/S1/changes/?from=2026-11-06&to=2026-11-20")
    assert page.context["answer"] == "健全性は赤のままです。完了は2稼働日遅れて2027/2/10(水)になりました。"
    assert [row[1:] for row in page.context["numbers"] if str(row[0]).startswith("遅れ")] == [("6.0", "8.0", "+2.0")]
    whole = manager.get("/portfolio/changes/?from=2026-11-06&to=2026-11-20")
    assert [(r.project.code, r.moved, r.worse) for r in whole.context["rows"]] == [("S1", 2, False)]


def test_a_difference_is_that_of_the_numbers_beside_it(manager):
    project = make_project(code="S1", status="executing")
    for day, spi, percent in ((FRIDAYS[1], 0.8551, 68.84), (FRIDAYS[2], 0.8549, 70.26)):
        make_health(project, day, facts={"frozen": day.isoformat(), "spi_t": spi, "percent_complete": percent})
    page = manager.get("/projects/S1/changes/?from=2026-11-13&to=2026-11-20&lang=en")
    assert [row[1:] for row in page.context["numbers"]] == [("68.8", "70.3", "+1.5"), ("0.86", "0.85", "-0.01")]
    whole = manager.get("/portfolio/changes/?from=2026-11-13&to=2026-11-20").context["rows"]
    assert [row.percent for row in whole] == [1.5]


def test_money_and_names_are_for_who_may_read_them():
    project = slipping()
    reason = {
        "axis": "cost", "health": "red", "sentence_key": "cpi", "params": {"cpi": 0.7}, "rows": [],
    }  # fmt: skip
    snapshot = make_health(project, healths={"delivery": "red", "cost": "red"}, revision=9)
    axes = snapshot.axes | {"cost": {"health": "red", "value": 0.7, "reasons": [reason]}}
    other = make_project(code="M1", status="executing")
    make_health(other, healths={"delivery": "red", "cost": "red"}, axes=axes)
    seen = {
        role: signed_in(make_user_of(other, role)).get("/projects/M1/axes/").content.decode()
        for role in (Role.PMO_CONTROLLER, Role.MEMBER)
    }
    assert ["CPIが0.7です" in text for text in seen.values()] == [True, False]
    assert ["CPI 0.70" in text for text in seen.values()] == [True, False]


def test_the_board_shows_every_axis_and_out_of_date(manager):
    cheap = make_project(code="C1", status="executing", declared_health="green")
    make_answer(cheap, date(2027, 1, 29), date(2027, 1, 29))
    make_health(cheap, healths={"delivery": "green", "cost": "red"})
    silent = make_project(code="O1", status="executing")
    make_answer(silent, date(2027, 1, 29), date(2027, 1, 29))
    make_health(silent, healths={"delivery": "green", "freshness": "red"})
    rows = {row.code: row for row in board(make_user(Role.PMO_MANAGER))}
    assert (rows["C1"].health, rows["O1"].health) == ("red", "stale")
    for view in ("", "cards/", "map/", "timeline/", "?health=stale", "board.csv", "?sort=health"):
        assert manager.get(f"/portfolio/{view}").status_code == 200
    text = manager.get("/portfolio/").content.decode()
    assert "情報切れ" in text
    cockpit = manager.get("/projects/C1/").content.decode()
    assert "/projects/C1/axes/" in cockpit


def test_limits_are_kept_in_order_and_a_type_follows_where_it_says_nothing(manager):
    good = DEFAULTS | {"slip_amber": 2, "slip_red": 8}
    assert manager.post("/settings/health/", good | {"slip_red": 1}).status_code == 422
    assert manager.post("/settings/health/", good).status_code == 302
    assert manager.post("/settings/health/?type=reform", {"slip_red": 20}).status_code == 302
    refused = manager.post("/settings/health/?type=system", {"age_red": 3})  # amber of all projects is 7
    assert refused.status_code == 422
    held = Organisation.objects.get().thresholds
    assert (held["schedule"]["slip_red"], held["by_type"]) == (8, {"reform": {"slip_red": 20}})
    forget_organisation()
    expert = signed_in(make_user(Role.PMO_EXPERT))
    assert (expert.get("/settings/health/").status_code, expert.post("/settings/health/", good).status_code) == (
        200,
        403,
    )


def test_promises_are_scored_by_method_once_something_is_reached(manager):
    project = slipping()
    plan = project.plan
    made = make_milestone(plan, "設計完了", date(2026, 11, 18), actual_finish=evening(date(2026, 11, 18)), uid="M1")
    for day, said in ((FRIDAYS[0], date(2026, 11, 16)), (FRIDAYS[1], date(2026, 11, 19))):
        Promise.objects.create(
            project=project, as_of=day, method="p80", uid=made.uid, day=said, taken_at="2026-11-13T08:00Z"
        )
    page = manager.get("/portfolio/promises/")
    (line,) = [x for x in page.context["scores"] if x.method == "p80"]
    assert (line.score.n, line.events, line.score.bias, line.score.kept, line.share) == (2, 1, 0.5, 0.5, 0.8)
    assert page.context["groups"] == []  # one manager's promises are no group


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_a_constant_number_of_queries(manager, count, django_assert_num_queries):
    for n in range(count):
        slipping(f"Q{n}", tuple(FRIDAYS[1:]))
    manager.get("/portfolio/watermelons/")
    for address, queries in (("watermelons", 14), ("changes", 14), ("promises", 10)):
        with django_assert_num_queries(queries):
            manager.get(f"/portfolio/{address}/?n={count}")


def test_reasons_say_the_names_of_what_stands_behind_them_in_the_readers_language(manager):
    project = make_project(code="S1", status="executing", declared_health="green")
    plan = make_answer(project, date(2027, 2, 10), date(2027, 1, 29))
    twin = {"fields": {"name_en": "Test done"}}
    make_milestone(plan, "試験完了", date(2026, 12, 4), uid="7", extras=twin)
    reason = {"axis": "delivery", "health": "red", "sentence_key": "milestone-slip", "rows": ["7"]}
    reason["params"] = {"name": "試験完了", "days": 8.0}
    axes = {"delivery": {"health": "red", "value": 0.8, "reasons": [reason]}}
    make_health(project, healths={"delivery": "red"}, axes=axes)
    for address in ("/projects/S1/axes/", "/portfolio/watermelons/"):
        japanese = manager.get(f"{address}?lang=ja").content.decode()
        assert '<a href="/projects/S1/gantt/?activity=7">7 試験完了</a>' in japanese
        english = manager.get(f"{address}?lang=en").content.decode()
        assert '<a href="/projects/S1/gantt/?activity=7">7 Test done</a>' in english
        assert "Milestone “Test done” is 8 working days after the baseline" in english


def test_each_of_several_reasons_has_its_mark_in_its_colour(manager):
    project = make_project(code="S1", status="executing")
    told = (("cpi", {"cpi": 0.8}, "red"), ("vac", {"percent": 8.0}, "amber"))
    reasons = [{"axis": "cost", "health": h, "sentence_key": k, "params": p, "rows": []} for k, p, h in told]
    axes = {"cost": {"health": "red", "value": 0.8, "reasons": reasons}}
    make_health(project, healths={"cost": "red"}, axes=axes)
    page = manager.get("/projects/S1/axes/").content.decode()
    said = page.split("<tbody>")[1].split("<li>")[1:]
    assert [(each.split('"')[1], "CPIが0.8です" in each) for each in said[:2]] == [
        ("health health-red", True),
        ("health health-amber", False),
    ]


def test_home_counts_the_watermelons_that_the_list_shows(manager):
    slipping()
    amber = make_project(code="A1", name="購買", status="executing", declared_health="amber")
    make_answer(amber, date(2027, 2, 10), date(2027, 1, 29), computed_health="red")
    (card,) = [c for c in manager.get("/").context["cards"] if str(c.title) == "申告が計算より良いプロジェクト"]
    assert [item.title.split()[0] for item in card.items] == ["S1", "A1"]
    assert card.items[1].detail.startswith("申告は黄、計算は赤")
