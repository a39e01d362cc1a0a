"""Pages of role demands: raised from the load, one next step each, the ceiling hidden, time to fill, downloads."""

from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlparse

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from factories.people import AS_OF, make_company, make_person, make_user
from factories.project import make_project, make_user_of
from factories.staffing import make_demand
from kaname.domains.capability.models import Skill
from kaname.domains.core.instants import ticks_of_date
from kaname.domains.people.enums import Role
from kaname.domains.resource.models import Resource, WorkCalendar
from kaname.domains.schedule.models import Activity, Assignment, Plan
from kaname.domains.staffing.models import RoleDemand

pytestmark = pytest.mark.django_db
WEEK = [[[540, 720], [780, 1080]]] * 5 + [[], []]
WAY = (("raised", date(2026, 11, 2)), ("approved", date(2026, 11, 4)), ("inside", date(2026, 11, 5)))
FILLED = (*WAY, ("choosing", date(2026, 11, 9)), ("arranging", date(2026, 11, 11)), ("filled", date(2026, 11, 13)))
FORM = {
    "role": "試験担当", "begins": "2026-12-01", "ends": "2027-01-31", "percent": "80", "needed_by": "2026-11-30",
    "place": "本社", "reason": "総合試験",
    **{f"level_{n}": "3" for n in range(1, 5)}, **{f"must_{n}": "True" for n in range(1, 5)},
}  # fmt: skip


@pytest.fixture(autouse=True)
def calendar():
    make_company()
    WorkCalendar.objects.create(name="会社", scope="company", week=WEEK, national_holidays=True)


@pytest.fixture
def project():
    return make_project(code="A", name="案件甲")


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "ja"})
    client.force_login(user)
    return client


def at(demand: RoleDemand, name: str = "demand", *more: str) -> str:
    return reverse(f"staffing:{name}", args=[demand.project.code, demand.number, *more])


def busy(project) -> Resource:
    """Somebody at 150 % in the two weeks from 30 November."""
    plan = Plan.objects.create(project=project, start=0, computed_version=1)
    person = make_person(name="試験 太郎")
    resource = Resource.objects.create(name=person.name, person=person, role_name="試験担当")
    start, finish = ticks_of_date(date(2026, 11, 30)), ticks_of_date(date(2026, 12, 12))
    row = Activity.objects.create(plan=plan, uid="1", position=1, name="試験", start=start, finish=finish)
    Assignment.objects.create(plan=plan, activity=row, resource=resource, units=1.5, uid="1")
    return resource


def test_from_an_overload_to_a_demand_with_what_is_known_filled_in(project):
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    detail = reverse("resources:load-detail", args=[busy(project).pk])
    page = client.get(detail)
    asked = page.context["demand"]
    assert asked.replace("&", "&amp;") in page.content.decode()
    assert parse_qs(urlparse(asked).query) == {
        "role": ["試験担当"], "begins": ["2026-11-30"], "ends": ["2026-12-31"], "percent": ["50"],
    }  # fmt: skip
    form = client.get(asked).context["form"]
    assert (form["role"].value(), form["percent"].value()) == ("試験担当", 50)
    member = client_of(make_user_of(project, Role.TEAM_LEADER)).get(detail)
    assert member.context["demand"] == ""


def test_raising_saves_months_and_skills(project):
    skill = Skill.objects.create(code="T1", name="試験設計")
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    answer = client.post("/staffing/demands/new/", FORM | {"project": project.pk, "skill_1": skill.pk, "level_1": "4"})
    made = RoleDemand.objects.get()
    assert answer.headers["Location"] == at(made)
    assert made.fte == {"2026-12": 80, "2027-01": 80}
    assert list(made.skills.values_list("skill__code", "level", "must")) == [("T1", 4, True)]
    page = client.get(at(made)).content.decode()
    assert "試験設計" in page
    assert "起案（承認待ち）" in page


