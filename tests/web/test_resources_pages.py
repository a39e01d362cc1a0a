"""Pages of load, calendars and the pool: what they answer, and to whom."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import translation

from factories.people import make_company, make_person, make_user
from factories.project import make_project, make_user_of
from kaname.domains.core.instants import ticks_of
from kaname.domains.core.models import AuditEvent
from kaname.domains.people.enums import Role
from kaname.domains.resource.actions import calendars, resources
from kaname.domains.resource.models import CalendarException, Leave, WorkCalendar
from kaname.domains.schedule.models import Activity, Assignment, Plan
from kaname.web.resources.load_table import Row, answer, cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    make_company()
    return calendars.create(name="全社カレンダー", by=None, national_holidays=True)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def booked(code: str, resource, units: float) -> Plan:
    project = make_project(code=code, name=f"案件{code}")
    plan = Plan.objects.create(project=project, start=0)
    span = ticks_of(datetime(2026, 12, 7, 9)), ticks_of(datetime(2026, 12, 11, 18))
    activity = Activity.objects.create(plan=plan, uid="1", position=1, name="設計", start=span[0], finish=span[1])
    Assignment.objects.create(plan=plan, activity=activity, resource=resource, units=units)
    return plan


def test_load_page_names_who_is_overbooked_and_by_what(company):
    worker = resources.create(name="作業 花子", person=make_person(name="作業 花子"), by=None)
    booked("A", worker, 0.6)
    booked("B", worker, 0.6)
    answer = signed_in(make_user(Role.PMO_MANAGER)).get("/resources/load/?from=2026-12-07&weeks=2").content.decode()
    assert "作業 花子" in answer
    assert "120" in answer
    assert "A、B" in answer


def test_load_of_one_person_shows_the_bookings(company):
    worker = resources.create(name="作業 花子", person=make_person(name="作業 花子"), by=None)
    booked("A", worker, 0.6)
    page = signed_in(make_user(Role.PMO_MANAGER)).get(f"/resources/load/{worker.pk}/?from=2026-12-07&weeks=2")
    assert (page.status_code, "設計" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("query", ["from=x&weeks=y", "from=0001-01-01", "weeks=-4", "weeks=99999999999", "by=nobody"])
def test_a_strange_address_is_read_as_the_usual_one(company, query):
    assert signed_in(make_user(Role.PMO_MANAGER)).get(f"/resources/load/?{query}").status_code == 200


def test_a_member_sees_only_the_own_load(company):
    project = make_project(code="A")
    member = make_user_of(project, Role.MEMBER)
    own = resources.create(name="本人", person=member.person, by=None)
    other = resources.create(name="他人", person=make_person(), by=None)
    client = signed_in(member)
    page = client.get("/resources/load/").content.decode()
    assert ("本人" in page, "他人" in page) == (True, False)
    assert [client.get(f"/resources/load/{r.pk}/").status_code for r in (own, other)] == [200, 404]


def test_a_client_sees_no_load_at_all(company):
    client = signed_in(make_user_of(make_project(), Role.CLIENT))
    assert client.get("/resources/load/").status_code == 404


def test_calendar_editor_keeps_the_week_and_tells_what_is_wrong(company):
    client = signed_in(make_user(Role.PMO_MANAGER))
    week = {f"day{n}": "9:00-17:00" for n in range(5)} | {"day5": "", "day6": ""}
    wrong = client.post(f"/resources/calendars/{company.pk}/", {"name": "", **week, "day0": "朝から"})
    assert (wrong.status_code, "朝から" in wrong.content.decode()) == (422, True)
    assert WorkCalendar.objects.get(pk=company.pk).week[0] == [[540, 720], [780, 1080]]
    kept = client.post(f"/resources/calendars/{company.pk}/", {"name": "全社", **week})
    assert (kept.status_code, WorkCalendar.objects.get(pk=company.pk).week[0]) == (302, [[540, 1020]])
    assert AuditEvent.objects.first().verb == "calendar.update"


def test_exceptions_are_added_and_removed(company):
    client = signed_in(make_user(Role.PMO_MANAGER))
    url = f"/resources/calendars/{company.pk}/exceptions/"
    assert (
        client.post(url, {"first": "2026-12-29", "last": "2026-12-01", "name": "休", "kind": "company"}).status_code
        == 422
    )
    client.post(url, {"first": "2026-12-29", "last": "2027-01-03", "name": "年末年始", "kind": "company", "shifts": ""})
    row = CalendarException.objects.get()
    assert (row.first, row.last, row.shifts) == (date(2026, 12, 29), date(2027, 1, 3), [])
    client.post(f"{url}{row.pk}/remove/")
    assert CalendarException.objects.count() == 0


def test_who_may_only_read_a_calendar_cannot_write_it(company):
    client = signed_in(make_user(Role.AUDITOR))
    assert client.get(f"/resources/calendars/{company.pk}/").status_code == 200
    assert client.post(f"/resources/calendars/{company.pk}/", {"name": "x"}).status_code == 403


def test_leave_is_noted_by_the_person_and_not_by_a_colleague(company):
    project = make_project()
    own, other = make_user_of(project, Role.TEAM_LEADER), make_user_of(project, Role.TEAM_LEADER)
    resource = resources.create(name="本人", person=own.person, by=None)
    form = {"first": "2026-12-01", "last": "", "kind": "leave"}
    assert signed_in(other).post(f"/resources/{resource.pk}/leave/", form).status_code == 403
    assert signed_in(own).post(f"/resources/{resource.pk}/leave/", form).status_code == 302
    assert [(leave.first, leave.last) for leave in Leave.objects.all()] == [(date(2026, 12, 1), date(2026, 12, 1))]


def test_rates_stand_only_on_the_pages_of_those_who_may_see_them(company):
    resource = resources.create(name="作業", person=make_person(), by=None)
    resources.set_rate(resource=resource, valid_from=date(2026, 4, 1), yen_per_hour=7654, by=None)
    pages = [
        signed_in(make_user(role)).get(f"/resources/{resource.pk}/").content.decode()
        for role in (Role.PMO_MANAGER, Role.PMO_EXPERT)
    ]
    assert ["7,654" in page for page in pages] == [True, False]


@pytest.mark.parametrize("path", ["", "load/", "calendars/", "calendars/new/"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_open_in_both_languages(company, path, language):
    page = signed_in(make_user(Role.PMO_MANAGER)).get(f"/resources/{path}?lang={language}")
    assert (page.status_code, page.headers["Content-Language"]) == (200, language)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_loads_answer_is_one_sentence_in_the_readers_language(count):
    over = [Row(n, f"人{n}", "", [cell(50.0, 40.0)], ["PJ1"]) for n in range(count)]
    said = {}
    for language in ("ja", "en"):
        with translation.override(language):
            said[language] = answer(over, [date(2026, 11, 16)])
    japanese = f"100%を超える割当が{count}件あります。最大は人0(11/16の週 125%、PJ1)。"
    assert said["ja"] == (japanese if count else "この1週間に100%を超えて割り当てられている人はいません。")
    assert "booked above 100 %" in said["en"]
