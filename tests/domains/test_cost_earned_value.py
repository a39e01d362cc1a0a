"""Earned value from frozen inputs: the specification's vectors, and what freezing means."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.cost import make_account, make_actual, make_approved, make_budgeted, make_line, make_report
from factories.people import make_company
from factories.schedule import make_document, make_plan
from kaname.domains.core.instants import ticks_of
from kaname.domains.cost.actions import estimates, evm
from kaname.domains.cost.bridge.taking import taken
from kaname.domains.cost.models import Actual, CostBaselineLine, EvmSnapshot
from kaname.domains.cost.queries import curve, earned
from kaname.domains.cost.queries.frozen import frozen_inputs
from kaname.domains.cost.rules import Limits, asks_explanation, foresees_overrun

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
