"""Percentiles of simulated numbers, and how far they may be off.

A percentile is an order statistic: the smallest simulated value that a share p of the iterations does not exceed.
Its standard error is that of the share, carried to the axis of values by the simulated distribution itself:
(Q(p + e) - Q(p - e)) / 2. For plain numbers e = sqrt(p (1 - p) / n), the binomial one. With Latin hypercube sampling
iterations of one replicate are not independent but replicates are (see :mod:`kaname.engine.simulate.streams`), so e is
the standard deviation of the replicates' own shares below Q(p), divided by the square root of their number
(sectioning: Asmussen and Glynn, "Stochastic Simulation", 2007, III.5); with fewer than 8 whole replicates the binomial
one, which is never too small, is used.
"""

from math import ceil, sqrt
from typing import Any

import numpy as np

FEWEST_REPLICATES = 8


def percentile(ordered: Any, p: float) -> int:
    """Return the p-th percentile (0..100) of ascending values. O(1)."""
    rank = ceil(p / 100 * ordered.shape[0] - 1e-9)
    return int(ordered[min(max(rank, 1), ordered.shape[0]) - 1])


def share_error(values: Any, at: float, p: float, bits: int) -> float:
    """Return the standard error of the share of values up to ``at``; values are in the order of iterations. O(n)."""
    size = 1 << bits
    replicates = values.shape[0] // size if bits else 0
    if replicates < FEWEST_REPLICATES:
        return sqrt(p / 100 * (1 - p / 100) / values.shape[0])
    shares = (values[: replicates * size].reshape(replicates, size) <= at).mean(axis=1)
    return float(shares.std(ddof=1) / sqrt(replicates))


def percentile_error(values: Any, ordered: Any, p: float, bits: int) -> float:
    """Return the standard error of the p-th percentile, in the unit of the values. O(n)."""
    e = 100 * share_error(values, percentile(ordered, p), p, bits)
    high, low = np.percentile(ordered, [min(p + e, 100.0), max(p - e, 0.0)])
    return float(high - low) / 2


def mean_error(values: Any, bits: int) -> float:
    """Return the standard error of the mean, from replicates where there are enough. O(n)."""
    size = 1 << bits
    replicates = values.shape[0] // size if bits else 0
    if values.shape[0] < 2:
        return 0.0
    if replicates < FEWEST_REPLICATES:
        return float(values.std(ddof=1) / sqrt(values.shape[0]))
    means = values[: replicates * size].reshape(replicates, size).mean(axis=1)
    return float(means.std(ddof=1) / sqrt(replicates))
