"""Risks files: every problem at once with its path, and what becomes of them on a plan."""

import json
from pathlib import Path

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import Flag
from kaname.exchange.compile import schedule_plan
from kaname.exchange.document import Activity, ActivityKind, Distribution, PlanDocument, Relation, Risk, RiskEffect
from kaname.exchange.formats import read_plan
from kaname.exchange.risks import parse_risks
from kaname.exchange.simulation import simulate_plan

_OUT = int(Flag.SUMMARY | Flag.INACTIVE | Flag.HAMMOCK)


def risks(**content):
    return parse_risks(json.dumps({"format": "kaname-risks/1", **content}).encode(), "risks.json")


@pytest.fixture
def plan():
    activities = [Activity("a", duration=2400.0, cost=1000.0), Activity("b", duration=4800.0)]
    return PlanDocument("kaname", activities=activities, relations=[Relation("a", "b")])


def problems(plan, **content):
    with pytest.raises(ProblemsFound) as found:
        simulate_plan(plan, risks(**content), iterations=10)
    return [(d.code, d.subject) for d in found.value.diagnostics]


def test_every_problem_is_named_with_its_path(plan):
    bad = {"kind": "triangular", "parameters": [3, 2, 1]}
    assert problems(
        plan,
        unit="weeks",
        activities=[{"activity_id": "zz", "distribution": bad}],
        risks=[
            {
                "id": "R",
                "probability": 2,
                "effects": [{"activity_id": "a", "factor": {"kind": "uniform", "parameters": [-1, 1]}}],
            }
        ],
    ) == [
        ("risks-unknown-unit", "$.unit"),
        ("risks-unknown-activity", "$.activities[0].activity_id"),
        ("risks-parameter-order", "$.activities[0].distribution"),
        ("risks-bad-probability", "$.risks[0].probability"),
        ("risks-below-zero", "$.risks[0].effects[0].factor"),
    ]


def test_the_form_is_checked_first():
    with pytest.raises(ProblemsFound) as found:
        risks(risks=[{"id": 5, "chance": 0.2}], spread={"low": 0.9})
    assert {(d.code, d.subject) for d in found.value.diagnostics} == {
        ("json-wrong-type", "$.risks[0].id"),
        ("json-unknown-key", "$.risks[0].chance"),
        ("json-missing-key", "$.spread.high"),
    }


def test_days_are_the_plans_working_days(plan):
    file = risks(
        unit="days", activities=[{"activity_id": "a", "distribution": {"kind": "constant", "parameters": [7]}}]
    )
    uncertain = simulate_plan(plan, file, iterations=10).uncertainty
    assert uncertain.activities[0].parameters == (7 * 480 * 10,)


def test_the_file_wins_over_the_plan_and_the_command_over_the_file(plan):
    plan.activities[0].distribution = Distribution("uniform", (2400.0, 9600.0))
    plan.risks = [Risk("R1", probability=1.0, effects=[RiskEffect("b", delay=Distribution("constant", (480.0,)))])]
    own = simulate_plan(plan, iterations=10).uncertainty
    assert own.activities[0].kind == "uniform"
    assert own.risks[0].probability == 1.0
    file = risks(
        activities=[{"activity_id": "a", "distribution": {"kind": "constant", "parameters": [2400]}}],
        risks=[{"id": "R1", "probability": 0.0}],
        spread={"low": 0.5, "high": 2.0},
    )
    both = simulate_plan(plan, file, (1.0, 1.0), iterations=10)
    assert both.uncertainty.activities[0].kind == "constant"
    assert both.uncertainty.spread == (1.0, 1.0)
    assert both.result.finish.min() == both.result.finish.max() == both.result.deterministic


def test_costs_grow_with_durations(plan):
    share = risks(spread={"low": 2.0, "high": 2.0}, costs={"time_dependent_share": 0.5})
    sure = simulate_plan(plan, share, iterations=64).result
    assert sure.planned_cost == pytest.approx(1000.0)
    assert sure.cost.tolist() == pytest.approx([1500.0] * 64)
    file = risks(
        activities=[{"activity_id": "a", "distribution": {"kind": "constant", "parameters": [4800]}}],
        costs={"time_dependent_share": 0.5},
    )
    assert simulate_plan(plan, file, iterations=64).result.cost.tolist() == pytest.approx([1500.0] * 64)
    file.activities[0].distribution = Distribution("discrete", (2400.0, 1.0, 4800.0, 1.0))
    assert set(simulate_plan(plan, file, iterations=64).result.cost.tolist()) == {1000.0, 1500.0}


def test_summaries_are_not_listed_as_drivers(plan):
    plan.activities.insert(0, Activity("s", kind=ActivityKind.SUMMARY))
    plan.activities[1].parent_id = plan.activities[2].parent_id = "s"
    result = simulate_plan(plan, spread=(0.8, 1.5), iterations=256).result
    assert result.drivers() == [2, 1]


@pytest.mark.realdata
def test_plans_with_their_own_distributions(realdata: Path) -> None:
    found = sorted((realdata / "dslib" / "p2x").glob("*.p2x"))
    assert found
    for path in found[:4]:
        document = read_plan(path)
        result = simulate_plan(document, iterations=256).result
        assert any(a.distribution for a in document.activities)
        assert result.percentile(10) < result.percentile(80)
        assert abs(result.percentile(50) - result.deterministic) < 90 * 1440 * result.network.resolution


@pytest.mark.realdata
def test_real_plans_without_variance_finish_as_scheduled(realdata: Path) -> None:
    """Every 12th file of Microsoft Project and P6: calendars, constraints, progress, typed dates, several people."""
    files = sorted(p for p in realdata.rglob("*") if p.suffix.lower() in (".xml", ".xer"))[::12]
    compared = 0
    for path in files:
        try:
            document = read_plan(path)
            compiled, dates = schedule_plan(document)
        except ProblemsFound:
            continue
        counted = [v for v in range(dates.network.size) if not dates.network.column("flags")[v] & _OUT]
        if not 0 < len(counted) < 3000:
            continue
        result = simulate_plan(document, spread=(1.0, 1.0), policy=compiled.policy, iterations=64).result
        assert set(result.finish.tolist()) == {dates.project_finish}, path.name
        compared += 1
    assert compared > 3


def test_a_plan_in_which_nothing_counts_finishes_when_it_starts() -> None:
    plan = PlanDocument("kaname", activities=[Activity("a", duration=480.0, active=False)])
    result = simulate_plan(plan, spread=(0.9, 1.3), iterations=64).result
    assert set(result.finish.tolist()) == {result.deterministic}
    assert result.deterministic == int(result.network.project_start[0])
