"""Risk drivers: what may happen, with which probability, and what it does to any number of activities.

In an iteration a risk happens or not, and if it does, how hard is one draw: all its effects take the same quantile
(D. Hulett, "Integrated Cost-Schedule Risk Analysis", 2011). Effects of several risks on one activity count in series
(delays add up, factors multiply) or, for risks marked parallel, only the largest counts.
"""

from dataclasses import dataclass, replace

from kaname.engine.simulate.distribution import Distribution


@dataclass(frozen=True, slots=True)
class Effect:
    """What a risk does to one activity (row): ticks added, a factor on its remaining duration, money added."""

    activity: int
    delay: Distribution | None = None
    factor: Distribution | None = None
    cost: Distribution | None = None


@dataclass(frozen=True, slots=True)
class RiskDriver:
    """A risk before and, where something is planned against it, after mitigation."""

    id: str
    probability: float
    effects: tuple[Effect, ...] = ()
    name: str = ""
    parallel: bool = False
    mitigated_probability: float | None = None
    mitigated_effects: tuple[Effect, ...] | None = None

    @property
    def has_mitigation(self) -> bool:
        """Tell whether anything changes by mitigation."""
        return self.mitigated_probability is not None or self.mitigated_effects is not None

    def mitigated(self) -> "RiskDriver":
        """Return the risk as it is after mitigation; it keeps its random numbers."""
        probability = self.probability if self.mitigated_probability is None else self.mitigated_probability
        effects = self.effects if self.mitigated_effects is None else self.mitigated_effects
        return replace(self, probability=probability, effects=effects)

    def absent(self) -> "RiskDriver":
        """Return the risk made impossible; the others keep their random numbers."""
        return replace(self, probability=0.0, mitigated_probability=None, mitigated_effects=None)
