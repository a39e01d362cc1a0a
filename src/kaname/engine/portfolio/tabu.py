"""A tabu search by single flips over a small core of columns, crossing the limits and coming back.

Infeasible selections are allowed at a price: every row's excess costs its weight times a factor that rises while the
search is outside and falls while it is inside, so that it swings around the border, where the best selections lie
(strategic oscillation: Glover & Kochenberger 1996; tabu search for this problem: Hanafi & Freville 1998).
"""

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.portfolio.model import Chosen, Floats

RISE, FALL, PATIENCE = 1.03, 0.97, 8
KEEP_IN, KEEP_IN_SPREAD, KEEP_OUT, KEEP_OUT_SPREAD = 3, 6, 3, 10


@njit(cache=True, nogil=True)
def next_random(state: int) -> int:
    """Return the next of the numbers 1..2^31 - 2 (Park & Miller's generator with multiplier 48271)."""
    return state * 48271 % 2147483647


@njit(cache=True, nogil=True, fastmath=True)
def excess(room: Floats, weight: Floats) -> float:
    """Return the weighted amount by which rows are exceeded; 0 for a feasible selection."""
    total = 0.0
    for i in range(len(room)):
        total += weight[i] * max(0.0, -room[i])
    return total


@njit(cache=True, nogil=True, fastmath=True)
def excess_after(room: Floats, weight: Floats, use: Floats, sign: float) -> float:
    """Return the excess after a column comes in (sign 1) or goes out (-1)."""
    total = 0.0
    for i in range(len(room)):
        total += weight[i] * max(0.0, sign * use[i] - room[i])
    return total


@njit(cache=True, nogil=True, fastmath=True)
def best_flip(
    value: Floats,
    use: Floats,
    room: Floats,
    weight: Floats,
    x: Chosen,
    until: Floats,
    step: int,
    factor: float,
    lack: float,
) -> tuple[int, float]:
    """Return the flip (or -1) with the best value less priced excess among those not forbidden, and its excess.

    ``lack``: how much a selection needs on top of this one to beat the best; a feasible flip that does is never
    forbidden. O(n m).
    """
    chosen, best_score, best_excess = -1, -1e300, 0.0
    for j in range(len(value)):
        sign = -1.0 if x[j] else 1.0
        barred = until[j] > step
        if barred and sign * value[j] <= lack:
            continue
        after = excess_after(room, weight, use[j], sign)
        if barred and after > 0.0:
            continue
        score = sign * value[j] - factor * after
        if score > best_score:
            chosen, best_score, best_excess = j, score, after
    return chosen, best_excess


@njit(cache=True, nogil=True)
def tabu(
    value: Floats, use: Floats, limit: Floats, weight: Floats, start: Chosen, best: Chosen, steps: int, seed: int
) -> float:
    """Walk a number of steps from a selection; return the best feasible value met and leave its selection in ``best``.

    ``value`` [n]; ``use`` [n, m] by rows of columns; ``limit`` and ``weight`` [m]; -1e300: nothing feasible met.
    O(steps n m). The same seed gives the same walk.
    """
    x, room, random = start.copy(), limit.copy(), seed % 2147483646 + 1
    until = np.zeros(len(value))
    total, best_total = 0.0, -1e300
    for j in range(len(value)):
        if x[j]:
            total += value[j]
            room -= use[j]
    over, factor, outside, inside = excess(room, weight), 1.0, 0, 0
    if over <= 0.0:
        best_total, best[:] = total, x
    for step in range(steps):
        j, over = best_flip(value, use, room, weight, x, until, step, factor, best_total - total)
        if j < 0:
            over = excess(room, weight)
            continue
        random = next_random(random)
        if x[j]:
            x[j], total, room = False, total - value[j], room + use[j]
            until[j] = step + 1 + KEEP_OUT + random % KEEP_OUT_SPREAD
        else:
            x[j], total, room = True, total + value[j], room - use[j]
            until[j] = step + 1 + KEEP_IN + random % KEEP_IN_SPREAD
        if over > 0.0:
            outside, inside = outside + 1, 0
        else:
            outside, inside = 0, inside + 1
            if total > best_total:
                best_total, best[:] = total, x
        if outside >= PATIENCE:
            factor, outside = min(factor * RISE, 50.0), 0
        elif inside >= PATIENCE:
            factor, inside = max(factor * FALL, 0.05), 0
    return best_total


@njit(cache=True, nogil=True)
def kicked(x: Chosen, kicks: int, seed: int) -> int:
    """Flip a number of random columns in place; return the generator's state."""
    random = seed
    for _ in range(kicks):
        random = next_random(random)
        j = random % len(x)
        x[j] = not x[j]
    return random


@njit(cache=True, nogil=True)
def walks(
    value: Floats,
    use: Floats,
    limit: Floats,
    weight: Floats,
    start: Chosen,
    best: Chosen,
    steps: int,
    count: int,
    seed: int,
) -> float:
    """Walk ``count`` times from kicked selections, mostly the best so far, else where the last walk was best.

    Arguments and answer as :func:`tabu`; ``best`` is written only when something feasible was met.
    """
    random = next_random(seed % 2147483646 + 1)
    here, found = start.copy(), start.copy()
    best_total: float = tabu(value, use, limit, weight, start, best, steps, random)
    for _ in range(count - 1):
        random = next_random(random)
        if random % 10 < 7 and best_total > -1e299:
            here[:] = best
        random = kicked(here, 3 + random % max(1, len(value) // 6), random)
        total = tabu(value, use, limit, weight, here, found, steps, random)
        if total > -1e299:
            here[:] = found
        if total > best_total:
            best_total, best[:] = total, found
    return best_total
