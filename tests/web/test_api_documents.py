"""The REST interface's routes of documents: as the document says, with the rights of the pages, without bytes."""

import pytest
from django.test import Client

from factories.documents import make_document, make_version
from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from kaname.api.v1 import documents as schemas
from kaname.domains.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    make_company()
    return make_project(code="A")


def get(user, path: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/{path}")


def test_documents_and_versions_are_told_as_the_schema_says(project):
    made = make_document(project, confidentiality=3)
    make_version(made, (1, 1), digest="", size=None, file_name="", place=r"\\server\secret")
    assert Client().get("/api/v1/documents").status_code == 401
    answer = get(make_user(Role.PMO_MANAGER), "documents")
    (item,) = schemas.Documents.model_validate(answer.json()).items
    assert item.model_dump().keys() == answer.json()["items"][0].keys()
    assert (item.number, item.in_force, item.confidentiality) == (made.number, "1.0", 3)
    answer = get(make_user(Role.PMO_MANAGER), f"documents/{made.number}/versions")
    items = schemas.Versions.model_validate(answer.json()).items
    assert items[0].model_dump().keys() == answer.json()["items"][0].keys()
    assert [(v.label, v.state, v.place) for v in items] == [("1.1", "superseded", ""), ("1.0", "in_force", "")]


def test_they_are_narrowed_and_those_of_others_do_not_exist(project):
    seen, hidden = make_document(project), make_document(project, confidentiality=3)
    make_document(make_project(code="B"))
    member = make_user_of(project, Role.MEMBER)
    assert [d["number"] for d in get(member, "documents").json()["items"]] == [seen.number]
    assert get(member, "documents?state=draft").json()["total"] == 0
    assert get(member, "documents?project=B").json()["total"] == 0
    assert get(member, "documents?state=nothing").status_code == 422
    assert [get(member, f"documents/{n}/versions").status_code for n in (seen.number, hidden.number, "X")] == [
        200,
        404,
        404,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    for _ in range(count):
        make_document(project)
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    with django_assert_max_num_queries(10):
        assert client.get("/api/v1/documents").json()["total"] == count
