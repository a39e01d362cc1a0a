"""simulate(): the finish of a plan as a distribution."""

from dataclasses import replace
from typing import Any

import numpy as np

from kaname.engine.cpm.coordinates import finishes_of
from kaname.engine.cpm.policies import Policy
from kaname.engine.diagnostics import Diagnostic
from kaname.engine.network import Network
from kaname.engine.simulate.chances import lay_chances
from kaname.engine.simulate.influence import RiskInfluence, activity_influence, risk_influence, work_of
from kaname.engine.simulate.percentiles import percentile, percentile_error
from kaname.engine.simulate.places import Layout, lay_out
from kaname.engine.simulate.result import Outcome, SimulationResult
from kaname.engine.simulate.sample import Sample, Settings, Stop, draw_sample
from kaname.engine.simulate.streams import replicate_bits
from kaname.engine.simulate.uncertainty import Uncertainty

_KEPT_CELLS = 64_000_000
_REMOVAL_CELLS = 2_000_000_000
NOTHING = Uncertainty()


def simulate(
    network: Network,
    uncertainty: Uncertainty = NOTHING,
    iterations: int = 5000,
    seed: int = 1,
    workers: int = 1,
    *,
    policy: str | Policy = "msproject",
    latin: bool = True,
    tolerance: float | None = None,
    block: int = 512,
    criticality: bool = True,
    activity_finishes: bool = True,
    removals: bool = True,
) -> SimulationResult:
    """Return the distribution of a plan's finish, and what drives it.

    ``tolerance`` (working ticks) stops as soon as the standard error of the P80 is at most that, after whole stages
    that do not depend on ``workers``. ``latin`` False draws plain numbers. ``activity_finishes`` keeps every
    activity's finishes for their P80, of the first iterations only where all do not fit 256 MB. ``removals`` runs
    once more without each risk, where that is under 2,000 million activity-iterations. The same seed gives the same
    bytes for any ``workers`` and ``block``. Raises ProblemsFound for a network that cannot be scheduled or durations
    beyond reckoning.
    O((N + M) * iterations / workers).
    """
    _check(network, uncertainty, iterations, workers)
    layout = lay_out(network, policy)
    bits = replicate_bits(iterations if tolerance is None else iterations // 4) if latin else 0
    keep = min(iterations, _KEPT_CELLS // max(layout.places.node.shape[0], 1)) if activity_finishes else 0
    settings = Settings(iterations, seed & ((1 << 63) - 1), bits, workers, block, criticality, keep)
    chances, notes = lay_chances(network, layout, uncertainty)
    sample = draw_sample(layout, chances, settings, _stop(tolerance, bits))
    settings = replace(settings, iterations=sample.finish.size, criticality=False, keep=0)
    return replace(_result(network, layout, uncertainty, settings, sample, criticality, removals, notes), seed=seed)


def _check(network: Network, u: Uncertainty, iterations: int, workers: int) -> None:
    """Raise ValueError for what no caller may ask; files are checked where they are read."""
    if iterations < 1 or workers < 1:
        raise ValueError(f"iterations and workers must be at least 1, not {iterations} and {workers}")
    bad = {network.id_of(row): d for row, d in u.activities.items() if d.faults() or d.least() < 0}
    if bad:
        raise ValueError(f"distributions that no duration can have: {bad}")


def _stop(tolerance: float | None, bits: int) -> Stop | None:
    """Return the question whether the P80 is known well enough."""
    if tolerance is None:
        return None
    return lambda work: percentile_error(work, np.sort(work), 80, bits) <= tolerance


def _result(
    network: Network,
    layout: Layout,
    u: Uncertainty,
    settings: Settings,
    sample: Sample,
    criticality: bool,
    removals: bool,
    notes: list[Diagnostic],
) -> SimulationResult:
    """Put together what a sample says."""
    mitigated, fixed = None, 0.0 if u.costs is None else u.costs.fixed
    if any(r.has_mitigation for r in u.risks):
        after = draw_sample(layout, lay_chances(network, layout, u.mitigated())[0], settings)
        mitigated = Outcome(after.finish, work_of(layout, after, sample.calendar), after.cost + fixed, settings.bits)
    work = work_of(layout, sample, sample.calendar)
    risks = risk_influence(u, work, settings.seed, settings.bits)
    if removals and len(risks) * settings.iterations * network.size <= _REMOVAL_CELLS:
        risks = _removals(network, layout, u, settings, work, sample.calendar, risks)
    return SimulationResult(
        sample.finish,
        work,
        sample.cost + fixed,
        settings.bits,
        network,
        settings.seed,
        layout.last,
        _planned_cost(network, layout, u),
        activity_influence(layout, sample, network.size) if criticality else None,
        *_activity_finishes(layout, sample, network.size),
        sample.kept.shape[1],
        tuple(risks),
        mitigated,
        tuple(notes),
    )


def _removals(
    network: Network,
    layout: Layout,
    u: Uncertainty,
    settings: Settings,
    work: Any,
    calendar: int,
    risks: list[RiskInfluence],
) -> list[RiskInfluence]:
    """Run again without each risk, on the same random numbers, and note how much earlier the P80 is."""
    before, found = percentile(np.sort(work), 80), []
    for number, risk in enumerate(risks):
        less = draw_sample(layout, lay_chances(network, layout, u.without_risk(number))[0], settings)
        after = percentile(np.sort(work_of(layout, less, calendar)), 80)
        found.append(replace(risk, removal=float(before - after)))
    return found


def _planned_cost(network: Network, layout: Layout, u: Uncertainty) -> float:
    """Return what the plan costs if everything goes as planned."""
    if u.costs is None:
        return 0.0
    spans: Any = layout.places.whole[layout.place[: network.size]]
    return u.costs.fixed + float((spans * u.costs.rate).sum())


def _activity_finishes(layout: Layout, sample: Sample, size: int) -> tuple[Any, Any]:
    """Return the P50 and P80 finish of every activity, instants; empty where finishes were not kept."""
    kept = sample.kept
    if kept.shape[1] == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    ranks = [max(-(-kept.shape[1] * share // 100), 1) - 1 for share in (50, 80)]
    values = np.empty((2, size), np.int64)
    for row in range(size):
        values[:, row] = np.partition(kept[layout.place[row]], ranks)[ranks]
    rows = np.arange(size)
    calendar = layout.places.calendar[layout.place[:size]].astype(np.int64)
    tape = layout.places.tape
    return finishes_of(tape, calendar, rows, values[0]), finishes_of(tape, calendar, rows, values[1])
