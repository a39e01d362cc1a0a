"""What a simulation gives back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.diagnostics import Diagnostic
from kaname.engine.network import Network
from kaname.engine.simulate.influence import Influence, RiskInfluence
from kaname.engine.simulate.percentiles import mean_error, percentile, percentile_error


@dataclass(frozen=True, eq=False)
class Outcome:
    """One state of the plan, before or after mitigation: ``finish`` (n,) instants, ``work`` the same in working ticks
    of the usual calendar, ``cost`` (n,) money or empty, all in the order of iterations; ``bits`` of a Latin hypercube
    replicate.
    """

    finish: npt.NDArray[np.int64]
    work: npt.NDArray[np.int64]
    cost: npt.NDArray[np.float64]
    bits: int

    @cached_property
    def ordered(self) -> npt.NDArray[np.int64]:
        """Return the finishes in ascending order."""
        return np.sort(self.finish)

    def percentile(self, p: float) -> int:
        """Return the instant that the finish does not exceed with probability p (0..100)."""
        return percentile(self.ordered, p)

    def standard_error(self, p: float) -> float:
        """Return the standard error of a percentile, in working ticks."""
        return percentile_error(self.work, np.sort(self.work), p, self.bits)

    @property
    def mean(self) -> float:
        """Return the mean finish, an instant."""
        return float(self.finish.mean())

    @property
    def mean_error(self) -> float:
        """Return the standard error of the mean finish, in working ticks."""
        return mean_error(self.work, self.bits)

    def probability(self, finish: int) -> float:
        """Return the probability to be done by an instant."""
        return float((self.finish <= finish).mean())

    def cost_percentile(self, p: float) -> float:
        """Return the cost that is not exceeded with probability p (0..100)."""
        return float(np.percentile(self.cost, p, method="inverted_cdf"))

    def joint(self, finish: int, cost: float) -> float:
        """Return the probability to be done by an instant within a cost: the joint confidence level."""
        return float(((self.finish <= finish) & (self.cost <= cost)).mean())


@dataclass(frozen=True, eq=False)
class SimulationResult(Outcome):
    """A simulated plan. ``deterministic`` instant at which the plan itself finishes, ``planned_cost`` what it costs;
    ``influence`` by activity (None where not asked for); ``finish_p50``, ``finish_p80`` (N,) instants from the first
    ``kept`` iterations, or empty; ``risks`` in the order given; ``mitigated`` the same iterations after mitigation, or
    None.
    """

    network: Network
    seed: int
    deterministic: int
    planned_cost: float
    influence: Influence | None
    finish_p50: npt.NDArray[np.int64]
    finish_p80: npt.NDArray[np.int64]
    kept: int
    risks: tuple[RiskInfluence, ...]
    mitigated: Outcome | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def iterations(self) -> int:
        """Return how many iterations were run, fewer than asked when they converged."""
        return int(self.finish.size)

    def drivers(self, count: int = 5) -> list[int]:
        """Return the rows of the activities that drive the finish most, by sensitivity, then cruciality, then row."""
        if self.influence is None:
            return []
        rank: Any = np.lexsort((-self.influence.cruciality, -self.influence.sensitivity))
        return [int(r) for r in rank[:count] if self.influence.sensitivity[r] > 0]
