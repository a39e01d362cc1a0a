"""The REST interface's routes of quality: as the document says, as of any day, with the rights of the pages."""

from datetime import date

import pytest
from django.test import Client

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from factories.quality import make_defect, make_gate, make_measure, make_reading
from kaname.api.v1 import quality as schemas
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db
EARLY = date(2026, 11, 2)


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


def get(user, path: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/{path}")


def test_every_list_is_as_the_document_says(project):
    make_reading(make_measure(project), 3.0)
    made = make_defect(project, [("raised", EARLY), ("closed", AS_OF)], "s1")
    make_gate(project, "passed", size=10.0, unit="ksloc")
    user = make_user(Role.PMO_MANAGER)
    for path, schema in (
        ("quality-metrics", schemas.QualityMetrics),
        ("defects", schemas.Defects),
        ("quality-gates", schemas.QualityGates),
        ("quality-trend", schemas.QualityQuarters),
    ):
        assert Client().get(f"/api/v1/{path}").status_code == 401
        answer = get(user, path)
        (item,) = schema.model_validate(answer.json()).items
        assert item.model_dump().keys() == answer.json()["items"][0].keys()
    (metric,) = get(user, "quality-metrics").json()["items"]
    assert (metric["value"], metric["upper"], metric["verdict"]) == (3.0, 2.0, "out")
    (defect,) = get(user, "defects").json()["items"]
    assert (defect["code"], defect["state"], defect["ended"]) == (made.code, "closed", AS_OF.isoformat())


def test_a_day_is_asked_for_and_lists_are_narrowed(project):
    make_defect(project, [("raised", EARLY), ("closed", AS_OF)], "s1")
    user = make_user(Role.PMO_MANAGER)
    assert [d["state"] for d in get(user, "defects?as_of=2026-11-05").json()["items"]] == ["raised"]
    assert get(user, "defects?as_of=2026-11-01").json()["total"] == 0
    assert get(user, "defects?state=raised").json()["total"] == 0
    assert get(user, "defects?state=nothing").status_code == 422


def test_what_others_have_does_not_exist(project):
    other = make_project(code="B")
    make_defect(other)
    make_gate(other, "passed")
    make_reading(make_measure(other), 1.5)
    pm = make_user_of(project, Role.PROJECT_MANAGER)
    for path in ("quality-metrics", "defects", "quality-gates"):
        assert get(pm, path).json()["total"] == 0
    assert get(make_user_of(project, Role.CLIENT), "quality-trend").status_code == 404
