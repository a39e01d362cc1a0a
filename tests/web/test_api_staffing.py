"""The REST interface's routes of staffing: as the document says, without money, with the rights of the pages."""

from datetime import date

import pytest
from django.test import Client

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from factories.staffing import make_demand
from kaname.api.v1 import staffing as schemas
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
WAY = (("raised", date(2026, 11, 16)), ("approved", date(2026, 11, 17)), ("inside", date(2026, 11, 17)))


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


def get(user, path: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/{path}")


def test_demands_are_told_with_the_days_of_each_step_and_without_money(project):
    made = make_demand(project, WAY, ceiling_yen=7_654_321, needed_by=date(2026, 11, 19))
    assert Client().get("/api/v1/role-demands").status_code == 401
    answer = get(make_user(Role.PMO_MANAGER), "role-demands")
    (item,) = schemas.Demands.model_validate(answer.json()).items
    assert item.model_dump().keys() == answer.json()["items"][0].keys()
    assert (item.code, item.days, item.by_step, item.late) == (
        made.code, 4, {"approval": 1, "search": 3, "interview": 0, "arrangement": 0}, 1,
    )  # fmt: skip
    assert b"7654321" not in answer.content


def test_they_are_narrowed_and_those_of_others_do_not_exist(project):
    make_demand(project, WAY)
    make_demand(make_project(code="B"))
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    assert [d["project"] for d in get(pm, "role-demands").json()["items"]] == ["A"]
    assert get(pm, "role-demands?state=raised").json()["total"] == 0
    assert get(pm, "role-demands?state=nothing").status_code == 422
    assert get(make_user_of(project, Role.MEMBER), "role-demands").json()["total"] == 0


def test_time_to_fill_is_told_by_quarter(project):
    make_demand(project, (*WAY, ("choosing", AS_OF), ("arranging", AS_OF), ("filled", AS_OF)))
    answer = get(make_user(Role.PMO_MANAGER), "time-to-fill").json()
    (item,) = schemas.FillQuarters.model_validate(answer).items
    assert (item.begins, item.filled.days, item.filled.count, item.external.days) == (date(2026, 10, 1), 4, 1, None)
    assert get(make_user_of(project, Role.MEMBER), "time-to-fill").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    for _ in range(count):
        make_demand(project, WAY)
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    with django_assert_max_num_queries(12):
        assert client.get("/api/v1/role-demands").json()["total"] == count
