"""The REST interface's route of issues: as the document says, of any day, without money, the rights of the pages."""

from datetime import timedelta

import pytest
from django.test import Client

from factories.issues import make_issue, make_step
from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from kaname.api.v1.issues import Issues
from kaname.domains.control.models import Issue
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
EARLY = AS_OF - timedelta(days=30)


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


def get(user, path: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/{path}")


def test_issues_are_told_as_of_a_day_and_without_money(project):
    owner = project.members.get().person
    way = (("raised", EARLY), ("working", EARLY))
    made = make_issue(project, way, owner=owner, due=EARLY + timedelta(days=9), impact_yen=7_654_321)
    make_step(made, AS_OF, due=AS_OF + timedelta(days=5), level=2)
    Issue.objects.filter(pk=made.pk).update(due=AS_OF + timedelta(days=5), level=2)
    assert Client().get("/api/v1/issues").status_code == 401
    answer = get(make_user(Role.PMO_MANAGER), "issues")
    (item,) = Issues.model_validate(answer.json()).items
    assert item.model_dump().keys() == answer.json()["items"][0].keys()
    assert (item.code, item.owner, item.level, item.late, item.due_changes, item.days) == (
        made.code, owner.code, 2, 0, 1, 30,
    )  # fmt: skip
    assert b"7654321" not in answer.content
    then = get(make_user(Role.PMO_MANAGER), f"issues?as_of={EARLY + timedelta(days=10)}").json()["items"]
    assert [(r["level"], r["late"], r["due_changes"]) for r in then] == [(0, 1, 0)]
    assert get(make_user(Role.PMO_MANAGER), f"issues?as_of={EARLY - timedelta(days=1)}").json()["total"] == 0


def test_they_are_narrowed_and_those_of_others_do_not_exist(project):
    made = make_issue(project)
    make_issue(make_project(code="B"))
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    assert [r["code"] for r in get(pm, "issues").json()["items"]] == [made.code]
    assert (get(pm, "issues?state=closed").json()["total"], get(pm, "issues?state=working").json()["total"]) == (0, 1)
    assert (get(pm, "issues?state=no").status_code, get(pm, "issues?as_of=no").status_code) == (422, 422)
    assert get(pm, "issues?project=B").json()["total"] == 0
    assert get(make_user_of(project, Role.CLIENT), "issues").json()["total"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    for _ in range(count):
        make_issue(project)
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    with django_assert_max_num_queries(12):
        assert client.get("/api/v1/issues").json()["total"] == count
