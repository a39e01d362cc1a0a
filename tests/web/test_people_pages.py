"""Pages of people: the list at length, one person as far as the reader may see, roles, departments over time."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_role, make_unit, make_user, read_company
from factories.project import make_member, make_project
from kaname.domains.people.enums import Role
from kaname.domains.people.models import OrganisationUnit, Person, RoleHolding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company():
    return make_company()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def numbers(page) -> list[str]:
    return [row["code"] for row in page.context["rows"]]


def test_the_list_is_narrowed_by_its_address():
    head = make_unit("U1")
    below = make_unit("U11", parent=head)
    make_person(code="A1", name="佐藤 花子", kana="サトウ ハナコ", unit=below)
    make_person(code="A2", name="鈴木 一郎", employer="vendor", role=Role.PMO_EXPERT)
    make_person(code="A3", name="離任 太郎", left_on=date(2026, 3, 31))
    client = signed_in(make_user(person=make_person(code="Z9")))
    found = {
        query: numbers(client.get(f"/people/?{query}"))
        for query in ("", "q=さとう", "q=Ａ２", "unit=U1", "employer=vendor", "role=pmo_expert", "left=1&q=離任")
    }
    assert found == {
        "": ["A1", "A2", "Z9"], "q=さとう": ["A1"], "q=Ａ２": ["A2"], "unit=U1": ["A1"], "employer=vendor": ["A2"],
        "role=pmo_expert": ["A2"], "left=1&q=離任": ["A3"],
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(count):
    for _ in range(count):
        make_person(unit=make_unit())
    client = signed_in(make_user())
    read_company()
    with CaptureQueriesContext(connection) as asked:
        client.get("/people/")
    assert len(asked) == 10


def test_ten_thousand_people_come_in_hundreds_and_at_most_in_thousands():
    Person.objects.bulk_create(Person(code=f"B{n:05}", name=f"見本 {n}") for n in range(10_000))
    client = signed_in(make_user(person=make_person(code="Z9")))
    assert len(client.get("/people/").context["rows"]) == 100
    assert numbers(client.get("/people/?page=101")) == ["Z9"]
    for asked, size in (("10000", 1000), ("9" * 30, 1000), ("700", 500), ("7&page=x", 100), ("-5", 100), ("٣", 100)):
        assert (asked, len(client.get(f"/people/?per={asked}").context["rows"])) == (asked, size)


@pytest.mark.parametrize("count", [1, 3])
def test_a_persons_page_asks_the_same_number_of_questions_whatever_they_hold(count):
    person = make_person()
    for _ in range(count):
        make_member(make_project(), person, Role.MEMBER)
        make_role(person, Role.PMO_EXPERT, unit=make_unit())
    client = signed_in(make_user(Role.PMO_MANAGER))
    read_company()
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/people/{person.pk}/")
    assert len(asked) == 10


def test_outsiders_see_whom_they_work_with_and_no_organisation():
    project = make_project(manager=make_person(code="A1"))
    outsider = make_person(code="V1", employer="vendor")
    make_member(project, outsider, Role.MEMBER)
    stranger = make_person(code="A2")
    client = signed_in(make_user(person=outsider))
    assert numbers(client.get("/people/")) == ["A1", "V1"]
    assert client.get(f"/people/{stranger.pk}/").status_code == client.get("/people/units/").status_code == 404


def test_a_persons_page_keeps_hidden_projects_to_itself():
    person = make_person()
    hidden = make_project(code="HIDDEN-1", name="秘匿計画")
    make_member(hidden, person, Role.TEAM_LEADER)
    open_one = make_project(code="OPEN-1")
    make_member(open_one, person, Role.MEMBER)
    reader = make_person()
    make_member(open_one, reader, Role.MEMBER)
    client = signed_in(make_user(person=reader))
    body = client.get(f"/people/{person.pk}/").content.decode()
    assert ("OPEN-1" in body, "HIDDEN-1" in body, "秘匿計画" in body) == (True, False, False)
    assert numbers(client.get("/people/?role=team_leader")) == []


def test_roles_are_granted_and_ended_on_their_pages():
    admin, person = make_user(Role.SYSTEM_ADMINISTRATOR), make_person()
    client = signed_in(admin)
    wrong = client.post(f"/people/{person.pk}/roles/new/", {"role": "member", "valid_from": "2026-11-01"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"role"})
    client.post(f"/people/{person.pk}/roles/new/", {"role": "auditor", "valid_from": "2026-11-01"})
    held = RoleHolding.objects.get(person=person)
    early = client.post(f"/people/{person.pk}/roles/{held.pk}/end/", {"on": "2026-10-01"})
    assert (early.status_code, set(early.context["form"].errors)) == (422, {"on"})
    client.post(f"/people/{person.pk}/roles/{held.pk}/end/", {"on": "2026-11-30"})
    assert RoleHolding.objects.get(person=person).valid_to == date(2026, 11, 30)


def test_the_organisation_is_shown_as_of_a_day():
    old, new = make_unit("U1", name="旧本部"), make_unit("U2", name="新本部")
    unit = make_unit("U9", name="情報課", parent=old)
    make_person(unit=unit)
    client = signed_in(make_user(Role.SYSTEM_ADMINISTRATOR))
    page = client.get(f"/people/units/{unit.pk}/")
    values = {"name": "情報部", "parent": new.pk, "on": "2026-10-01"}
    client.post(f"/people/units/{unit.pk}/", values | {"version": page.context["form"]["version"].value()})
    trees = [
        [(row.unit.name, row.depth, row.all_people) for row in client.get(f"/people/units/?on={day}").context["rows"]]
        for day in ("2026-09-30", "2026-10-01")
    ]
    assert trees == [
        [("旧本部", 0, 1), ("情報課", 1, 1), ("新本部", 0, 0)],
        [("旧本部", 0, 0), ("新本部", 0, 1), ("情報部", 1, 1)],
    ]
    assert OrganisationUnit.objects.filter(code="U9").count() == 2


def test_a_role_is_gone_at_midnight_in_japan():
    person = make_person()
    make_role(person, Role.PMO_MANAGER, valid_to=date(2026, 11, 20))
    make_project(code="A1")
    client = signed_in(make_user(person=person))
    assert client.get("/projects/A1/members/").status_code == 200
    make_company(as_of=date(2026, 11, 21))
    assert client.get("/projects/A1/members/").status_code == 404


def test_two_roles_add_up():
    person = make_person()
    project = make_project(code="A1")
    make_member(project, person, Role.FREELANCER)
    user = make_user(person=person)
    assert signed_in(user).get("/projects/A1/charter/").status_code == 404
    make_member(project, person, Role.MEMBER)
    assert signed_in(user).get("/projects/A1/charter/").status_code == 200
