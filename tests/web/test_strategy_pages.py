"""Strategy in the browser and over the API (S17, S160): the trace, coverage, portfolios, who sees and writes what."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factories.analysis import make_day, make_evm
from factories.people import make_company, make_person, make_user, read_company
from factories.portfolio import make_programme_of
from factories.project import make_charter, make_project, make_user_of
from factories.strategy import SINCE, make_aim, make_kpi, make_portfolio, make_running, make_strategy
from kaname.api.v1 import strategy as schemas
from kaname.domains.core.enums import Confidentiality
from kaname.domains.people.enums import Role
from kaname.domains.portfolio.actions import kpis, links, objectives, portfolios
from kaname.domains.portfolio.models import Kpi, ObjectiveLink, Portfolio, StrategicObjective
from kaname.domains.project.models import Project
from kaname.domains.reporting.models import ForecastSnapshot
from kaname.domains.reporting.queries.portfolios import alignments, views
from kaname.domains.reporting.queries.strategy import trace

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 20)
COUNTS = {
    "/strategy/": 30,
    "/strategy/coverage/": 30,
    "/strategy/portfolios/": 28,
    "/api/v1/objectives": 30,
    "/api/v1/kpis": 6,
    "/api/v1/portfolios": 27,
}
"""Queries of a page, with session, user, roles and the frame."""
LISTS = {"objectives": schemas.Objectives, "kpis": schemas.Figures, "portfolios": schemas.Portfolios}


@pytest.fixture
def manager():
    make_company()
    return make_user(Role.PMO_MANAGER)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user, name: str, *args, **asked) -> str:
    answer = client_of(user).get(reverse(f"strategy:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def serving(aim, *things, since=SINCE) -> None:
    for thing in things:
        links.link(objective=aim, thing=thing, by=None, valid_from=since)


def with_money(**values) -> Project:
    project = make_project(**values)
    make_day(project, LAST, "red")
    make_evm(project, LAST, bac=1000.0, eac=1200.0)
    return project


def simulated(project: Project, probability: float) -> None:
    ForecastSnapshot.objects.create(
        project=project, as_of=LAST, taken_at=timezone.now(), plan_version=1, cpm=1, p50=1, p80=1, iterations=1,
        seed=1, calc_version="test", probability=probability,
    )  # fmt: skip


def test_each_line_of_the_trace_is_made_of_the_projects_below_it(manager):
    both, alone = with_money(), with_money()
    one, other = make_running(make_person(), 60, 40)
    serving(one, both)
    serving(other, make_programme_of(both, alone))
    found = trace(manager, LAST).strategies[0]
    assert [(aim.bac, aim.eac, len(aim.parts)) for aim in found.aims] == [(1000, 1200, 1), (2000, 2400, 2)]
    assert (found.bac, found.eac, len(found.parts)) == (2000, 2400, 2), "who serves two objectives counts once above"


def test_the_trace_stands_as_it_stood_on_an_earlier_day(manager):
    project, aim = make_project(name="後から加わる案件"), make_running(make_person())[0]
    serving(aim, project, since=date(2026, 11, 10))
    assert [len(trace(manager, day).aims[0].members) for day in (date(2026, 11, 9), LAST)] == [0, 1]
    assert "後から加わる案件" not in page(manager, "objective", aim.pk, as_of="2026-11-09")
    assert "後から加わる案件" in page(manager, "objective", aim.pk)


def test_coverage_lists_both_gaps_on_the_page_and_in_the_workbook(manager):
    served, lacking, over = make_project(), make_project(), make_project()
    Project.objects.filter(pk=over.pk).update(status="completed")
    one, empty = make_running(make_person(), 60, 40)
    serving(one, served)
    body = page(manager, "coverage")
    gaps = {name: body.split(f'id="{name}"')[1].split("</section>")[0] for name in ("uncovered", "aimless")}
    assert (empty.code in gaps["uncovered"], one.code in gaps["uncovered"]) == (True, False)
    assert [p.code in gaps["aimless"] for p in (lacking, served, over)] == [True, False, False]
    answer = client_of(manager).get(reverse("strategy:coverage-xlsx"))
    aims, projects = openpyxl.load_workbook(BytesIO(answer.content)).worksheets
    assert {row[1]: row[9] for row in aims.iter_rows(min_row=2, values_only=True)} == {
        one.code: None,
        empty.code: "案件なし",
    }
    told = {row[0]: (row[3], row[4]) for row in projects.iter_rows(min_row=2, values_only=True)}
    assert told == {served.code: (one.code, None), lacking.code: (None, "戦略目標なし（ルールPF-01）")}


def test_a_covered_company_is_told_so(manager):
    serving(make_running(make_person())[0], make_project())
    assert "すべての戦略目標に案件があり" in page(manager, "coverage")


def test_the_gap_stands_on_the_managers_home_and_in_the_project_until_it_is_closed(manager):
    project = make_project()
    make_charter(project)
    aim = make_running(make_person())[0]
    leader = client_of(make_user_of(project, Role.PROJECT_MANAGER))
    charter = reverse("projects:charter", args=[project.code])
    home, cockpit = client_of(manager).get("/").content.decode(), reverse("projects:cockpit", args=[project.code])
    assert "戦略目標のない案件（PF-01）" in home
    assert "戦略目標にひも付いていません" in leader.get(charter).content.decode()
    asked = reverse("project-strategy:link", args=[project.code])
    assert aim.code in leader.get(asked).content.decode()
    assert leader.post(asked, {"objective": aim.pk}).status_code == 302
    for address in (charter, cockpit):
        assert "戦略目標にひも付いていません" not in leader.get(address).content.decode()
    body = leader.get(charter).content.decode()
    assert (aim.name in body, f'href="{reverse("strategy:objective", args=[aim.pk])}"' in body) == (True, False)
    row = ObjectiveLink.objects.get()
    member = client_of(make_user_of(project, Role.TEAM_LEADER))
    assert member.post(reverse("project-strategy:unlink", args=[project.code, row.pk])).status_code in (403, 404)
    assert leader.post(reverse("project-strategy:unlink", args=[project.code, row.pk])).status_code == 302
    assert not ObjectiveLink.objects.exists()


def test_only_what_a_reader_may_see_is_named_and_added_up(manager):
    seen, hidden = with_money(), with_money(confidentiality=Confidentiality.MANAGEMENT, name="極秘案件")
    secret = make_portfolio(hidden, name="秘密の枠", budget_yen=777_000_000)
    shared = make_portfolio(seen, name="公開の枠", budget_yen=888_000_000)
    aim = make_running(make_person())[0]
    serving(aim, seen, hidden, secret)
    draft = make_aim(aim.parent, name="下書きの目標")
    controller = make_user_of(seen, Role.PMO_CONTROLLER)
    bodies = [
        page(controller, name, *args) for name, args in (("map", ()), ("objective", [aim.pk]), ("portfolios", ()))
    ]
    for word in ("極秘案件", hidden.code, "秘密の枠", secret.code, "下書きの目標", "777", "888"):
        assert [word in body for body in bodies] == [False] * 3, word
    assert [w in page(manager, "map") for w in ("極秘案件", "秘密の枠", "下書きの目標")] == [True] * 3
    reading = client_of(controller)
    for name, row in (("portfolio", secret), ("objective", draft)):
        assert reading.get(reverse(f"strategy:{name}", args=[row.pk])).status_code == 404
    assert reading.get(reverse("strategy:coverage")).status_code == 404
    assert ("888" in page(controller, "portfolio", shared.pk), "888" in page(manager, "portfolio", shared.pk)) == (
        False,
        True,
    )
    expert = make_user(Role.PMO_EXPERT)
    assert "BAC" not in page(expert, "map") + page(expert, "portfolio", shared.pk), "no money to who reads none"
    assert client_of(make_user_of(seen, Role.MEMBER)).get(reverse("strategy:map")).status_code == 404


def test_a_portfolio_compares_budget_capacity_and_balance(manager):
    """Alignment: 60 % of a strategy that is all of the company's, and 100 % with the second objective."""
    one, other, apart = with_money(), with_money(), make_project()
    aims = make_running(make_person(), 60, 40)
    serving(aims[0], one, make_programme_of(other))
    serving(aims[1], other)
    simulated(one, 0.3)
    portfolio = make_portfolio(one, other, apart, budget_yen=2300, owner=make_person())
    view = views(manager, [portfolio], LAST)[0]
    assert (view.bac, view.eac, view.room, view.without_money) == (2000, 2400, -100, 1)
    assert {b.part.project: (b.alignment, b.risk) for b in view.bubbles} == {
        one: (60.0, pytest.approx(70.0)), other: (100.0, None), apart: (0.0, None),
    }  # fmt: skip
    portfolios.give(portfolio=portfolio, role_name="", days_a_month=Decimal(20), by=None)
    body = page(manager, "portfolio", portfolio.pk)
    assert "予算を0.0百万円上回ります" in body
    assert "今後13週の所要は要員枠に収まります" in body
    table = body.split('id="balance"')[1].split("</table>")[0]
    assert [cell in table for cell in (">60.0<", ">100.0<", ">70<")] == [True] * 3
    assert "2件は、表だけに載せています" in body


