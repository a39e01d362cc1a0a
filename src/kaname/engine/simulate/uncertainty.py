"""Uncertainty: everything about a plan that is not certain, by activity rows; what :func:`simulate` is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from kaname.engine.simulate.correlation import CorrelationGroup
from kaname.engine.simulate.distribution import Distribution
from kaname.engine.simulate.risks import RiskDriver
from kaname.engine.simulate.weather import Weather


@dataclass(frozen=True, slots=True)
class Branch:
    """Ways that a plan may take: exactly one alternative happens, and the activities (rows) of the others take no time.

    ``alternatives`` are (probability, rows); what is missing to 1 is the probability that none happens.
    """

    alternatives: tuple[tuple[float, tuple[int, ...]], ...]
    name: str = ""


@dataclass(frozen=True)
class Costs:
    """Money: ``fixed`` in all, and (N,) ``rate`` a tick of each activity's duration that is still to come."""

    fixed: float
    rate: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Uncertainty:
    """``activities``: distributions of whole durations in ticks, by row; of a started activity the rest is drawn, in
    proportion. ``spread`` (low, high): every other remaining duration is triangular, from low to high times its value,
    most likely 1 (or the nearer end).
    """

    activities: Mapping[int, Distribution] = field(default_factory=dict)
    spread: tuple[float, float] | None = None
    groups: tuple[CorrelationGroup, ...] = ()
    risks: tuple[RiskDriver, ...] = ()
    weather: tuple[Weather, ...] = ()
    branches: tuple[Branch, ...] = ()
    costs: Costs | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is uncertain."""
        return not (self.activities or self.spread or self.risks or self.weather or self.branches)

    def mitigated(self) -> "Uncertainty":
        """Return what is left after mitigation."""
        return replace(self, risks=tuple(r.mitigated() for r in self.risks))

    def without_risk(self, number: int) -> "Uncertainty":
        """Return the same with one risk made impossible."""
        risks = tuple(r.absent() if i == number else r for i, r in enumerate(self.risks))
        return replace(self, risks=risks)
