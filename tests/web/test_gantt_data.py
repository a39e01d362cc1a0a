"""The Gantt's data, edits and undo over HTTP: what the island is promised."""

import json
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pptx import Presentation

from factories.control import make_decision
from factories.people import make_company
from factories.project import make_project, make_user_of
from factories.schedule import DAY, make_plan
from kaname.domains.people.enums import Role
from kaname.domains.schedule.actions import baselines, progress
from kaname.domains.schedule.bridge.state import forget_states
from kaname.domains.schedule.models import Plan
from kaname.web.schedule.slides import shown_rows

pytestmark = pytest.mark.django_db
TICKS = int(DAY * 10)
COLUMNS = {
    "id",
    "level",
    "kind",
    "wbs",
    "name",
    "start",
    "finish",
    "duration",
    "elapsed",
    "percent",
    "total_float",
    "free_float",
    "critical",
    "constraint",
    "constraint_date",
    "deadline",
    "actual_start",
    "actual_finish",
    "baseline_start",
    "baseline_finish",
    "manual",
    "active",
    "resources",
    "version",
    "calendar",
}


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


def get(client, query=""):
    return client.get(f"/projects/PJ01/gantt/data{query}")


def post(client, path, body):
    return client.post(f"/projects/PJ01/gantt/{path}", json.dumps(body), content_type="application/json")


def test_data_has_every_column_of_the_contract_in_equal_length(client, pm):
    found = get(client).json()
    assert sorted(found["columns"]) == sorted(COLUMNS)
    assert {len(values) for values in found["columns"].values()} == {4}
    assert found["columns"]["name"] == ["設計", "製造", "試験", "完了"]
    assert found["columns"]["kind"] == ["task", "task", "task", "milestone"]
    assert found["columns"]["critical"] == [1, 1, 1, 1]
    assert (found["relations"]["predecessor"], found["relations"]["successor"]) == ([0, 1, 2], [1, 2, 3])
    assert found["relations"]["driving"] == [1, 1, 1]
    assert found["calendars"][0]["week"][0] == [[480, 720], [780, 1020]]
    head = found["plan"]
    assert (head["code"], head["version"], head["can_edit"], head["minutes_per_day"]) == ("PJ01", 1, True, 480.0)


def test_rows_that_wait_for_a_decision_say_for_which_one(client, plan, pm):
    row = plan.activities.order_by("position").last()
    decision = make_decision(plan.project, blocks=(row,))
    assert get(client).json()["waits"] == {str(row.pk): [f"PJ01-決-{decision.number:04}"]}


@pytest.mark.parametrize("rows", [1, 3])
def test_data_takes_the_same_queries_for_any_number_of_rows(client, rows, company):
    from factories.schedule import make_document

    plan = make_plan(make_document({f"活動{i}": 2 for i in range(rows)}), make_project(code="PJ01"))
    client.force_login(make_user_of(plan.project, Role.PROJECT_MANAGER))
    get(client)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get(client)
    assert len(queries) == 14


def test_an_edit_is_tried_then_kept_then_undone(client, pm, plan):
    row = plan.activities.get(name="製造")
    change = {"op": "set", "id": row.pk, "field": "duration", "before": row.duration, "after": 8 * TICKS}
    tried = post(client, "edits", {"version": 1, "keep": False, "edits": [change]}).json()
    assert (tried["kept"], tried["version"], tried["structure"]) == (False, 1, None)
    assert Plan.objects.get(pk=plan.pk).version == 1
    kept = post(client, "edits", {"version": 1, "keep": True, "edits": [change]}).json()
    assert (kept["kept"], kept["version"]) == (True, 2)
    assert ("undo" in tried, kept["undo"]) == (False, "「製造」の編集")
    assert get(client).json()["plan"]["undo"] == "「製造」の編集"
    assert kept["changed"] == tried["changed"] | {"version": kept["changed"]["version"]}
    assert kept["consequence"] == tried["consequence"]
    assert kept["consequence"]["sentence"] == "完了が3日遅れます。3件の活動が動きます。"
    back = post(client, "undo", {}).json()
    assert (back["version"], back["undone"]) == (3, "「製造」の編集を元に戻しました。")
    assert (back["undo"], get(client).json()["plan"]["undo"]) == ("", "")
    assert back["consequence"]["finish_after"] == tried["consequence"]["finish_before"]
    nothing = post(client, "undo", {})
    assert (nothing.status_code, nothing.json()) == (404, {"sentence": "元に戻せるあなたの編集はありません。"})


def test_new_rows_come_with_the_whole_structure(client, pm, plan):
    first = plan.activities.get(name="設計")
    change = {
        "op": "add",
        "temp": "t1",
        "after": first.pk,
        "level": 1,
        "name": "移行",
        "duration": TICKS,
        "kind": "task",
    }
    kept = post(client, "edits", {"version": 1, "keep": True, "edits": [change]}).json()
    assert kept["structure"]["columns"]["name"] == ["設計", "移行", "製造", "試験", "完了"]
    assert kept["structure"]["columns"]["id"][1] == kept["temp"]["t1"]
    assert kept["structure"]["columns"]["wbs"] == ["1", "2", "3", "4", "5"]
    assert get(client).json()["columns"] == kept["structure"]["columns"]


