"""A plan's own distributions and risks, a risks file and a spread, as the engine's Uncertainty.

Ids become rows, units ticks.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity
from kaname.engine.simulate import Branch, CorrelationGroup, Costs, Effect, RiskDriver, Season, Uncertainty, Weather
from kaname.engine.simulate import Distribution as Amount
from kaname.exchange.compile import CompiledPlan
from kaname.exchange.document import Activity, ActivityKind, Distribution, Risk, RiskEffect
from kaname.exchange.risk_checks import check_distribution, check_risk, check_risks, day_of_year
from kaname.exchange.risks import RisksFile

_NOTHING = RisksFile("")


def uncertainty_of(
    plan: CompiledPlan, file: RisksFile | None = None, spread: tuple[float, float] | None = None
) -> tuple[Uncertainty, list[Diagnostic]]:
    """Return what is uncertain about a compiled plan, and warnings. The file's entries win over the plan's own of the
    same activity or risk, and ``spread`` over the file's.

    Raises ProblemsFound with everything that is wrong in the file or in the plan's own distributions and risks.
    """
    given = file or _NOTHING
    ids = plan.rows.keys()
    problems = [*_own_problems(plan), *(check_risks(file, ids) if file else [])]
    if any(p.severity is Severity.ERROR for p in problems):
        raise ProblemsFound(problems)
    ticks = plan.network.resolution
    unit = {"minutes": 1.0, "hours": 60.0, "days": plan.document.project.minutes_per_day}[given.unit] * ticks
    own = {plan.rows[a.id]: _amount(a.distribution, ticks) for a in plan.activities if a.distribution is not None}
    own |= {plan.rows[a.activity_id]: _amount(a.distribution, unit) for a in given.activities}
    limits = spread or (None if given.spread is None else (given.spread.low, given.spread.high))
    replaced = {risk.id for risk in given.risks}
    risks = [_driver(r, plan, ticks) for r in plan.document.risks if r.id not in replaced]
    risks += [_driver(r, plan, unit) for r in given.risks]
    made = Uncertainty(own, limits, _groups(given, plan), tuple(risks), _weather(given, plan), _branches(given, plan))
    return _with_costs(made, plan, given.costs.time_dependent_share), problems


def _own_problems(plan: CompiledPlan) -> Iterable[Diagnostic]:
    """Return what is wrong with the plan file's own distributions and risks."""
    for activity in plan.activities:
        if activity.distribution is not None:
            yield from check_distribution(activity.distribution, activity.id, least=0.0)
    for risk in plan.document.risks:
        yield from check_risk(risk, risk.id, set(plan.rows))


def _amount(d: Distribution, unit: float) -> Amount:
    return Amount(d.kind, d.parameters).scaled(unit)


def _driver(risk: Risk, plan: CompiledPlan, unit: float) -> RiskDriver:
    """Return a risk with rows and ticks."""
    after = None if risk.mitigated_effects is None else _effects(risk.mitigated_effects, plan, unit)
    before = _effects(risk.effects, plan, unit)
    return RiskDriver(
        risk.id, risk.probability, before, risk.name, risk.parallel, risk.mitigated_probability, after
    )  # fmt: skip


def _effects(effects: list[RiskEffect], plan: CompiledPlan, unit: float) -> tuple[Effect, ...]:
    return tuple(
        Effect(
            plan.rows[e.activity_id],
            None if e.delay is None else _amount(e.delay, unit),
            None if e.factor is None else _amount(e.factor, 1.0),
            None if e.cost is None else _amount(e.cost, 1.0),
        )
        for e in effects
    )


def _groups(file: RisksFile, plan: CompiledPlan) -> tuple[CorrelationGroup, ...]:
    return tuple(
        CorrelationGroup(
            tuple(plan.rows[a] for a in group.activities),
            group.coefficient or 0.0,
            None if group.matrix is None else tuple(map(tuple, group.matrix)),
            group.name or str(number),
        )
        for number, group in enumerate(file.correlation, start=1)
    )


def _weather(file: RisksFile, plan: CompiledPlan) -> tuple[Weather, ...]:
    return tuple(
        Weather(
            tuple(plan.rows[a] for a in kind.activities),
            tuple(
                Season(day_of_year(s.first) or (1, 1), day_of_year(s.last) or (1, 1), s.probability)
                for s in kind.seasons
            ),
            kind.name,
        )
        for kind in file.weather
    )


def _branches(file: RisksFile, plan: CompiledPlan) -> tuple[Branch, ...]:
    return tuple(
        Branch(tuple((w.probability, tuple(plan.rows[a] for a in w.activities)) for w in b.alternatives), b.name)
        for b in file.branches
    )


def _with_costs(u: Uncertainty, plan: CompiledPlan, share: float) -> Uncertainty:
    """Add the plan's costs where it has any: what is spent, and what is still to be spent by tick of duration."""
    priced = [bool(a.cost) and a.kind is not ActivityKind.SUMMARY and a.active for a in plan.activities]
    if not any(priced) and not any(e.cost for r in u.risks for e in r.effects):
        return u
    left: Any = np.array([_remaining_cost(a) if p else 0.0 for a, p in zip(plan.activities, priced, strict=True)])
    spent = sum((a.cost or 0.0) - left[i] for i, a in enumerate(plan.activities) if priced[i])
    remaining = plan.network.column("remaining")
    rate = np.where(remaining > 0, share * left / np.maximum(remaining, 1), 0.0)
    fixed = float(spent + (left - rate * remaining).sum())
    return replace(u, costs=Costs(fixed, rate))


def _remaining_cost(activity: Activity) -> float:
    """Return what an activity will still cost."""
    if activity.actual_finish is not None:
        return 0.0
    if activity.remaining_cost is not None:
        return activity.remaining_cost
    return max((activity.cost or 0.0) - (activity.actual_cost or 0.0), 0.0)
