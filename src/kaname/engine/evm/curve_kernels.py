"""Cumulative curves of many activities at once, as a Numba kernel.

An activity is a step and a ramp: at the first grid point after its start the curve gains the step and a slope, at the
first point at or after its end it loses the slope. Two bins a row instead of one for each period it runs, so that a
million activities over 260 weeks cost two million additions. The plain twin is :mod:`kaname.engine.evm.curve_plain`.
"""

import numpy as np
import numpy.typing as npt

from kaname.engine.jit import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@njit(cache=True, nogil=True)
def cumulative(start: Ints, duration: Ints, at_start: Floats, spread: Floats, step: int, count: int) -> Floats:
    """Return the sum over activities at ticks step, 2 step, ... count x step.

    ``start`` and ``duration`` in ticks; what begins before tick 0 has run since then. Step 1 or more. O(n + count).
    """
    level = np.zeros(count + 1)
    slope = np.zeros(count + 1)
    part = 1.0 / step
    for i in range(len(start)):
        opens, length = start[i], duration[i]
        at_once = length <= 0
        first = _point_at_or_after(opens if at_once else opens + 1, part, step)
        if first >= count:
            continue
        if at_once:
            level[first] += at_start[i] + spread[i]
            continue
        rate = spread[i] / length
        level[first] += at_start[i] + rate * ((first + 1) * step - opens)
        slope[first] += rate
        ends = opens + length
        last = _point_at_or_after(ends, part, step)
        if last < count:
            level[last] -= rate * ((last + 1) * step - ends)
            slope[last] -= rate
    value, rising = 0.0, 0.0
    for k in range(count):
        value += rising * step + level[k]
        rising += slope[k]
        level[k] = value
    return level[:count]


@njit(cache=True, nogil=True, inline="always")
def _point_at_or_after(tick: int, part: float, step: int) -> int:
    """Return the index of the first grid point (index + 1) x step at or after a tick; 0 at least.

    ``part`` is 1 / step: multiplying is faster than dividing and, for ticks below 2^50, short by one at most.
    """
    index = max(int((tick - 1) * part), 0)
    while (index + 1) * step < tick:
        index += 1
    return index
