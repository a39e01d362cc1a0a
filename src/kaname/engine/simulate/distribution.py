"""Distribution: the uncertainty of one amount, and its exact quantile (the oracle of the kernels).

Parameters, in the unit of the amount (ticks for durations): triangular and pert (low, mode, high); uniform (low,
high); normal and lognormal (mean, standard deviation, both of the amount itself); discrete (value, weight, value,
weight, ...); percentiles (p, value, p, value, ...) with p in 0..100, straight lines between them,
the first and the last drawn on to 0 and 100; constant (value).

Sources: PERT: Malcolm et al. (1959), shape 4; the others: any text on risk analysis, e.g. Vose, "Risk Analysis" (2008).
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from math import exp, isfinite, log, sqrt

from kaname.engine.simulate.beta import beta_quantile
from kaname.engine.simulate.normal import exact_u, exact_z

COUNTS = {"constant": 1, "triangular": 3, "pert": 3, "uniform": 2, "normal": 2, "lognormal": 2}
KINDS = (*COUNTS, "discrete", "percentiles")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A kind and its parameters. ``faults`` tells what is wrong with them; the other functions expect none."""

    kind: str
    parameters: tuple[float, ...]

    def scaled(self, factor: float) -> "Distribution":
        """Return the distribution of the amount times a factor of at least 0."""
        if self.kind in COUNTS:
            return Distribution(self.kind, tuple(p * factor for p in self.parameters))
        step = 0 if self.kind == "discrete" else 1
        return Distribution(self.kind, tuple(p * factor if i % 2 == step else p for i, p in enumerate(self.parameters)))

    def pairs(self) -> list[tuple[float, float]]:
        """Return (value, weight) or (p, value) of a discrete or percentiles distribution."""
        return list(zip(self.parameters[::2], self.parameters[1::2], strict=True))

    def least(self) -> float:
        """Return the smallest value it can take, 0 for the truncated normal."""
        p = self.parameters
        if self.kind in ("normal", "lognormal"):
            return 0.0
        if self.kind == "discrete":
            return min(value for value, weight in self.pairs() if weight > 0)
        return self.quantile(0.0) if self.kind == "percentiles" else p[0]

    def quantile(self, u: float, floor: float | None = None) -> float:
        """Return the value that the amount stays below with probability u; ``floor`` truncates a normal one there."""
        p = self.parameters
        if self.kind == "constant":
            return p[0]
        if self.kind == "triangular":
            return _triangular(p[0], p[1], p[2], u)
        if self.kind == "pert":
            width = p[2] - p[0]
            return p[0] if width == 0 else p[0] + width * beta_quantile(*pert_shape(p[0], p[1], p[2]), u)
        if self.kind == "uniform":
            return p[0] + (p[1] - p[0]) * u
        if self.kind == "normal":
            return _normal(p[0], p[1], u, floor)
        if self.kind == "lognormal":
            median, sigma = lognormal_shape(p[0], p[1])
            return median * exp(sigma * exact_z(u))
        heights, values = self.steps() if self.kind == "discrete" else self.knots()
        return _read(heights, values, u, self.kind == "discrete")

    def steps(self) -> tuple[list[float], list[float]]:
        """Return, for a discrete one, the cumulative probabilities and the values in ascending order."""
        found = sorted((value, weight) for value, weight in self.pairs() if weight > 0)
        total, running, heights = sum(w for _, w in found), 0.0, []
        for _, weight in found:
            running += weight / total
            heights.append(running)
        return [*heights[:-1], 1.0], [value for value, _ in found]

    def knots(self) -> tuple[list[float], list[float]]:
        """Return, for percentiles, probabilities from 0 to 1 and the values there."""
        u = [p / 100 for p, _ in self.pairs()]
        x = [value for _, value in self.pairs()]
        if u[0] > 0:
            x.insert(0, x[0] - u[0] * (x[1] - x[0]) / (u[1] - u[0]))
            u.insert(0, 0.0)
        if u[-1] < 1:
            x.append(x[-1] + (1 - u[-1]) * (x[-1] - x[-2]) / (u[-1] - u[-2]))
            u.append(1.0)
        return u, x

    def faults(self) -> str:
        """Return what is wrong, as a word: kind, count, number, order, deviation, weight or percent; else ''."""
        p = self.parameters
        if self.kind not in KINDS:
            return "kind"
        if not all(isfinite(x) for x in p):
            return "number"
        if self.kind in COUNTS:
            return "count" if len(p) != COUNTS[self.kind] else _fixed_faults(self.kind, p)
        if len(p) < (2 if self.kind == "discrete" else 4) or len(p) % 2:
            return "count"
        return _paired_faults(self.kind, self.pairs())


def _fixed_faults(kind: str, p: tuple[float, ...]) -> str:
    """Return what is wrong with a fixed number of parameters."""
    if kind in ("normal", "lognormal"):
        return "deviation" if p[1] < 0 or (p[0] <= 0 < p[1] and kind == "lognormal") else ""
    return "" if list(p) == sorted(p) else "order"


def _paired_faults(kind: str, pairs: list[tuple[float, float]]) -> str:
    """Return what is wrong with a list of pairs."""
    if kind == "discrete":
        good = all(w >= 0 for _, w in pairs) and sum(w for _, w in pairs) > 0
        return "" if good else "weight"
    percents = [q for q, _ in pairs]
    if percents[0] < 0 or percents[-1] > 100 or any(a >= b for a, b in pairwise(percents)):
        return "percent"
    return "" if [x for _, x in pairs] == sorted(x for _, x in pairs) else "order"


def pert_shape(low: float, mode: float, high: float) -> tuple[float, float]:
    """Return alpha and beta of a PERT distribution with the usual weight 4 of the mode."""
    f = (mode - low) / (high - low)
    return 1 + 4 * f, 5 - 4 * f


def lognormal_shape(mean: float, deviation: float) -> tuple[float, float]:
    """Return the median and sigma of a lognormal amount with this mean and standard deviation."""
    if deviation == 0:
        return mean, 0.0
    variance = log(1 + (deviation / mean) ** 2)
    return exp(log(mean) - variance / 2), sqrt(variance)


def _triangular(low: float, mode: float, high: float, u: float) -> float:
    """Return a quantile of the triangular distribution."""
    width = high - low
    if width == 0:
        return low
    if u * width < mode - low:
        return low + sqrt(u * width * (mode - low))
    return high - sqrt((1 - u) * width * (high - mode))


def _normal(mean: float, deviation: float, u: float, floor: float | None) -> float:
    """Return a quantile of the normal distribution, of the part above the floor where one is given."""
    if deviation == 0:
        return mean if floor is None else max(mean, floor)
    if floor is None:
        return mean + deviation * exact_z(u)
    above = exact_u((mean - floor) / deviation)  # probability to be above the floor
    rest = (1 - u) * above
    return max(mean - deviation * exact_z(rest), floor) if 0 < rest < 1 else floor


def _read(heights: list[float], values: list[float], u: float, steps: bool) -> float:
    """Return the value at u of a staircase or of a line through knots."""
    i = min(bisect_left(heights, u), len(values) - 1)
    if steps or i == 0:
        return values[i]
    share = (u - heights[i - 1]) / (heights[i] - heights[i - 1])
    return values[i - 1] + share * (values[i] - values[i - 1])