def test_conflicts_and_refusals_have_their_status_and_all_their_reasons(client, pm, plan):
    row = plan.activities.get(name="設計")
    change = {"op": "set", "id": row.pk, "field": "duration", "before": row.duration, "after": 2 * TICKS}
    client.force_login(make_user_of(plan.project, Role.PMO_CONTROLLER))
    post(client, "edits", {"version": 1, "keep": True, "edits": [change]})
    client.force_login(pm)
    met = post(client, "edits", {"version": 1, "keep": True, "edits": [change | {"after": TICKS}]})
    assert met.status_code == 409
    assert [(c["field"], c["yours"], c["theirs"]) for c in met.json()["conflicts"]] == [("duration", TICKS, 2 * TICKS)]
    wrong = post(client, "edits", {"version": 2, "keep": True, "edits": [change | {"after": -1}, {"op": "fly"}]})
    assert wrong.status_code == 422
    assert [(e["edit"], e["field"]) for e in wrong.json()["errors"]] == [(0, "duration"), (1, "")]


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", '{"version": "x", "edits": []}', '{"version": 1, "edits": 5}', '{"version": 99, "edits": []}'],
)
def test_what_is_no_edit_is_refused(client, pm, body):
    answer = client.post("/projects/PJ01/gantt/edits", body, content_type="application/json")
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 1


def test_readers_read_and_strangers_find_nothing(client, plan):
    client.force_login(make_user_of(plan.project, Role.SPONSOR))
    assert get(client).json()["plan"]["can_edit"] is False
    assert post(client, "edits", {"version": 1, "edits": []}).status_code == 403
    client.force_login(make_user_of(make_project(), Role.PROJECT_MANAGER))
    answers = [
        get(client),
        post(client, "edits", {}),
        post(client, "undo", {}),
        post(client, "baselines", {"name": "x"}),
    ]
    assert [a.status_code for a in answers] == [404, 404, 404, 404]


def test_baselines_are_set_by_who_decides_and_chosen(client, pm, plan):
    assert post(client, "baselines", {"name": "第1版"}).status_code == 403
    sponsor = make_user_of(plan.project, Role.SPONSOR)
    client.force_login(sponsor)
    made = post(client, "baselines", {"name": "第1版"})
    assert (made.status_code, made.json()) == (200, {"number": 1})
    assert post(client, "baselines", {"name": ""}).status_code == 422
    client.force_login(pm)
    row = plan.activities.get(name="設計")
    change = {"op": "set", "id": row.pk, "field": "duration", "before": 0, "after": 5 * TICKS}
    post(client, "edits", {"version": 2, "keep": True, "edits": [change]})
    baselines.set_baseline(plan=Plan.objects.get(pk=plan.pk), name="第2版", by=sponsor)
    now, first = get(client).json(), get(client, "?baseline=1").json()
    assert (now["baseline"], first["baseline"]) == (2, 1)
    assert now["columns"]["baseline_finish"] == now["columns"]["finish"]
    assert first["columns"]["baseline_finish"][0] == row.finish
    assert [b["name"] for b in now["baselines"]] == ["第2版", "第1版"]
    assert get(client, "?baseline=7").status_code == 404


def test_a_report_date_can_be_looked_at_again(client, pm, plan):
    from datetime import date

    progress.close_status_date(plan=plan, as_of=date(2026, 11, 18), by=pm)
    before = get(client).json()
    row = plan.activities.get(name="設計")
    change = {"op": "set", "id": row.pk, "field": "duration", "before": 0, "after": 9 * TICKS}
    post(client, "edits", {"version": before["plan"]["version"], "keep": True, "edits": [change]})
    then = get(client, "?as_of=2026-11-19").json()
    assert then["columns"]["finish"] == before["columns"]["finish"] != get(client).json()["columns"]["finish"]
    assert then["plan"]["can_edit"] is False
    assert [line["percent"] for line in then["progress_lines"]] == [[None, None, None, None]]


def test_the_chart_as_slides_shows_what_is_unfolded(client, pm, plan):
    whole = client.get("/projects/PJ01/gantt.pptx")
    assert whole["Content-Disposition"] == 'attachment; filename="PJ01-gantt.pptx"'
    names = rows_of_slides(whole.content)
    assert names == [a.name for a in plan.activities.order_by("position")]
    first = plan.activities.order_by("position").first()
    assert rows_of_slides(client.get(f"/projects/PJ01/gantt.pptx?fold={first.pk},x,").content) == names
    assert client.get("/projects/PJ01/gantt.pptx?baseline=99").status_code == 404
    assert client.get("/projects/PJ01/gantt.pptx?as_of=2020-01-01").status_code == 404


def test_what_is_under_a_folded_row_is_not_drawn():
    columns = {"id": [11, 12, 13, 14, 15], "level": [1, 2, 3, 2, 1]}
    assert shown_rows(columns, {11}) == [0, 4]
    assert shown_rows(columns, {12, 15}) == [0, 1, 3, 4]


def rows_of_slides(data):
    """The names in the tables of a presentation, without their indents."""
    grids = [s.table for slide in Presentation(BytesIO(data)).slides for s in slide.shapes if s.has_table]
    return [r.cells[0].text.strip("　") for grid in grids for r in list(grid.rows)[1:]]
