"""Burndown and dependency map as pages: the answer, the chart's twin, the day, and who may look."""

from datetime import date

import pytest
from django.test import Client

from factories.board import make_activity
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Plan, ProgressDate, Relation

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def plans():
    make_company()
    found = []
    for n in range(4):
        project = make_project(code=f"P{n}", name=f"案件{n}", name_en=f"Case {n}", status="executing")
        found.append(Plan.objects.create(project=project, start=0, computed_version=1))
        make_activity(found[-1], "活動", date(2026, 11, 2), uid="1", total_float=0, duration=5 * 4800)
    return found


def tie(one: Plan, other: Plan) -> Relation:
    ends = {"predecessor": one.activities.get(), "successor": other.activities.get()}
    return Relation.objects.create(plan=other, crosses=True, sign_off="asked", **ends)


def test_the_burndown_has_its_twin_and_its_day(plans):
    for day, percent in ((13, 20.0), (20, 60.0)):
        row = [0, 0, percent, 0, False]
        ProgressDate.objects.create(plan=plans[0], as_of=date(2026, 11, day), rows={"1": row}, answer={})
    client = signed_in(make_user(Role.PMO_MANAGER))
    page = client.get("/projects/P0/burndown/")
    assert "残り作業は2.0日分" in page.content.decode()
    assert [row[1] for row in page.context["table"]["rows"]] == ["4.0", "2.0"]
    assert next(s["data"][-1][1] for s in page.context["option"]["series"]) == 2.0
    body = client.get("/projects/P0/burndown/?as_of=2026-11-13").content.decode()
    assert ("残り作業は4.0日分" in body, "2026/11/13(金)時点" in body) == (True, True)
    assert "最初の基準日を締めると" in client.get("/projects/P1/burndown/").content.decode()
    client_of = signed_in(make_user_of(plans[0].project, Role.CLIENT))
    assert client_of.get("/projects/P0/burndown/").status_code == 404


def test_the_map_draws_every_project_once_and_tells_each_arrow(plans):
    tie(plans[0], plans[1])
    tie(plans[1], plans[2])
    page = signed_in(make_user(Role.PMO_MANAGER)).get("/portfolio/dependencies/")
    (series,) = page.context["option"]["series"]
    assert [(n["id"], n["value"][0]) for n in series["data"]] == [("P0", 0), ("P1", 200), ("P2", 400)]
    assert [(e["source"], e["target"], e["lineStyle"]["type"]) for e in series["links"]] == [
        ("P1", "P2", "dashed"), ("P0", "P1", "dashed"),
    ]  # fmt: skip
    assert [row[:3:2] for row in page.context["table"]["rows"]] == [["P0", "P1"], ["P1", "P2"]]
    assert "プロジェクト間の依存は2件です。" in page.content.decode()
    assert "双方の合意がないものが2件あります。" in page.content.decode()


def test_a_circle_of_projects_is_drawn_too(plans):
    for one, other in ((0, 1), (1, 2), (2, 0)):
        tie(plans[one], plans[other])
    page = signed_in(make_user(Role.PMO_MANAGER)).get("/portfolio/dependencies/")
    assert len(page.context["option"]["series"][0]["data"]) == 3


def test_without_dependencies_the_map_says_so(plans):
    body = signed_in(make_user(Role.PMO_MANAGER)).get("/portfolio/dependencies/").content.decode()
    assert "プロジェクト間の依存はありません。" in body


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_as_often_for_many(plans, count, django_assert_max_num_queries):
    for n in range(count):
        tie(plans[n], plans[n + 1])
    client = signed_in(make_user(Role.PMO_MANAGER))
    client.get("/portfolio/dependencies/?warm")
    with django_assert_max_num_queries(14):
        assert len(client.get("/portfolio/dependencies/").context["rows"]) == count
