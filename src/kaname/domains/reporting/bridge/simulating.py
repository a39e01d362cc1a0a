"""A plan simulated as it stands: P50, P80, the curve between, what drives them, and P50 and P80 of each milestone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE, finish_date_of
from kaname.domains.core.queries import organisation
from kaname.domains.reporting.rules.limits import Limits
from kaname.domains.reporting.rules.probability import band_of
from kaname.domains.resource.bridge.distance import working_days
from kaname.domains.schedule.bridge.state import PlanState, state_of
from kaname.domains.schedule.models import Plan
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.simulate.quick import USUAL_SPREAD
from kaname.exchange.compile import policy_for
from kaname.exchange.document import ActivityKind
from kaname.exchange.simulation import SimulatedPlan, simulate_plan

ITERATIONS, SEED, DRIVERS = 2000, 1, 3
CALC_VERSION = "simulation-1"
SHARES = (1, *range(5, 100, 5), 99)
_CELLS = 60_000_000  # activity-iterations of one plan; larger plans get fewer runs
_FEWEST = 500
_MILESTONES = (ActivityKind.MILESTONE, ActivityKind.FINISH_MILESTONE)


@dataclass(frozen=True, slots=True)
class Simulated:
    """A forecast's values, and by open milestone (uid) its name, P50 and P80 in ticks."""

    values: dict[str, Any]
    milestones: Mapping[str, tuple[str, int, int]]


def simulated(plan: Plan, iterations: int = ITERATIONS) -> Simulated | None:
    """Return the forecast of a plan as it stands; None where it has no dates, or nothing remains to be done."""
    return None if plan.finish is None else simulated_state(state_of(plan), iterations)


def simulated_state(state: PlanState, iterations: int = ITERATIONS) -> Simulated | None:
    """Return the forecast of a plan in some state, of now or frozen.

    Durations vary by their own distributions, where there is none by USUAL_SPREAD of what remains.
    """
    plan = state.plan
    own = [state.objects[pk] for pk in state.order]
    remains = any(a.actual_finish is None and a.kind != ActivityKind.SUMMARY for a in own)
    if plan.finish is None or not remains:
        return None
    document = state.document
    runs = min(iterations, max(_FEWEST, _CELLS // max(len(document.activities), 1)))
    policy = policy_for(document, plan.policy)
    try:
        found = simulate_plan(document, None, USUAL_SPREAD, policy, iterations=runs, seed=SEED, removals=False)
    except ProblemsFound:
        return None
    return Simulated(_values(plan, found, len(own)), _milestones(found, len(own)))


def _values(plan: Plan, found: SimulatedPlan, own: int) -> dict[str, Any]:
    result = found.result
    target = None if plan.baseline_finish is None else later_by(plan.baseline_finish, tolerance_of(plan))
    probability = None if target is None else result.probability(target)
    return {
        "plan_version": plan.version,
        "cpm": plan.finish,
        "p50": result.percentile(50),
        "p80": result.percentile(80),
        "target": target,
        "probability": probability,
        "band": band_of(probability),
        "iterations": result.iterations,
        "seed": result.seed,
        "spread": list(USUAL_SPREAD),
        "uncertain": len(found.uncertainty.activities),
        "drivers": _drivers(found, own),
        "curve": [result.percentile(p) for p in SHARES],
        "calc_version": CALC_VERSION,
    }


def tolerance_of(plan: Plan) -> int:
    """Return by how many working days a finish may be late before its health is red."""
    return int(Limits.of(organisation(), plan.project.project_type).slip_red)


def later_by(instant: int, days: int) -> int:
    """Return the same time of day so many working days later, on the country's calendar."""
    day = finish_date_of(instant)
    ends = [day + timedelta(days=n) for n in range(3 * days + 20)]
    counted = working_days([day] * len(ends), ends)
    return instant + TICKS_A_DAY * next(n for n, count in enumerate(counted) if count >= days)


def _drivers(found: SimulatedPlan, own: int) -> list[dict[str, Any]]:
    """Return what drives the finish most: the top of the tornado, with how often it is critical."""
    influence = found.result.influence
    rows = [row for row in found.result.drivers(own) if row < own][:DRIVERS]
    day = (found.compiled.document.project.minutes_per_day or 480.0) * TICKS_A_MINUTE
    if influence is None:
        return []
    return [
        {
            "uid": found.compiled.activities[row].id,
            "name": found.compiled.activities[row].name,
            "criticality": round(float(influence.criticality[row]), 3),
            "sensitivity": round(float(influence.sensitivity[row]), 3),
            "days": round(float(influence.swing[row]) / day, 1),
        }
        for row in rows
    ]


def _milestones(found: SimulatedPlan, own: int) -> dict[str, tuple[str, int, int]]:
    result = found.result
    rows = [
        row
        for row, a in enumerate(found.compiled.activities[:own])
        if a.kind in _MILESTONES and a.active and a.actual_finish is None and (a.percent_complete or 0) < 100
    ]
    if not rows or not np.size(result.finish_p80):
        return {}
    return {
        found.compiled.activities[row].id: (
            found.compiled.activities[row].name,
            int(result.finish_p50[row]),
            int(result.finish_p80[row]),
        )
        for row in rows
    }