def test_alignment_counts_each_objective_once(manager):
    project = make_project()
    aim = make_running(make_person())[0]
    serving(aim, project, make_programme_of(project))
    assert alignments([project.pk], LAST) == {project.pk: 100.0}


def test_the_manager_writes_it_all_in_the_browser(manager):
    client, project, owner = client_of(manager), make_project(), make_person()
    years = {"first_year": 2026, "last_year": 2027, "owner": owner.pk}
    client.post(reverse("strategy:new"), {"code": "S1", "name": "新しい戦略"} | years)
    top = StrategicObjective.objects.get()
    client.post(reverse("strategy:objective-new", args=[top.pk]), {"code": "S1-1", "name": "新しい目標"} | years)
    aim = top.children.get()
    refused = client.post(reverse("strategy:weights"), {f"w{top.pk}": "90"})
    assert (refused.status_code, "ウェイトの合計が90%です" in refused.content.decode()) == (422, True)
    client.post(reverse("strategy:weights"), {f"w{top.pk}": "100"})
    client.post(reverse("strategy:objective-weights", args=[top.pk]), {f"w{aim.pk}": "100"})
    for row in (top, aim):
        client.post(reverse("strategy:objective-move", args=[row.pk]), {"state": "approved"})
    aim.refresh_from_db()
    assert (aim.state, aim.approved_by) == ("approved", manager.person)
    client.post(reverse("strategy:link", args=[aim.pk]), {"thing": f"project-{project.pk}", "valid_from": "2026-11-01"})
    assert aim.links.get().project == project
    figure = {"name": "指標", "definition": "数", "unit": "件", "direction": "higher", "due": "2027-03-31"}
    client.post(reverse("strategy:kpi-new", args=[aim.pk]), figure | {"baseline": "10", "target": "20"})
    kpi = Kpi.objects.get()
    bare = {"measured_on": "2026-11-19", "value": "15"}
    assert client.post(reverse("strategy:kpi-measure", args=[kpi.pk]), bare).status_code == 422
    client.post(reverse("strategy:kpi-measure", args=[kpi.pk]), bare | {"source": "台帳"})
    body = page(manager, "kpi", kpi.pk)
    assert ("15件" in body, "50%" in body.replace(" ", ""), "台帳" in body) == (True, True, True)
    given = {"code": "P1", "name": "新しい枠", "budget_yen": "5000000", "owner": owner.pk}
    client.post(reverse("strategy:portfolio-new"), given)
    portfolio = Portfolio.objects.get()
    client.post(
        reverse("strategy:include", args=[portfolio.pk]), {"thing": f"project-{project.pk}", "valid_from": "2026-11-01"}
    )
    client.post(reverse("strategy:portfolio-aim", args=[portfolio.pk]), {"objective": aim.pk})
    client.post(reverse("strategy:capacity", args=[portfolio.pk]), {"role_name": "", "days_a_month": "20"})
    client.post(reverse("strategy:portfolio-move", args=[portfolio.pk]), {"state": "approved"})
    portfolio.refresh_from_db()
    assert (portfolio.state, portfolio.capacities.get().days_a_month) == ("approved", 20)
    assert project.code in page(manager, "portfolio", portfolio.pk)


