"""The REST interface: the same rights as the pages, bounded pages, answers as the document says."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from factories.people import AS_OF, make_company, make_user
from factories.project import make_project, make_user_of
from kaname.api.v1 import schemas
from kaname.domains.core.instants import ticks_of
from kaname.domains.people.actions import tokens
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Activity, Plan, Relation

pytestmark = pytest.mark.django_db
LISTS = {
    "/api/v1/projects": schemas.Projects,
    "/api/v1/activities": schemas.Activities,
    "/api/v1/projects/A/activities": schemas.Activities,
    "/api/v1/projects/A/relations": schemas.Relations,
    "/api/v1/people": schemas.People,
}
CONTROL = ("closings", "decisions", "rounds", "rounds/1/reports", "health", "earned-value", "reports", "savings")
"""Tested in test_api_control."""
STRATEGY = ("objectives", "kpis", "portfolios")
"""Tested in test_strategy_pages."""
ANALYSIS = ("analyses", "analyses/{analysis}", "analysis-runs/{run}")
"""Tested in test_api_analysis."""
TEAMS = ("projects/{code}/teams",)
"""Tested in test_team_pages."""
DOCUMENTS = ("documents", "documents/{number}/versions")
"""Tested in test_api_documents."""
STAFFING = ("role-demands", "time-to-fill")
"""Tested in test_api_staffing."""
QUALITY = ("quality-metrics", "defects", "quality-gates", "quality-trend")
"""Tested in test_api_quality."""
RISKS = ("risks",)
"""Tested in test_api_risks."""
ISSUES = ("issues",)
"""Tested in test_api_issues."""


@pytest.fixture(autouse=True)
def company():
    return make_company()


def planned(code: str, rows: int = 2) -> Plan:
    plan = Plan.objects.create(
        project=make_project(code=code, name=f"案件{code}"), start=ticks_of(datetime(2026, 12, 7, 9))
    )
    made = [
        Activity.objects.create(
            plan=plan,
            uid=str(n),
            position=n,
            name=f"活動{code}{n}",
            start=plan.start,
            finish=plan.start + 5400,
            duration=4800,
        )
        for n in range(rows)
    ]
    for before, after in pairwise(made):
        Relation.objects.create(plan=plan, predecessor=before, successor=after)
    return plan


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", LISTS)
def test_nobody_is_answered_without_signing_in(path):
    assert [Client().get(path).status_code, Client().get(path, headers={"Authorization": "Bearer x"}).status_code] == [
        401,
        401,
    ]


@pytest.mark.parametrize("path", LISTS)
def test_answers_are_as_the_document_says(path):
    planned("A")
    answer = client_of(make_user(Role.PMO_MANAGER)).get(path).json()
    assert answer["items"] != []
    assert LISTS[path].model_validate(answer).model_dump(mode="json").keys() == answer.keys()
    assert LISTS[path].model_validate(answer).model_dump(mode="json")["items"][0].keys() == answer["items"][0].keys()


def test_a_token_acts_as_its_user_until_it_ends():
    planned("A")
    planned("B")
    user = make_user_of(make_project(code="C"), Role.PROJECT_MANAGER)
    token, secret = tokens.issue(name="表計算", by=user)
    headers = {"Authorization": f"Bearer {secret}"}
    assert [p["code"] for p in Client().get("/api/v1/projects", headers=headers).json()["items"]] == ["C"]
    assert secret not in str(token.__dict__)
    tokens.revoke(token=token, by=user)
    assert Client().get("/api/v1/projects", headers=headers).status_code == 401


def test_an_expired_token_is_refused():
    user = make_user(Role.PMO_MANAGER)
    _, secret = tokens.issue(name="古い", by=user, expires_on=AS_OF - timedelta(days=1))
    assert Client().get("/api/v1/projects", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_what_is_hidden_is_as_what_is_absent():
    planned("A")
    planned("B")
    client = client_of(make_user_of(make_project(code="C"), Role.MEMBER))
    hidden, absent = client.get("/api/v1/projects/A/activities"), client.get("/api/v1/projects/ZZ/activities")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert client.get("/api/v1/activities").json() == {"items": [], "total": 0, "next_offset": None}


def test_durations_are_minutes_and_dates_wall_clock():
    planned("A", 1)
    row = client_of(make_user(Role.PMO_MANAGER)).get("/api/v1/projects/A/activities").json()["items"][0]
    assert (row["duration_minutes"], row["start"], row["finish"]) == (
        480.0,
        "2026-12-07T09:00:00",
        "2026-12-07T18:00:00",
    )


def test_lists_are_bounded_and_tell_the_next_page():
    planned("A", 5)
    client = client_of(make_user(Role.PMO_MANAGER))
    page = client.get("/api/v1/activities?limit=2&offset=2").json()
    assert ([r["name"] for r in page["items"]], page["total"], page["next_offset"]) == (["活動A2", "活動A3"], 5, 4)
    for bad in ("limit=0", "limit=1001", "limit=99999999999999999999", "offset=-1", "offset=1e9", "limit=x"):
        assert client.get(f"/api/v1/activities?{bad}").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_a_constant_number_of_queries(rows, django_assert_num_queries):
    planned("A", rows)
    client = client_of(make_user(Role.PMO_MANAGER))
    with django_assert_num_queries(7):  # session, user, roles, organisation, count, rows
        client.get("/api/v1/activities")


def test_the_document_is_open_and_names_every_route():
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    others = {p.replace("1", "{number}") for p in (*CONTROL, *STRATEGY)}
    others |= {*ANALYSIS, *DOCUMENTS, *ISSUES, *STAFFING, *QUALITY, *RISKS, *TEAMS, "support-requests"}
    assert sorted(paths) == sorted({p.replace("/A/", "/{code}/") for p in LISTS} | {f"/api/v1/{p}" for p in others})


def test_roles_end_at_midnight(settings):
    planned("A")
    user = make_user(Role.PMO_MANAGER)
    user.person.roles.update(valid_to=date(2026, 11, 19))
    assert client_of(user).get("/api/v1/projects").json()["total"] == 0
