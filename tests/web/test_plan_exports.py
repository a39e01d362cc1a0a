"""Export: the same dates come back from the file; money only for those who may read it."""

import io
from datetime import datetime

import pytest
from django.test import Client
from openpyxl import load_workbook

from factories.people import make_company, make_user
from factories.project import make_project, make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.people.enums import Role
from kaname.domains.schedule.bridge import document_of, files
from kaname.exchange.compile import schedule_plan
from kaname.exchange.formats import read_bytes, read_plan

pytestmark = pytest.mark.django_db
REAL = [
    "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml",
    "msproject-templates/mspdi/CriticalEffortDrivenTasks.mpp.mspdi.xml",
    "msproject/mspdi/mspdirelations.xml",
]


@pytest.fixture(autouse=True)
def company():
    make_company()


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(make_user(Role.PMO_MANAGER))
    return client


def dates_of(document) -> dict[str, tuple]:
    compiled, dates = schedule_plan(document)
    rows = zip(compiled.activities, dates.start, dates.finish, dates.total_float, strict=True)
    return {a.id: (int(s), int(f), int(t)) for a, s, f, t in rows}


@pytest.mark.realdata
@pytest.mark.parametrize("name", REAL)
def test_a_real_plan_comes_back_from_microsoft_project_xml_with_its_dates(browser, realdata, name):
    given = read_plan(realdata / name)
    plan = make_plan(given, make_project(code="A-01"))
    answer = browser.get("/projects/A-01/export.xml")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    returned = read_bytes(answer.content, "a.xml")
    assert dates_of(returned) == dates_of(given)
    stored = {a.id: (ticks_of(a.stored.start), ticks_of(a.stored.finish)) for a in returned.activities}
    assert stored == {uid: dates[:2] for uid, dates in dates_of(given).items()}
    rows = plan.activities.values_list("uid", "start", "finish", "total_float")
    assert {uid: (s, f, t) for uid, s, f, t in rows} == dates_of(returned)


def test_the_workbook_has_real_cells(browser):
    make_plan(project=make_project(code="A-01"))
    answer = browser.get("/projects/A-01/export.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    kinds = {type(cell.value).__name__ for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"datetime", "int", "str"} <= kinds
    assert [a.name for a in read_bytes(answer.content, "a.xlsx").activities] == ["設計", "製造", "試験", "完了"]


def test_our_own_format_holds_everything(browser):
    plan = make_plan(project=make_project(code="案-01"))
    answer = browser.get("/projects/案-01/export.json")
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''%E6%A1%88-01.json")
    returned = read_bytes(answer.content, "")
    assert returned.relations == document_of(plan).relations
    ends = {a.name: (a.stored.start, a.stored.finish) for a in returned.activities}
    assert ends["製造"] == (datetime(2026, 11, 19, 8), datetime(2026, 11, 25, 17))


def test_what_is_lost_is_listed(browser):
    make_plan(project=make_project(code="A-01"))
    page = browser.get("/projects/A-01/export/?lang=en").content.decode()
    assert page.count("Nothing is lost.") >= 1
    assert [f"/projects/A-01/export{e}" in page for e in (".xml", ".xlsx", ".json")] == [True] * 3


def test_rates_leave_only_with_those_who_may_read_them(browser):
    from kaname.exchange.document import Assignment, Resource

    document = make_document({"設計": 3})
    document.resources = [Resource("1", "佐藤", standard_rate=5000.0)]
    document.assignments = [Assignment("1", "1", "1", cost=120000.0)]
    document.activities[0].cost = 120000.0
    project = make_project(code="A-01")
    make_plan(document, project)
    read = {}
    for role in (Role.PMO_CONTROLLER, Role.MEMBER):
        client = Client()
        client.force_login(make_user_of(project, role))
        found = read_bytes(client.get("/projects/A-01/export.json").content, "")
        read[role] = (found.resources[0].standard_rate, found.assignments[0].cost, found.activities[0].cost)
    assert read == {Role.PMO_CONTROLLER: (5000.0, 120000.0, 120000.0), Role.MEMBER: (None, None, None)}


def test_a_hidden_plan_and_a_missing_plan_do_not_exist(browser):
    project = make_project(code="A-01")
    assert browser.get("/projects/A-01/export.xml").status_code == 404
    make_plan(project=project)
    stranger = Client()
    stranger.force_login(make_user_of(make_project(), Role.MEMBER))
    assert stranger.get("/projects/A-01/export.xml").status_code == 404


def test_nothing_of_money_is_left(realdata):
    document = files.without_money(read_plan(realdata / REAL[0]))
    assert [r.name for r in document.resources if r.standard_rate or r.cost_per_use] == []
    assert [a.name for a in document.activities if a.cost or a.fixed_cost or a.earned_value] == []
