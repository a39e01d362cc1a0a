"""The week's one question on the own report, and the page of what management costs: groups and projects only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import make_company, make_person, make_unit, make_user
from factories.project import make_project, make_user_of
from kaname.domains.people.enums import Role
from kaname.domains.schedule.models import ManagementEffort, ReportingRound

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def company():
    make_company(as_of=FRIDAY)


def opened(day: date = FRIDAY, number: int = 1, **values) -> ReportingRound:
    moments = {"due": LATER, "freezes": LATER, "opened_at": LATER}
    return ReportingRound.objects.create(number=number, as_of=day, **moments | values)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def answers(round_: ReportingRound, project, people: int, hours: float = 6.0) -> None:
    for _n in range(people):
        ManagementEffort.objects.create(
            round=round_, person=make_person(), reporting=round(hours * 60), managing=600, manager=True,
            projects=[project.pk],
        )  # fmt: skip


def test_the_manager_answers_the_one_question_beside_the_report_and_may_correct_it():
    found, project = opened(), make_project(code="A1", status="executing")
    client = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    assert page(client, "/rounds/mine/").count('value="effort"') == 1
    answer = client.post("/rounds/mine/", {"press": "effort", "reporting_hours": "4.5", "managing_hours": "16"})
    assert answer.status_code == 302
    row = ManagementEffort.objects.get()
    assert (row.round, row.reporting, row.managing, row.projects) == (found, 270, 960, [project.pk])
    said = page(client, "/rounds/mine/")
    assert 'value="4.5"' in said
    assert "記録済み" in said
    wrong = client.post("/rounds/mine/", {"press": "effort", "reporting_hours": "100", "managing_hours": "100"})
    assert "0時間から1週間の時間数までで入力してください" in wrong.content.decode()
    assert ManagementEffort.objects.get().reporting == 270


def test_who_does_not_manage_is_not_asked():
    opened()
    project = make_project(code="A1", status="executing")
    client = client_of(make_user_of(project, Role.MEMBER))
    assert 'value="effort"' not in page(client, "/rounds/mine/")
    client.post("/rounds/mine/", {"press": "effort", "reporting_hours": "1", "managing_hours": "1"})
    assert ManagementEffort.objects.count() == 0


def test_between_rounds_nobody_is_asked():
    opened(status="frozen", frozen_at=LATER)
    project = make_project(code="A1", status="executing")
    assert 'value="effort"' not in page(client_of(make_user_of(project, Role.PROJECT_MANAGER)), "/rounds/mine/")


def test_the_page_answers_with_target_n_and_trend_and_hides_what_few_have_said():
    earlier, now = opened(FRIDAY - timedelta(weeks=1), 1, status="frozen", frozen_at=LATER), opened(number=2)
    many = make_project(code="A1", name="多い件", status="executing", unit=make_unit("U1"))
    few = make_project(code="A2", name="少ない件", status="executing")
    for each in (earlier, now):
        answers(each, many, 3)
    answers(now, few, 1, 20.0)
    said = page(client_of(make_user(Role.PMO_MANAGER)), "/rounds/effort/")
    assert "n = 7人" in said
    assert "目標は10%以下" in said
    assert 'id="effort-chart"' in said
    row = said[said.index("A2 少ない件") :]
    assert "人数が少ないため非表示" in row[: row.index("</tr>")]
    assert "20.0" not in row


def test_the_names_of_people_stand_nowhere_on_the_page():
    found, project = opened(), make_project(code="A1", status="executing")
    answers(found, project, 4)
    said = page(client_of(make_user(Role.PMO_MANAGER)), "/rounds/effort/")
    names = [e.person.name for e in ManagementEffort.objects.select_related("person")]
    assert [name for name in names if name in said] == []


def test_a_reader_of_one_project_sees_no_other():
    found = opened()
    mine, other = make_project(code="A1", status="executing"), make_project(code="B1", status="executing")
    answers(found, mine, 3)
    answers(found, other, 3)
    said = page(client_of(make_user_of(mine, Role.SPONSOR)), "/rounds/effort/")
    assert "n = 3人" in said
    assert "B1" not in said


def test_too_few_answers_are_no_number_at_all():
    found, project = opened(), make_project(code="A1", status="executing")
    answers(found, project, 2)
    said = page(client_of(make_user(Role.PMO_MANAGER)), "/rounds/effort/")
    assert "回答した人が少ないため、表示できません" in said
    assert "opens-formula" not in said


def test_the_page_takes_the_same_queries_for_one_project_and_three():
    found = opened()
    client = client_of(make_user(Role.PMO_MANAGER))
    answers(found, make_project(code="A1", status="executing"), 3)
    page(client, "/rounds/effort/?warm=1")
    counts = []
    for more in (0, 2):
        for n in range(more):
            answers(found, make_project(code=f"B{n}", status="executing"), 3)
        with CaptureQueriesContext(connection) as captured:
            page(client, f"/rounds/effort/?fresh={more}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
