"""DSLIB's tracking periods through the database: the same figures as the engine gives for the file.

Money is kept in whole units, so the files' euros go in as thousandths of them and come out again.
"""

from pathlib import Path

import pytest

from factories.cost import make_account, make_approved
from factories.people import make_company
from factories.project import make_project
from kaname.domains.core.instants import ticks_of
from kaname.domains.cost.actions import actuals, budgets, evm
from kaname.domains.cost.bridge.measuring import Period
from kaname.domains.cost.bridge.taking import Money, taken
from kaname.domains.cost.models import Actual, BudgetLine
from kaname.domains.cost.queries.frozen import frozen_inputs, spending
from kaname.domains.schedule.actions import plans
from kaname.domains.schedule.models import BaselineActivity, Plan, ProgressDate
from kaname.exchange.document import PlanDocument, TrackingPeriod
from kaname.exchange.earned_value import earned_value
from kaname.exchange.formats import read_bytes
from kaname.exchange.p2x.activities import COST_AT_START

pytestmark = [pytest.mark.django_db, pytest.mark.realdata]
PARTS = 1000
HOUR = Period(600, whole=True)
SOME = (
    "C2013-16 Office Finishing Works (4).p2x",
    "C2011-05 Telecom System Agnes.p2x",
    "C2013-12 Young Cattle Barn.p2x",
)
REST = ("C2014-05 Apartment Building (1).p2x", "C2014-02 Playing Cards.p2x", "C2011-07 Patient Transport System.p2x",
        "C2012-17 Building a Dream.p2x")  # fmt: skip


@pytest.mark.parametrize("name", [*SOME, *(pytest.param(name, marks=pytest.mark.thorough) for name in REST)])
def test_the_same_figures_as_the_engine(realdata: Path, name: str):
    make_company()
    file = realdata / "dslib" / "p2x" / name
    document = read_bytes(file.read_bytes(), name)
    plan = plans.create(project=make_project(), document=document, by=None)
    account = make_account(plan.project)
    budgets.create_many(project=plan.project, lines=lines_of(document, plan, account), by=None)
    number = BaselineActivity.objects.filter(baseline__plan=plan).values_list("baseline__number", flat=True)[0]
    first = min(period.status_date for period in document.tracking).date()
    make_approved(plan.project, valid_from=first, schedule_baseline=number)
    posted: list[Actual] = []
    wrong, seen = [], set()
    for period, engine in zip(document.tracking, earned_value(document)["rows"], strict=True):
        day = period.status_date.date()
        if day in seen:
            continue  # a report date is a day: the first report of it is kept
        seen.add(day)
        close(plan, period)
        spend(account, day, period, posted)
        found = evm.take(projects=[plan.project], as_of=day, by=None)[0]
        hours = measured_by_the_hour(plan, day)
        wrong += [(day, *pair) for pair in differing(found, hours, engine)]
    assert not wrong, wrong[:10]
    assert len(seen) >= len(document.tracking) - 1


def lines_of(document: PlanDocument, plan: Plan, account) -> list[BudgetLine]:
    """What the file plans: what falls due with the start, what is charged then but earned by percent, the rest."""
    found = []
    for activity in document.activities:
        base = activity.baselines.get(0)
        if base is None or base.start is None or not base.cost:
            continue
        due = float(activity.fields.get(COST_AT_START, 0.0) or 0.0)
        fixed = (activity.fixed_cost or 0.0) if COST_AT_START in activity.fields else 0.0
        for euros, phasing, earning in (
            (fixed, "start", "start"), (due - fixed, "start", "progress"), (base.cost - due, "even", "progress"),
        ):  # fmt: skip
            if round(euros * PARTS) > 0:
                values = {"phasing": phasing, "earning": earning, "yen": round(euros * PARTS)}
                found.append(BudgetLine(account=account, activity_uid=activity.id, **values))
    return found


def close(plan: Plan, period: TrackingPeriod) -> None:
    rows, answer = {}, {"status_date": ticks_of(period.status_date)}
    for row in period.rows:
        begun = row.actual_start is not None and (row.actual_duration is None or row.actual_duration > 0)
        percent = row.percent_complete or 0.0
        done = percent >= 100 or (begun and row.remaining_duration == 0)
        start = ticks_of(row.actual_start) if begun else ticks_of(period.status_date) + 1
        rows[row.activity_id] = [start, answer["status_date"], 100.0 if done else percent, 0, False]
    ProgressDate.objects.create(plan=plan, as_of=period.status_date.date(), rows=rows, answer=answer)


def spend(account, day, period: TrackingPeriod, posted: list[Actual]) -> None:
    """Post what the file's cumulative cost has grown by; where it fell, take entries back."""
    total = round(sum(row.actual_cost or 0.0 for row in period.rows) * PARTS)
    held = sum(entry.yen for entry in posted)
    while held > total:
        last = posted.pop()
        held -= last.yen
        actuals.reverse(actual=last, incurred_on=day, reason="下方修正", by=None)
    if total > held:
        document = f"{day} {len(posted)}"
        posted.append(actuals.post(account=account, incurred_on=day, yen=total - held, document=document, by=None))


def measured_by_the_hour(plan: Plan, day) -> dict:
    """The measures with earned schedule in whole working hours, as the tools do that write tracking periods."""
    frozen = frozen_inputs([plan.project_id], day)
    money = {plan.project_id: Money(spending(frozen)[plan.project_id].by_account, {})}
    every = next(iter(taken(frozen, money, {plan.project_id: HOUR})))
    return next(values for account, unit, values in every if account is None and unit == "yen")


def differing(found, hours: dict, engine: dict) -> list[tuple]:
    amounts = {"PV": found.pv, "EV": found.ev, "AC": found.ac, "SV": found.sv, "CV": found.cv, "EAC": found.eac,
               "ETC": found.etc, "VAC": found.vac, "EAC (PF=1)": found.eac_all["one_off"],
               "EAC (PF=SCI)": found.eac_all["cost_schedule"],
               "EAC (PF=0.8*CPI+0.2*SPI)": found.eac_all["weighted"]}  # fmt: skip
    pairs = [(name, None if ours is None else ours / PARTS, engine[name]) for name, ours in amounts.items()]
    pairs += [("SPI", found.spi, engine["SPI"]), ("CPI", found.cpi, engine["CPI"])]
    pairs += [("SPI(t)", hours["spi_t"], engine["SPI(t)"])]
    if found.ev < found.bac:  # at the end it is nothing over next to nothing
        pairs += [("TCPI(EAC)", found.tcpi_eac, engine["TCPI(EAC)"])]
    return [(name, ours, theirs) for name, ours, theirs in pairs if not near(ours, theirs)]


def near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, rel=2e-5, abs=0.05)
