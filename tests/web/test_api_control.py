"""The REST interface's routes of control: as the document says, bounded, with the rights of the pages, and walked."""

from datetime import UTC, date, datetime

import pytest
from addresses import Address, interface, path_of
from django.test import Client
from permission_world import KINDS, TRACE, World, hidden, level, make_world

from factories.control import make_decision
from factories.cost import make_saving
from factories.health import make_health
from factories.people import make_company, make_user
from factories.project import make_closing, make_project, make_user_of
from factories.reports import make_snapshot
from factories.support import make_support
from kaname.api.v1 import control_schemas as schemas
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.people.enums import COMPANY_ROLES, Level, Role, Subject, level_of
from kaname.domains.reporting.queries.portfolio import PORTFOLIO_ROLES
from kaname.domains.schedule.models import ExpectedReport, Plan, ReportingRound

pytestmark = pytest.mark.django_db
LISTS = {
    "decisions": schemas.Decisions,
    "support-requests": schemas.Supports,
    "rounds": schemas.Rounds,
    "rounds/1/reports": schemas.Expected,
    "health": schemas.Healths,
    "earned-value": schemas.EarnedValues,
    "reports": schemas.Reports,
    "savings": schemas.Savings,
    "closings": schemas.Closings,
}
MONEY = {"pv": 1000, "ev": 500, "ac": 10, "bac": 9000, "sv": -500, "cv": 490}
MOMENT = datetime(2026, 11, 19, 1, tzinfo=UTC)


@pytest.fixture
def project():
    make_company()
    return make_project(code="A", name="案件A")


def filled(project, **of_decision) -> None:
    """One row of everything."""
    make_decision(project, question="問い", **of_decision)
    make_support(project)
    make_health(project)
    make_snapshot(project)
    make_saving(project)
    make_closing(project)
    EvmSnapshot.objects.create(project=project, as_of=date(2026, 11, 13), unit="yen", **MONEY)
    plan = Plan.objects.get_or_create(project=project, defaults={"start": 0})[0]
    found = ReportingRound.objects.get_or_create(
        number=1, defaults={"as_of": date(2026, 11, 20), "due": MOMENT, "freezes": MOMENT, "opened_at": MOMENT}
    )[0]
    ExpectedReport.objects.create(round=found, plan=plan, person=project.members.get(role=Role.PROJECT_MANAGER).person)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", LISTS)
def test_answers_of_control_are_as_the_document_says(project, path):
    filled(project)
    assert Client().get(f"/api/v1/{path}").status_code == 401
    answer = client_of(make_user(Role.PMO_MANAGER)).get(f"/api/v1/{path}").json()
    said = LISTS[path].model_validate(answer).model_dump(mode="json")
    assert len(answer["items"]) == 1
    assert said["items"][0].keys() == answer["items"][0].keys()


@pytest.mark.parametrize("count", [1, 3])
def test_each_list_takes_a_constant_number_of_queries(project, count, django_assert_max_num_queries):
    for n in range(count):
        filled(project if n == 0 else make_project(code=f"B{n}"))
    client = client_of(make_user(Role.PMO_MANAGER))
    for path in LISTS:
        with django_assert_max_num_queries(8):
            assert client.get(f"/api/v1/{path}").json()["total"] == (1 if path == "rounds" else count)


def test_decisions_are_narrowed_and_what_was_not_answered_has_no_reason(project):
    filled(project, reason="不足している資料", state="sent_back")
    make_decision(project, decided=date(2026, 11, 18))
    client = client_of(make_user(Role.PMO_MANAGER))
    assert [d["reason"] for d in client.get("/api/v1/decisions").json()["items"]] == ["", "効果が大きいため"]
    assert client.get("/api/v1/decisions?state=decided&project=A").json()["total"] == 1
    assert client.get("/api/v1/decisions?state=nothing").status_code == 422


