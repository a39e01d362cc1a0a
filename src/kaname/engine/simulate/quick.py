"""The three numbers a page shows of every plan: P50, P80 and what drives them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaname.engine.cpm.policies import Policy
from kaname.engine.network import Network
from kaname.engine.simulate.distribution import Distribution
from kaname.engine.simulate.run import simulate
from kaname.engine.simulate.uncertainty import Uncertainty

USUAL_SPREAD = (0.9, 1.3)
"""What remaining durations are taken to vary by where a plan says nothing: 10 % shorter to 30 % longer."""


@dataclass(frozen=True, slots=True)
class Driver:
    """An activity (row) that drives the finish, with its criticality (0..1) and schedule sensitivity index."""

    row: int
    criticality: float
    sensitivity: float


@dataclass(frozen=True, slots=True)
class QuickFinish:
    """Instants: the plan's own finish, P50 and P80; the probability to finish as planned; the strongest drivers."""

    deterministic: int
    p50: int
    p80: int
    probability: float
    drivers: tuple[Driver, ...]


def quick_finish(
    network: Network,
    *,
    distributions: Mapping[int, Distribution] | None = None,
    seed: int = 1,
    iterations: int = 2000,
    spread: tuple[float, float] | None = USUAL_SPREAD,
    policy: str | Policy = "msproject",
    workers: int = 1,
    drivers: int = 5,
) -> QuickFinish:
    """Return P50, P80 and the strongest drivers of a plan; durations without a distribution vary by ``spread``."""
    given = Uncertainty(activities=distributions or {}, spread=spread)
    result = simulate(network, given, iterations, seed, workers, policy=policy, activity_finishes=False)
    influence = result.influence
    top = result.drivers(drivers)
    found = [Driver(r, float(influence.criticality[r]), float(influence.sensitivity[r])) for r in top if influence]
    finish = result.deterministic
    return QuickFinish(finish, result.percentile(50), result.percentile(80), result.probability(finish), tuple(found))
