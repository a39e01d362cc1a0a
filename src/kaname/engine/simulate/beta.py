"""Quantiles of the beta distribution, for Beta-PERT tables.

The regularised incomplete beta function by its continued fraction (Lentz's method; Abramowitz and Stegun 26.5.8), its
inverse by Newton steps kept inside a shrinking bracket.
"""

from math import exp, lgamma, log, log1p

from kaname.engine.jit import njit

_TINY = 1e-300


@njit(cache=True, nogil=True)
def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function; converges fast for x < (a + 1) / (a + b + 2)."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    h = d
    for m in range(1, 300):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        for step in (even, odd):
            d = 1.0 + step * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + step / c
            c = c if abs(c) > _TINY else _TINY
            h *= c * d
        if abs(c * d - 1.0) < 1e-14:
            break
    return h


@njit(cache=True, nogil=True)
def beta_below(a: float, b: float, x: float) -> float:
    """Return the probability that a Beta(a, b) number is below x."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return float(front * _fraction(a, b, x) / a)
    return float(1.0 - front * _fraction(b, a, 1.0 - x) / b)


@njit(cache=True, nogil=True)
def beta_quantile(a: float, b: float, u: float) -> float:
    """Return the x below which a Beta(a, b) number lies with probability u. About ten steps."""
    low, high, x = 0.0, 1.0, a / (a + b)
    scale = lgamma(a) + lgamma(b) - lgamma(a + b)
    for _ in range(100):
        gap = beta_below(a, b, x) - u
        if gap > 0:
            high = x
        else:
            low = x
        slope = exp((a - 1.0) * log(x) + (b - 1.0) * log1p(-x) - scale)
        step = x - gap / slope if slope > 0 else -1.0
        new = step if low < step < high else (low + high) / 2
        if abs(new - x) < 1e-15 or high - low < 1e-15:
            return new
        x = new
    return x
