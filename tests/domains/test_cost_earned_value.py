"""Earned value from frozen inputs: the specification's vectors, and what freezing means."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.cost import make_account, make_actual, make_approved, make_line, make_report
from factories.people import make_company
from factories.project import make_user_of
from factories.schedule import make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.cost.actions import estimates, evm
from kaname.domains.cost.bridge.measuring import Period
from kaname.domains.cost.bridge.taking import Money, taken
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.cost.queries import curve, earned
from kaname.domains.cost.queries.frozen import frozen_inputs, spending
from kaname.domains.cost.rules import Limits, asks_explanation, foresees_overrun
from kaname.domains.people.enums import Role
from kaname.domains.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 20)
FRIDAY = ticks_of(datetime(2026, 11, 20, 17))


@pytest.fixture(autouse=True)
def company():
    make_company()


def taken_of(plan, as_of=AS_OF):
    return evm.take(projects=[plan.project], as_of=as_of, by=None)[0]


def vector(percent=90.0, spent=4_500_000):
    plan = make_plan(make_document({"設計": 5, "製造": 5}, [("設計", "製造")]))
    account = make_account(plan.project)
    make_line(account, "1", 4_000_000)
    make_line(account, "2", 6_000_000)
    make_approved(plan.project)
    make_report(plan, AS_OF, {"1": percent}, FRIDAY)
    if spent:
        make_actual(account, AS_OF, spent)
    return plan, account


def test_every_index_and_forecast_of_the_vector():
    found = taken_of(vector()[0])
    assert (found.spi, found.cpi, found.sv, found.cv) == (0.9, 0.8, -400_000, -900_000)
    assert found.eac == 12_500_000
    assert found.eac_all["one_off"] == 10_900_000
    assert round(found.eac_all["cost_schedule"]) == 13_388_889
    assert (found.etc, found.vac) == (8_000_000, -2_500_000)
    assert round(found.tcpi_bac, 4) == 1.1636
    assert found.tcpi_eac == 0.8
    assert foresees_overrun(found, Limits())
    assert asks_explanation(found, Limits())
    # a week of 5 days: PV 4,000,000 at its end, so ES 0.9 of a week
    assert (found.es, found.at, found.spi_t, found.pd) == (0.9, 1.0, 0.9, 2.0)
    assert round(found.ieac_t, 3) == 2.222
    assert found.finish_ieac == date(2026, 12, 1)


def test_nothing_over_nothing_is_not_computed():
    found = taken_of(vector(percent=0.0, spent=0)[0])
    assert (found.cpi, found.eac, found.vac, found.eac_all["trend"]) == (None, None, None, None)
    assert (found.spi, found.spi_t, found.finish_ieac) == (0.0, 0.0, None)


def test_a_spent_budget_is_unattainable():
    found = taken_of(vector(spent=10_000_000)[0])
    assert found.unattainable
    assert found.tcpi_bac is None
    assert foresees_overrun(found, Limits())


def test_only_what_was_incurred_by_the_report_date_counts_and_late_entries_make_an_edition():
    plan, account = vector()
    make_company(as_of=date(2026, 11, 27))
    first = taken_of(plan)
    make_actual(account, date(2026, 11, 24), 999)
    assert taken_of(plan).pk == first.pk
    make_actual(account, date(2026, 11, 19), 500_000)
    second = taken_of(plan)
    assert (second.edition, second.ac, first.ac) == (2, 5_000_000, 4_500_000)
    assert earned.snapshot(plan.project) == second
    assert EvmSnapshot.objects.filter(account=None, unit="yen").count() == 2


def test_a_snapshot_can_be_computed_again_from_what_it_names():
    plan, account = vector()
    found = taken_of(plan)
    make_actual(account, date(2026, 11, 19), 500_000)
    frozen = frozen_inputs([plan.project_id], AS_OF)
    frozen[0].last_actual = found.inputs["last_actual"]
    money = {plan.project_id: Money(spending(frozen)[plan.project_id].by_account, {})}
    period = Period(found.inputs["period"] * 10)
    again = next(iter(taken(frozen, money, {plan.project_id: period})))
    values = next(v for account, unit, v in again if account is None and unit == "yen")
    assert {name: getattr(found, name) for name in values} == values


def test_accounts_add_up_to_the_project_and_estimates_give_the_bottom_up_forecast():
    plan = make_plan(make_document({"設計": 5, "製造": 5}, [("設計", "製造")]))
    one, other = make_account(plan.project, code="A"), make_account(plan.project, code="B")
    make_line(one, "1", 4_000_000, minutes=4800)
    make_line(other, "2", 6_000_000)
    make_approved(plan.project)
    make_report(plan, AS_OF, {"1": 50.0}, FRIDAY)
    make_actual(one, AS_OF, 3_000_000, 3000)
    estimates.estimate(account=one, as_of=AS_OF, yen=2_500_000, basis="残作業の見直し", by=None)
    found = taken_of(plan)
    parts = earned.by_account(plan.project)
    assert [p.account.code for p in parts] == ["A", "B"]
    assert sum(p.bac for p in parts) == found.bac
    assert parts[0].eac_all["bottom_up"] == 5_500_000
    assert found.eac_all["bottom_up"] is None
    assert (parts[1].at, parts[1].spi_t) == (None, None)
    in_work = earned.snapshot(plan.project, unit="minutes")
    assert (in_work.bac, in_work.pv, in_work.ev, in_work.ac) == (4800, 4800, 2400, 3000)


def test_level_of_effort_is_earned_as_planned_and_0_100_at_the_end():
    plan = make_plan(make_document({"設計": 5, "製造": 5}, [("設計", "製造")]))
    account = make_account(plan.project)
    make_line(account, yen=10_000_000)
    make_line(account, "1", 1_000_000, earning="finish", phasing="finish")
    make_line(account, "1", 500_000, earning="start", phasing="start")
    make_approved(plan.project)
    make_report(plan, AS_OF, {"1": 90.0}, FRIDAY)
    found = taken_of(plan)
    assert (found.pv, found.ev) == (5_000_000 + 1_000_000 + 500_000, 5_000_000 + 500_000)


def test_no_time_passes_for_what_is_done():
    plan, _account = vector(percent=100.0)
    make_report(plan, date(2026, 11, 27), {"1": 100.0, "2": 100.0}, FRIDAY + 7 * 14400)
    make_report(plan, date(2026, 12, 25), {"1": 100.0, "2": 100.0}, FRIDAY + 35 * 14400)
    make_company(as_of=date(2026, 12, 25))
    assert taken_of(plan, date(2026, 11, 27)).spi_t == taken_of(plan, date(2026, 12, 25)).spi_t


def test_months_of_a_line_fall_due_in_their_months():
    plan = make_plan()
    account = make_account(plan.project)
    make_line(account, "1", 1000, phasing="months", months={"2026-11": 3, "2026-12": 1})
    baseline = make_approved(plan.project)
    make_report(plan, AS_OF, {})
    assert baseline.curve["yen"][-1] <= 1000
    with pytest.raises(ValidationError):
        make_line(account, "1", phasing="months", months={"2026-13": 1})


def test_the_curve_and_the_cone():
    plan, _account = vector()
    taken_of(plan)
    found = curve.s_curve(plan.project)
    assert found.pv[-1] == (date(2026, 11, 27), 10_000_000.0)
    assert (found.ev, found.ac) == ([(AS_OF, 3_600_000.0)], [(AS_OF, 4_500_000.0)])
    assert found.low[-1] == (date(2026, 12, 1), 10_900_000.0)
    assert found.middle[-1][1] == 12_500_000.0
    assert round(found.high[-1][1]) == 13_388_889


def test_many_projects_take_as_many_queries_as_one():
    counts = []
    for size in (1, 3):
        projects = [vector()[0].project for _ in range(size)]
        with CaptureQueriesContext(connection) as asked:
            evm.take(projects=projects, as_of=AS_OF, by=None)
        told = [q for q in asked.captured_queries if "core_audit" not in q["sql"]]
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_who_does_not_keep_the_money_takes_nothing_and_the_manager_explains():
    plan, _account = vector()
    manager = make_user_of(plan.project, Role.PROJECT_MANAGER)
    with pytest.raises(NotAllowed):
        evm.take(projects=[plan.project], as_of=AS_OF, by=manager)
    found = taken_of(plan)
    assert earned.unexplained([found], Limits()) == [found]
    with pytest.raises(ValidationError):
        evm.explain(snapshot=found, cause=" ", by=manager)
    evm.explain(snapshot=found, cause="設計の手戻り", by=manager)
    assert earned.unexplained([found], Limits()) == []


def test_a_project_without_report_date_or_budget_is_left_out():
    plan = make_plan()
    assert evm.take(projects=[plan.project], as_of=AS_OF, by=None) == []
