"""The pages of a plan: what they say first, what they list, in both languages and with few queries."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import make_company
from factories.project import make_project, make_user_of
from factories.schedule import DAY, make_document, make_plan
from kaname.domains.core.models import Notification
from kaname.domains.people.enums import Role
from kaname.domains.resource.models import Resource
from kaname.domains.schedule.actions import baselines, edits, recalculation, relations
from kaname.domains.schedule.bridge.state import forget_states
from kaname.domains.schedule.models import Assignment, Baseline, BaselineProposal, MilestoneForecast, Plan, Relation

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def company():
    forget_states()
    return make_company()


@pytest.fixture
def plan():
    return make_plan(project=make_project(code="PJ01"))


@pytest.fixture
def pm(client, plan):
    user = make_user_of(plan.project, Role.PROJECT_MANAGER)
    client.force_login(user)
    return user


PAGES = [
    ("gantt/", "計画の完了は2026/11/27(金)です。", "The plan finishes on Fri 27 Nov 2026."),
    ("wbs/", "4件の活動、進捗0%、遅れ0件です。", "4 activities, 0% done; 0 late."),
    ("activities/", "4件の活動", "4 activities"),
    ("milestones/", "次は完了（2026/11/27(金)）です。", "Next: 完了, Fri 27 Nov 2026."),
    ("baselines/", "ベースラインがまだありません。", "There is no baseline yet"),
    ("look-ahead/", "活動は4件、うち3件", "4 activities begin or go on"),
    ("relations/", "他プロジェクトとの依存関係はありません。", "This plan waits for no other project"),
    ("plan/", "保存すると計画を再計算します。", "The plan is scheduled anew"),
    ("plan/close/", "締めた後は戻せません。", "It cannot be reopened."),
    ("baselines/new/", "現在の日程を案として残し", "The dates of the plan are kept as they stand now"),
]


@pytest.mark.parametrize(("path", "ja", "en"), PAGES)
def test_each_page_opens_with_its_answer(client, pm, path, ja, en):
    for language, said in (("ja", ja), ("en", en)):
        answer = client.get(f"/projects/PJ01/{path}?lang={language}")
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
        assert said in answer.content.decode()


def test_the_words_of_the_island_are_those_of_its_source():
    ours = json.loads((ROOT / "src/kaname/web/schedule/words.ja.json").read_text("utf-8"))
    assert ours == json.loads((ROOT / "frontend/gantt/words.ja.json").read_text("utf-8"))


def about_schedule(found):
    """How many of the queries read tables of schedule; the frame's own are counted with the frame."""
    return sum('"schedule_' in q["sql"] for q in found)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("wbs/", 3), ("activities/", 5), ("milestones/", 5), ("look-ahead/", 8)])
def test_pages_take_the_same_queries_for_any_number_of_rows(client, path, queries, count):
    plan = make_plan(make_document({f"活動{i}": i % 2 for i in range(count * 2)}), make_project(code="PJ01"))
    client.force_login(make_user_of(plan.project, Role.PROJECT_MANAGER))
    client.get(f"/projects/PJ01/{path}")
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/projects/PJ01/{path}").status_code == 200
    assert about_schedule(found) == queries


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_all_activities_shows_only_what_may_be_seen(client, pm, plan, count):
    for _ in range(count):
        make_plan(project=make_project())
    with CaptureQueriesContext(connection) as found:
        answer = client.get("/activities/").content.decode()
    assert "4件の活動" in answer
    assert answer.count("/projects/PJ01/activities/") == 4
    assert about_schedule(found) == 3


def test_an_activity_tells_why_its_dates_are_so(client, pm, plan):
    row = plan.activities.get(name="製造")
    answer = client.get(f"/projects/PJ01/activities/{row.pk}/").content.decode()
    assert "下で「駆動」と示した先行の活動を待って開始します。" in answer
    assert client.get("/projects/PJ01/activities/999999/").status_code == 404