def test_bad_input_is_named_beside_its_fields_and_nothing_is_written(project):
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    wrong = {"project": project.pk, "ends": "2026-11-01", "reason": "", "percent": "0"}
    answer = client.post("/staffing/demands/new/", FORM | wrong)
    assert answer.status_code == 422
    assert {"ends", "reason", "percent", "needed_by"} <= set(answer.context["form"].errors)
    assert not RoleDemand.objects.exists()


def test_a_demand_in_a_project_of_others_cannot_be_raised(project):
    other = make_project(code="B")
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    answer = client.post("/staffing/demands/new/", FORM | {"project": other.pk})
    assert (answer.status_code, RoleDemand.objects.count()) == (422, 0)


def test_months_are_edited_one_by_one_until_it_is_approved(project):
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    made = make_demand(project)
    values = {k: v for k, v in FORM.items() if k != "percent"} | {"version": made.version}
    client.post(at(made, "edit"), values | {"fte_2026-12": "100", "fte_2027-01": "20"})
    made.refresh_from_db()
    assert made.fte == {"2026-12": 100, "2027-01": 20}
    approved = make_demand(project, WAY[:2])
    answer = client.post(at(approved, "edit"), values | {"fte_2026-12": "1", "fte_2027-01": "1", "version": 1})
    assert answer.status_code == 422
    approved.refresh_from_db()
    assert approved.fte == {"2026-12": 100, "2027-01": 50}


def test_each_state_has_one_next_step_for_whoever_acts_and_none_for_others(project):
    manager, pm = client_of(make_user(Role.PMO_MANAGER)), client_of(make_user_of(project, Role.PROJECT_MANAGER))
    raised, inside, filled = make_demand(project), make_demand(project, WAY), make_demand(project, FILLED)
    assert (manager.get(at(raised)).context["first"].to, pm.get(at(raised)).context["first"]) == ("approved", None)
    assert "次に対応する人：PMOマネジャー" in pm.get(at(raised)).content.decode()
    assert manager.get(at(inside)).context["first"].to == "choosing"
    assert manager.get(at(filled)).context["ways"] == []


def test_a_step_is_taken_by_its_button_and_refused_to_others(project):
    manager, pm = client_of(make_user(Role.PMO_MANAGER)), client_of(make_user_of(project, Role.PROJECT_MANAGER))
    made = make_demand(project)
    pm.post(at(made, "move", "approved"), {"version": made.version})
    made.refresh_from_db()
    assert made.state == "raised"
    assert manager.post(at(made, "move", "approved"), {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.state == "approved"
    assert pm.post(at(made, "move", "inside")).status_code == 403
    assert manager.post(at(made, "move", "nowhere")).status_code == 404


def test_who_read_an_older_version_is_told_to_look_again(project):
    made = make_demand(project, ceiling_yen=1)
    RoleDemand.objects.filter(pk=made.pk).update(version=7)
    answer = client_of(make_user(Role.PMO_MANAGER)).post(at(made, "move", "approved"), {"version": 1}, follow=True)
    made.refresh_from_db()
    assert made.state == "raised"
    assert "もう一度確かめてください" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.PMO_MANAGER, True), (Role.PROJECT_MANAGER, True), (Role.SPONSOR, True), (Role.COORDINATOR, True),
        (Role.PMO_CONTROLLER, True), (Role.PMO_ADMINISTRATOR, False), (Role.TEAM_LEADER, False),
        (Role.PMO_EXPERT, False), (Role.PMO_ANALYST, False),
    ],
)  # fmt: skip
def test_the_ceiling_is_seen_by_who_reads_money_or_searches_outside(project, role, sees):
    made = make_demand(project, ceiling_yen=3_456_789)
    client = client_of(make_user_of(project, role))
    assert ("3,456,789" in client.get(at(made)).content.decode()) is sees
    book = openpyxl.load_workbook(BytesIO(client.get("/staffing/demands/demands.xlsx").content))
    values = {cell.value for row in book.active.iter_rows() for cell in row}
    assert (3_456_789 in values) is sees