def test_earned_value_and_reports_of_it_are_for_who_reads_the_cost(project):
    filled(project)
    make_snapshot(project, kind="evm", as_of=date(2026, 11, 13))
    totals = {
        role: [
            client_of(make_user_of(project, role)).get(f"/api/v1/{path}").json()["total"]
            for path in ("earned-value", "reports")
        ]
        for role in (Role.PMO_CONTROLLER, Role.TEAM_LEADER)
    }
    assert totals == {Role.PMO_CONTROLLER: [1, 2], Role.TEAM_LEADER: [0, 1]}


SUBJECTS = {
    "list_activities_of": (Subject.SCHEDULE, Level.PARTIAL),
    "list_relations_of": (Subject.SCHEDULE, Level.READ),
    "list_teams_of": (Subject.SCHEDULE, Level.READ),
    "list_versions": (Subject.DOCUMENT, Level.READ),
}
"""Routes of one project or of a paper of it, and what reading them needs."""
ANYWHERE = {
    "list_rounds": Subject.REPORT,
    "list_expected_reports": Subject.REPORT,
    "list_time_to_fill": Subject.DEMAND,
    "list_quality_trend": Subject.QUALITY,
}
LOOKING = {"answer_analysis", "answer_run"}
"""Routes for whoever looks at all their projects at once."""
ACROSS = {"list_objectives", "list_kpis", "list_portfolios"}
"""Routes for whoever looks at all projects at once."""
OPEN = {"openapi-json"}


@pytest.fixture
def world() -> World:
    return make_world()


def told(answer) -> str:
    return b"".join(answer).decode()


@pytest.mark.thorough
@pytest.mark.parametrize("role", list(Role))
def test_every_route_answers_every_role_with_what_the_matrix_gives_it(world, role):
    client, wrong = client_of(world.user(role)), []
    for address in interface():
        for kind in KINDS if "code" in address.parameters else ("theirs",):
            example = world.examples[kind] | {"number": ReportingRound.objects.first().number}
            path = path_of(address, example, world.projects[kind])
            answer = client.get(path)
            wrong += [f"{path} told of {t}" for t in hidden(role) if t in told(answer) and t not in path]
            if answer.status_code != expected(address, role, kind):
                wrong.append(f"{path} answered {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def expected(address: Address, role: Role, kind: str) -> int:
    name = address.name.split(":")[1]
    if name in SUBJECTS:
        subject, needed = SUBJECTS[name]
        return 200 if level(role, kind, subject) >= needed else 404
    if name in LOOKING:
        wide = role in COMPANY_ROLES and level_of(Subject.PROJECT, role) >= Level.READ
        return 200 if (wide or role in PORTFOLIO_ROLES) and level_of(Subject.SCHEDULE, role) >= Level.READ else 404
    if name in ACROSS:
        wide = role in COMPANY_ROLES and level_of(Subject.PROJECT, role) >= Level.READ
        return 200 if wide or role in PORTFOLIO_ROLES else 404
    if name in ANYWHERE:
        return 200 if level(role, "theirs", ANYWHERE[name]) >= Level.READ else 404
    return 200


@pytest.mark.thorough
@pytest.mark.parametrize("role", list(Role))
def test_rows_of_control_are_those_of_projects_where_the_matrix_lets_a_role_read(world, role):
    client = client_of(world.user(role))
    for path, subject in (
        ("decisions", Subject.DECISION),
        ("health", Subject.SCHEDULE),
        ("earned-value", Subject.COST),
    ):
        codes = {item["project"] for item in client.get(f"/api/v1/{path}").json()["items"]}
        assert codes == {f"{TRACE[k]}-1" for k in KINDS if level(role, k, subject) >= Level.READ}, path


@pytest.mark.thorough
def test_nobody_is_answered_by_any_route_without_signing_in(world):
    example = world.examples["theirs"] | {"number": 1}
    statuses = {
        a.name.split(":")[1]: Client().get(path_of(a, example, world.projects["theirs"])).status_code
        for a in interface()
    }
    assert {name for name, status in statuses.items() if status != 401} == OPEN