def test_an_activity_is_edited_without_javascript(client, pm, plan):
    row = plan.activities.get(name="製造")
    address = f"/projects/PJ01/activities/{row.pk}/edit/"
    form = client.get(address).context["form"]
    values = {name: "" if value is None else str(value) for name, value in form.initial.items()}
    answer = client.post(address, values | {"duration": "8", "name": "実装"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/projects/PJ01/activities/{row.pk}/")
    row.refresh_from_db()
    assert (row.name, row.duration, row.constraint) == ("実装", 8 * DAY * 10, "ASAP")
    history = client.get(f"/projects/PJ01/activities/{row.pk}/").content.decode()
    assert "名称" in history
    stale = client.post(address, values | {"duration": "2"})
    assert stale.status_code == 409 or stale.status_code == 422
    wrong = client.post(address, values | {"version": "2", "name": "", "percent": "400"})
    assert wrong.status_code == 422
    assert sorted(wrong.context["form"].errors) == ["name", "percent"]


def test_a_manager_proposes_a_baseline_and_the_sponsor_sees_what_differs_and_approves(client, pm, plan):
    baselines.set_baseline(plan=plan, name="当初", by=None)
    plan.activities.filter(name="試験").update(duration=int(4 * DAY * 10), work=19200)
    recalculation.recalculate(Plan.objects.get(pk=plan.pk))
    at = "/projects/PJ01/baselines/"
    assert "ベースラインを提案" in client.get(f"{at}new/").text
    assert client.post(f"{at}new/", {"name": "第2版"}).status_code == 422  # promised already: a reason is needed
    assert client.post(f"{at}new/", {"name": "第2版", "reason": "試験の追加"}).status_code == 302
    asked = BaselineProposal.objects.get()
    assert "承認</button>" not in client.get(at).text
    assert client.post(f"{at}proposals/{asked.pk}/approve/").status_code == 403
    client.force_login(make_user_of(plan.project, Role.SPONSOR))
    shown = client.get(at)
    assert [(line.name, line.days) for line in shown.context["changed"]] == [("試験", 2), ("完了", 2)]
    totals = shown.context["totals"]
    assert (totals["days"], totals["work_before"], totals["work_after"]) == (2, 0, 19200)
    assert "承認</button>" in shown.text
    assert client.post(f"{at}proposals/{asked.pk}/approve/", {"answer": ""}, follow=True).status_code == 200
    assert [b.name for b in Baseline.objects.order_by("number")] == ["当初", "第2版"]
    assert client.post(f"{at}proposals/{asked.pk}/refuse/", {"answer": "x"}, follow=True).text.count("回答済み") == 1


def test_two_baselines_are_compared_in_days(client, pm, plan):
    baselines.set_baseline(plan=plan, name="当初", by=None)
    row = plan.activities.get(name="試験")
    change = {"op": "set", "id": row.pk, "field": "duration", "before": 0, "after": int(4 * DAY * 10)}
    edits.apply(plan=plan, edits=[change], version=2, by=pm)
    answer = client.get("/projects/PJ01/baselines/")
    assert "「当初」から、移動2件、追加0件、削除0件、変更なし2件です。" in answer.content.decode()
    assert [(line.name, line.days) for line in answer.context["changed"]] == [("試験", 2), ("完了", 2)]
    stored = Plan.objects.get(pk=plan.pk)
    reasons = [(r["health"], r["sentence_key"], r["params"].get("days")) for r in stored.health_reasons]
    assert reasons == [("red", "spi", None), ("amber", "slip", 2.0), ("amber", "milestone-slip", 2.0)]
    assert stored.computed_health == "red"  # nothing was reported though three days were promised
    assert stored.driver["name"] == "試験"


def test_closing_a_report_date_freezes_it_and_draws_the_slip_chart(client, pm, plan):
    answer = client.post("/projects/PJ01/plan/close/", {"as_of": "2026-11-18"})
    assert answer.status_code == 302
    frozen = Plan.objects.get(pk=plan.pk).progress_dates.get()
    assert (frozen.as_of, sorted(frozen.rows)) == (date(2026, 11, 18), ["1", "2", "3", "4"])
    assert list(MilestoneForecast.objects.values_list("name", "as_of")) == [("完了", date(2026, 11, 18))]
    chart = client.get("/projects/PJ01/milestones/").context
    assert chart["option"]["series"][0]["data"] == [["2026-11-18", "2026-11-27"]]
    again = client.post("/projects/PJ01/plan/close/", {"as_of": "2026-11-18"})
    assert again.status_code == 422
    assert "締められています" in again.content.decode()
    assert client.post("/projects/PJ01/plan/close/", {"as_of": "2026-12-18"}).status_code == 422


def test_settings_move_the_plan_and_two_writers_meet(client, pm, plan):
    form = client.get("/projects/PJ01/plan/").context["form"]
    values = {k: "" if v is None else v for k, v in form.initial.items()} | {"start": "2026-11-24T08:00"}
    assert client.post("/projects/PJ01/plan/", values).status_code == 302
    assert plan.activities.get(name="設計").start == Plan.objects.get(pk=plan.pk).start


def test_a_project_without_a_plan_begins_one(client):
    project = make_project(code="PJ02")
    client.force_login(make_user_of(project, Role.PROJECT_MANAGER))
    assert "計画がまだありません。" in client.get("/projects/PJ02/gantt/").content.decode()
    assert client.get("/projects/PJ02/gantt/data").status_code == 404
    assert client.post("/projects/PJ02/plan/").status_code == 302
    found = client.get("/projects/PJ02/gantt/data").json()
    change = {"op": "add", "temp": "t1", "after": None, "level": 1, "name": "準備", "duration": 4800, "kind": "task"}
    body = json.dumps({"version": found["plan"]["version"], "keep": True, "edits": [change]})
    answer = client.post("/projects/PJ02/gantt/edits", body, content_type="application/json").json()
    assert answer["structure"]["columns"]["name"] == ["準備"]


def crossing(plan, other, by=None):
    return relations.ask(
        predecessor=plan.activities.get(name="完了"), successor=other.activities.get(name="設計"), by=by
    )


def test_a_slip_here_moves_the_project_that_waits_and_tells_its_manager(client, pm, plan):
    other = make_plan(project=make_project(code="PJ02"))
    their = make_user_of(other.project, Role.PROJECT_MANAGER)
    relation = crossing(plan, other, by=None)
    before = other.activities.get(name="設計").start
    relations.give(relation=relation, by=pm)
    assert other.activities.get(name="設計").start == before
    relations.agree(relation=Relation.objects.get(crosses=True), by=their)
    moved = other.activities.get(name="設計")
    assert moved.start > plan.activities.get(name="完了").finish
    row = plan.activities.get(name="設計")
    change = [{"op": "set", "id": row.pk, "field": "duration", "before": 0, "after": int(8 * DAY * 10)}]
    tried = edits.preview(plan=plan, edits=change, version=1, by=None)
    kept = edits.apply(plan=plan, edits=change, version=1, by=None)
    assert [o.code for o in kept.consequence.other_projects] == ["PJ02"]
    assert tried.consequence.other_projects == kept.consequence.other_projects
    assert other.activities.get(name="設計").start > moved.start
    notice = Notification.objects.filter(user_id=their.pk, kind="project.moved").get()
    assert (notice.params["giving"], notice.params["days"]) == ("PJ01", "+7")
    hidden = edits.preview(plan=plan, edits=[change[0] | {"after": 4800}], version=2, by=pm)
    assert hidden.consequence.other_projects == []


def test_projects_that_would_wait_for_each_other_are_refused_with_the_way_round(plan, pm):
    from django.core.exceptions import ValidationError

    other = make_plan(project=make_project(code="PJ02"))
    relations.agree(relation=relations.give(relation=crossing(plan, other), by=pm), by=None)
    with pytest.raises(ValidationError, match="PJ02 → PJ01 → PJ02"):
        crossing(other, plan)


def test_sign_off_over_the_page(client, pm, plan):
    other = make_plan(project=make_project(code="PJ02"))
    relation = crossing(plan, other)
    page = client.get("/projects/PJ01/relations/")
    assert "PJ02" not in page.content.decode()  # the manager of PJ01 may not read PJ02
    assert client.post(f"/projects/PJ01/relations/{relation.pk}/give/").status_code == 302
    relation.refresh_from_db()
    assert (relation.sign_off, relation.given_by) == ("given", pm)
    client.post(f"/projects/PJ01/relations/{relation.pk}/agree/")
    relation.refresh_from_db()
    assert relation.sign_off == "given"


def test_members_of_other_projects_find_none_of_the_pages(client, plan):
    client.force_login(make_user_of(make_project(), Role.PROJECT_MANAGER))
    assert {client.get(f"/projects/PJ01/{path}").status_code for path, _, _ in PAGES} == {404}


def test_a_freelancer_reads_the_activities_they_work_on_and_nothing_beside_them(client, plan):
    freelancer = make_user_of(plan.project, Role.FREELANCER)
    own, other = plan.activities.get(name="製造"), plan.activities.get(name="試験")
    resource = Resource.objects.create(name="外部 太郎", person=freelancer.person)
    Assignment.objects.create(plan=plan, activity=own, resource=resource, uid="1")
    client.force_login(freelancer)
    listed = client.get("/projects/PJ01/activities/").content.decode()
    assert [name in listed for name in ("自分の活動", "製造", "設計", "試験")] == [True, True, False, False]
    page = client.get(f"/projects/PJ01/activities/{own.pk}/").content.decode()
    assert [name in page for name in ("製造", "設計", "試験")] == [True, False, False]
    assert client.get(f"/projects/PJ01/activities/{other.pk}/").status_code == 404
    assert client.get("/projects/PJ01/gantt/").headers["Location"] == "/projects/PJ01/activities/"
    found = client.get(f"/projects/PJ01/gantt/?activity={own.uid}")
    assert found.headers["Location"] == f"/projects/PJ01/activities/{own.pk}/"
    everywhere, search = client.get("/activities/").content.decode(), client.get("/search/?q=試験").content.decode()
    assert ("製造" in everywhere, "試験" in everywhere, f"?activity={other.uid}" in search) == (True, False, False)
    rows = client.get("/api/v1/projects/PJ01/activities").json()["items"]
    assert [row["name"] for row in rows] == ["製造"]
    refused = [client.get(f"/{path}").status_code for path in ("api/v1/projects/PJ01/relations", "projects/PJ01/wbs/")]
    assert refused == [404, 404]
