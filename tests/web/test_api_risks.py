"""The REST interface's route of risks: as the document says, of any day, without money, the rights of the pages."""

from datetime import date

import pytest
from django.test import Client

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from factories.risk import ANSWERED, SCORED, make_risk
from kaname.api.v1.risks import Risks
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
EARLY = date(2026, 10, 2)


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


def get(user, path: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/{path}")


def test_risks_are_told_as_of_a_day_and_without_money(project):
    owner = project.members.get().person
    way = (EARLY, ANSWERED | {"owner": owner, "exposure_yen": 7_654_321}), (AS_OF, {"probability": 5})
    made = make_risk(project, *way)
    assert Client().get("/api/v1/risks").status_code == 401
    answer = get(make_user(Role.PMO_MANAGER), "risks")
    (item,) = Risks.model_validate(answer.json()).items
    assert item.model_dump().keys() == answer.json()["items"][0].keys()
    assert (item.code, item.score, item.band, item.trend, item.owner, item.late) == (
        made.code, 20, "extreme", "up", owner.code, False,
    )  # fmt: skip
    assert b"7654321" not in answer.content
    then = get(make_user(Role.PMO_MANAGER), "risks?as_of=2026-10-09").json()["items"]
    assert [(r["score"], r["trend"]) for r in then] == [(16, "new")]


def test_they_are_narrowed_and_those_of_others_do_not_exist(project):
    make_risk(project)
    make_risk(make_project(code="B"))
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    assert [r["project"] for r in get(pm, "risks").json()["items"]] == ["A"]
    assert get(pm, "risks?state=closed").json()["total"] == 0
    assert (get(pm, "risks?state=no").status_code, get(pm, "risks?as_of=no").status_code) == (422, 422)
    assert get(pm, "risks?project=B").json()["total"] == 0
    assert get(make_user_of(project, Role.CLIENT), "risks").json()["total"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    for _ in range(count):
        make_risk(project, **SCORED)
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    with django_assert_max_num_queries(12):
        assert client.get("/api/v1/risks").json()["total"] == count
