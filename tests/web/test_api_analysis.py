"""The REST interface's routes of analyses: the numbers of the page, the reader's own, pinned ones again."""

from datetime import date

import pytest
from django.test import Client

from factories.analysis import make_day
from factories.people import make_company, make_unit, make_user
from factories.project import make_project, make_user_of
from kaname.api.v1 import analysis as schemas
from kaname.domains.people.enums import Role
from kaname.domains.reporting.actions import analyses

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)
QUESTION = {"subject": "health", "rows": "unit", "columns": "state", "measure": "count"}


@pytest.fixture
def owner():
    make_company()
    for unit, health in (("営業", "red"), ("システム", "green")):
        make_day(make_project(unit=make_unit(name=unit)), LAST, health)
    return make_user(Role.PMO_MANAGER)


@pytest.fixture
def kept(owner):
    return analyses.save(name="部門別", question=QUESTION, by=owner, shared=True)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def get(user, path):
    answer = client_of(user).get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_kept_analyses_and_their_answers_are_as_the_document_says(owner, kept):
    found = get(owner, "analyses")
    schemas.Analyses.model_validate(found, strict=False)
    assert [(item["id"], item["subject"], item["measure"]) for item in found["items"]] == [(kept.pk, "health", "count")]
    answer = get(owner, f"analyses/{kept.pk}")
    schemas.Answer.model_validate(answer, strict=False)
    columns = [column["label"] for column in answer["columns"]]
    assert {row["label"]: dict(zip(columns, row["values"], strict=True)) for row in answer["rows"]} == {
        "システム": {"赤": None, "緑": 1.0},
        "営業": {"赤": 1.0, "緑": None},
    }
    assert answer["overall"]["total"] == 2.0


def test_a_pinned_answer_stays(owner, kept):
    run = analyses.pin(analysis=kept, by=owner)
    before = get(owner, f"analysis-runs/{run.pk}")
    make_day(make_project(unit=make_unit(name="工場")), LAST, "amber")
    after = get(owner, f"analysis-runs/{run.pk}")
    assert after == before
    assert (after["same"], after["digest"]) == (True, run.digest)
    assert len(get(owner, f"analyses/{kept.pk}")["rows"]) == 3
    assert get(owner, f"analyses/{kept.pk}?as_of=2026-11-01")["rows"] == []


def test_each_reader_has_their_own_numbers_and_others_find_nothing(owner, kept):
    own = make_project(unit=make_unit(name="工場"))
    make_day(own, LAST, "amber")
    narrow = make_user_of(own, Role.PMO_CONTROLLER)
    assert [row["label"] for row in get(narrow, f"analyses/{kept.pk}")["rows"]] == ["工場"]
    run = analyses.pin(analysis=kept, by=owner)
    assert get(narrow, f"analysis-runs/{run.pk}")["same"] is None
    private = analyses.save(name="自分用", question=QUESTION, by=owner)
    member = make_user_of(own, Role.MEMBER)
    assert get(member, "analyses")["total"] == 0
    for user, number in ((narrow, private.pk), (member, kept.pk), (owner, 10**9), (owner, 10**30)):
        assert client_of(user).get(f"/api/v1/analyses/{number}").status_code == 404
    assert Client().get("/api/v1/analyses").status_code == 401