def test_the_coordinator_sees_the_demand_and_nothing_else_of_the_project(project):
    client = client_of(make_user(Role.COORDINATOR))
    made = make_demand(project, WAY)
    page = client.get(at(made))
    assert (page.status_code, page.context["frame"]) == (200, "staffing/outside_base.html")
    assert client.get("/projects/A/demands/").context["frame"] == "staffing/outside_base.html"
    assert client.get("/projects/A/").status_code == 404


def test_late_ones_stand_at_the_top_of_the_list_of_time_to_fill_and_of_the_home(project):
    made = make_demand(project, WAY, needed_by=date(2026, 11, 13), role="移行担当")
    client = client_of(make_user(Role.PMO_MANAGER))
    for path in ("/staffing/demands/", "/staffing/time-to-fill/", "/"):
        page = client.get(path).content.decode()
        assert "必要日を過ぎても充足していない需要" in page, path
        assert at(made) in page, path


def test_time_to_fill_tells_the_quarter_by_step_and_what_was_left_out(project):
    make_demand(project, FILLED)
    make_demand(project, (("raised", date(2026, 10, 1)), ("withdrawn", AS_OF)))
    page = client_of(make_user(Role.PMO_MANAGER)).get("/staffing/time-to-fill/")
    # 2 to 13 November without the 3rd: 4, 5, 6, 9, 10, 11, 12, 13
    assert page.context["now"].filled.days == 8
    assert {step: m.days for step, m in page.context["now"].by_step.items()} == {
        "approval": 1, "search": 3, "interview": 2, "arrangement": 2,
    }  # fmt: skip
    assert page.context["now"].cancelled == 1
    body = page.content.decode()
    assert "2026年度 第3四半期（10〜12月）" in body
    assert "今四半期の充足は1件、中央値は8日（社内8日、社外―）です。" in body


def test_the_workbooks_hold_real_dates_and_numbers(project):
    made = make_demand(project, FILLED)
    client = client_of(make_user(Role.PMO_MANAGER))
    book = openpyxl.load_workbook(BytesIO(client.get("/staffing/time-to-fill/time-to-fill.xlsx").content))
    assert book.sheetnames == ["四半期別", "充足した需要", "未充足の需要"]
    head, row = ([cell.value for cell in line] for line in book["充足した需要"].iter_rows())
    found = dict(zip(head, row, strict=True))
    assert (found["番号"], found["充足までの日数（営業日）"], found["探索"]) == (made.code, 8, 3)
    assert found["起案日"].date() == date(2026, 11, 2)
    assert book["四半期別"]["C2"].value == 8


def test_assignments_that_cover_are_chosen_from_the_plan(project):
    pm = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    busy(project)
    chosen = Assignment.objects.get()
    made = make_demand(project, (*WAY, ("choosing", AS_OF), ("arranging", AS_OF)))
    assert "試験 太郎" in pm.get(at(made, "cover")).content.decode()
    pm.post(at(made, "cover"), {f"booking_{chosen.pk}": "hard", "booking_99": "hard", "booking_x": "soft"})
    assert list(made.assignments.all()) == [chosen]
    page = pm.get(at(made))
    assert (page.context["covered"], page.context["first"].to) == (False, "filled")
    answer = pm.post(at(made, "move", "filled"), follow=True).content.decode()
    assert "割当が必要な要員率に足りません（2026/12：" in answer


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", ["/staffing/demands/", "/staffing/time-to-fill/", "/projects/A/demands/"])
def test_lists_take_a_constant_number_of_queries(project, path, count, django_assert_max_num_queries):
    for n in range(count):
        make_demand(project, WAY, role=f"役割{n}", needed_by=date(2026, 11, 13))
        make_demand(project, FILLED)
    client = client_of(make_user(Role.PMO_MANAGER))
    client.get(path)
    with django_assert_max_num_queries(31):
        assert client.get(f"{path}?state=all").status_code == 200
