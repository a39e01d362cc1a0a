"""The desk of support requests, a request's page, its forms; where red leads to; homes."""

import pytest
from django.test import Client

from factories.health import make_health
from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_member, make_project, make_user_of
from factories.support import make_support, make_time
from kaname.domains.control.models import SupportRequest
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import Plan

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def project():
    make_company()
    return make_project(code="S1", name="会計更改", status="executing")


@pytest.fixture
def head(project):
    return signed_in(make_user(Role.PMO_MANAGER))


def red(project) -> None:
    Plan.objects.create(project=project, start=0, computed_health="red", computed_version=1)
    make_health(project, healths={"delivery": "red"})


def test_the_desk_has_what_is_red_beside_who_asks(project, head):
    red(project)
    other = make_project(code="S2", status="executing")
    red(other)
    first, second = make_support(project, asked=AS_OF.replace(day=16)), make_support(project)
    page = head.get("/support/")
    body = page.content.decode()
    assert [(t.row.code, t.asked) for t in page.context["troubled"]] == [("S1", 2), ("S2", 0)]
    assert [line.waiting.row.pk for line in page.context["unanswered"]] == [first.pk, second.pk]
    assert "赤のプロジェクトは2件です。" in body
    assert "担当者を待つ依頼が2件、最も長いものは4日待っています。" in body
    assert "赤のまま依頼のないプロジェクトが1件あります。" in body
    assert f"/projects/S1/support/{first.number}/allocate/" in body


def test_the_desk_of_a_project_manager_has_their_own_projects_only(project):
    hidden = make_project(code="GEHEIM", confidentiality=Confidentiality.MANAGEMENT)
    make_support(hidden, need="GEHEIM支援")
    make_support(project, need="自分の依頼")
    body = signed_in(make_user_of(project, Role.PROJECT_MANAGER)).get("/support/").content.decode()
    assert ("自分の依頼" in body, "GEHEIM" in body, "allocate" in body) == (True, False, False)
    assert signed_in(make_user_of(project, Role.MEMBER)).get("/support/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_database_as_often_for_many(project, head, count, django_assert_max_num_queries):
    for n in range(count):
        more = make_project(code=f"M{n}", status="executing")
        red(more)
        make_support(more)
        make_time(make_support(more, helper=make_person()))
        make_support(more, state="done", closed_at="2026-11-19T01:00Z", closed_by=make_user(), rating=4)
    head.get("/support/?warm")
    with django_assert_max_num_queries(31):
        assert len(head.get("/support/").context["over"]) == count


def test_allocated_helped_and_confirmed_on_the_pages(project, head):
    manager = make_user_of(project, Role.PROJECT_MANAGER)
    own, helper = signed_in(manager), make_user()
    done = own.post(
        "/projects/S1/support/new/", {"kind": "risk", "need": "リスクの洗い出し", "wanted_by": "2026-11-27"}
    )
    assert (done.status_code, done["Location"]) == (302, "/projects/S1/support/1/")
    (row,) = SupportRequest.objects.all()
    assert (row.kind, row.created_by) == ("risk", manager)
    helping = signed_in(helper)
    assert helping.get("/projects/S1/support/1/").status_code == 404
    given = {"helper": helper.person.pk, "offer": "進行します", "until": "2026-11-01", "version": row.version}
    assert head.post("/projects/S1/support/1/allocate/", given).status_code == 422
    assert own.post("/projects/S1/support/1/allocate/", given).status_code == 404
    head.post("/projects/S1/support/1/allocate/", given | {"until": "2026-11-27"})
    assert "進行します" in helping.get("/projects/S1/support/1/").content.decode()
    assert "リスクの洗い出し" in helping.get("/").content.decode()
    hours = {"person": helper.person.pk, "day": "2026-11-20", "hours": "3.25", "note": "準備"}
    assert helping.post("/projects/S1/support/1/hours/", hours).status_code == 302
    row.refresh_from_db()
    assert helping.post("/projects/S1/support/1/deliver/", {"outcome": "", "version": row.version}).status_code == 422
    helping.post("/projects/S1/support/1/deliver/", {"outcome": "対応案が三つ", "version": row.version})
    assert "結果の確認を待つ支援" in own.get("/").content.decode()
    row.refresh_from_db()
    assert helping.post("/projects/S1/support/1/confirm/", {"rating": "5", "version": row.version}).status_code == 403
    own.post("/projects/S1/support/1/confirm/", {"rating": "4", "outcome": row.outcome, "version": row.version})
    body = own.get("/projects/S1/support/1/").content.decode()
    assert all(word in body for word in ("支援完了", "3.25", "対応案が三つ", "準備"))


def test_another_projects_request_is_none_of_this_one(project, head):
    other = make_support(make_project(code="S2"))
    assert head.get(f"/projects/S1/support/{other.number}/").status_code == 404


def test_two_who_allocate_at_once_are_told(project, head):
    row = make_support(project)
    given = {"offer": "入ります", "until": "", "version": row.version}
    head.post(f"/projects/S1/support/{row.number}/allocate/", given | {"helper": make_person().pk})
    late = head.post(f"/projects/S1/support/{row.number}/allocate/", given | {"helper": make_person().pk})
    assert late.status_code == 409


def test_declared_red_opens_the_request_and_amber_does_not(project):
    own = signed_in(make_user_of(project, Role.PROJECT_MANAGER))
    said = own.post("/projects/S1/health/", {"health": "amber", "comment": "注意"})
    assert said["Location"] == "/projects/S1/"
    said = own.post("/projects/S1/health/", {"health": "red", "comment": "遅れ"})
    assert said["Location"] == "/projects/S1/support/new/?from=cockpit"
    make_support(project)
    said = own.post("/projects/S1/health/", {"health": "red", "comment": "続き"})
    assert said["Location"] == "/projects/S1/"


def test_the_reasons_that_are_written_down_tell_no_costs(project):
    make_health(
        project,
        healths={"cost": "red", "delivery": "amber"},
        axes={
            "cost": {
                "health": "red",
                "value": 0.7,
                "reasons": [{"health": "red", "sentence_key": "cost-cpi", "cpi": 0.7, "rows": []}],
            },
            "delivery": {"health": "amber", "value": 5, "reasons": []},
        },
    )
    form = signed_in(make_user_of(project, Role.PROJECT_MANAGER)).get("/projects/S1/support/new/")
    assert form.context["form"].initial["why"] == ""


def test_the_cockpit_asks_for_help_and_shows_what_was_asked(project, head):
    row = make_support(project, need="手伝い")
    own = signed_in(make_user_of(project, Role.PROJECT_MANAGER))
    body = own.get("/projects/S1/").content.decode()
    assert "/projects/S1/support/new/?from=cockpit" in body
    Plan.objects.create(project=project, start=0, finish=10, computed_version=1)
    assert f"/projects/S1/support/{row.number}/" in own.get("/projects/S1/").content.decode()
    leader = make_user_of(project, Role.TEAM_LEADER)
    assert "support/new" not in signed_in(leader).get("/projects/S1/").content.decode()


def test_home_of_the_pmo_manager_has_who_waits(project, head):
    make_member(project, make_person(), Role.SPONSOR)
    make_support(project, need="会計に詳しい人")
    assert "会計に詳しい人" in head.get("/").content.decode()