def test_who_answers_decides_and_notes_in_the_browser_and_others_do_not(manager):
    project = make_project()
    sponsor, other = make_user_of(project, Role.SPONSOR), make_user_of(project, Role.SPONSOR)
    aim = make_running(sponsor.person)[0]
    kpi = make_kpi(aim)
    move, note = reverse("strategy:objective-move", args=[aim.pk]), reverse("strategy:kpi-measure", args=[kpi.pk])
    assert [client_of(other).post(a).status_code for a in (move, note)] == [404, 404]
    assert client_of(other).get(reverse("strategy:objective-edit", args=[aim.pk])).status_code == 404
    assert client_of(sponsor).post(move, {"state": "running"}).status_code == 302
    client_of(sponsor).post(note, {"measured_on": "2026-11-19", "value": "80", "source": "台帳"})
    aim.refresh_from_db()
    assert (aim.state, kpi.readings.get().noted_by) == ("running", sponsor)
    said = client_of(sponsor).post(move, {"state": "achieved"}, follow=True).content.decode()
    assert "結果を書いてください" in said
    assert re.search(r'name="state"', page(sponsor, "objective", aim.pk))
    assert not re.search(r'name="state"', page(other, "objective", aim.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_pages_and_routes_take_a_constant_number_of_queries(manager, count):
    aims = make_running(make_person(), *([100] if count == 1 else [50, 30, 20]))
    made = []
    for aim in aims:
        project = with_money()
        serving(aim, project, make_programme_of(make_project()))
        kpi = make_kpi(aim)
        kpis.measure(kpi=kpi, measured_on=LAST, value=Decimal(80), source="台帳", by=None)
        made.append(make_portfolio(project, make_programme_of(make_project())))
        serving(aim, made[-1])
    client = client_of(manager)
    addresses = [reverse(f"strategy:{name}") for name in ("map", "coverage", "portfolios")]
    addresses += [f"/api/v1/{name}" for name in LISTS]
    asked = {}
    for address in addresses:
        client.get(address)
        read_company()
        with CaptureQueriesContext(connection) as found:
            assert client.get(address, {"x": count}).status_code == 200
        asked[address] = len(found)
    assert asked == COUNTS, asked


@pytest.mark.parametrize("name", LISTS)
def test_answers_of_the_api_are_as_the_document_says(manager, name):
    aim = make_running(make_person())[0]
    kpi = make_kpi(aim)
    kpis.measure(kpi=kpi, measured_on=LAST, value=Decimal(80), source="台帳", by=None)
    portfolio = make_portfolio(with_money(), budget_yen=5)
    serving(aim, portfolio)
    assert Client().get(f"/api/v1/{name}").status_code == 401
    answer = client_of(manager).get(f"/api/v1/{name}").json()
    said = LISTS[name].model_validate(answer).model_dump(mode="json")
    assert said["items"][0].keys() == answer["items"][0].keys()
    assert answer["total"] == (2 if name == "objectives" else 1)
    assert client_of(make_user_of(make_project(), Role.MEMBER)).get(f"/api/v1/{name}").status_code == 404


def test_the_api_tells_no_budget_and_no_draft_to_who_may_not_read_them(manager):
    project = with_money()
    make_portfolio(project, budget_yen=5)
    make_strategy(code="DRAFT")
    controller, told = make_user_of(project, Role.PMO_CONTROLLER), {}
    for user in (manager, controller):
        client = client_of(user)
        row = client.get("/api/v1/portfolios").json()["items"][0]
        told[user] = row["budget_yen"], row["bac"], client.get("/api/v1/objectives").json()["total"]
    assert told == {manager: (5, 1000.0, 1), controller: (None, 1000.0, 0)}
    assert objectives.siblings(None).get().state == "draft"
