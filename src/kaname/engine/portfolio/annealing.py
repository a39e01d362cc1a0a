"""Simulated annealing over whole models: candidates come, go and move, limits priced a little above their worth.

For many candidates with start periods, where a small core shows too little of the whole. Kirkpatrick, Gelatt & Vecchi
1983, with the excess of rows priced by the relaxation so that near-optimal selections lie at near-equal height.
"""

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.portfolio.model import Floats, Ints
from kaname.engine.portfolio.tabu import next_random


@njit(cache=True, nogil=True, fastmath=True)
def excess_change(
    first: Ints, row: Ints, amount: Floats, room: Floats, weight: Floats, column: int, sign: float
) -> float:
    """Return how the priced excess changes when a column comes in (sign 1) or goes out (-1); ``room`` follows."""
    change = 0.0
    for e in range(first[column], first[column + 1]):
        i, use = row[e], sign * amount[e]
        before, after = room[i], room[i] - use
        change += weight[i] * (max(0.0, -after) - max(0.0, -before))
        room[i] = after
    return change


@njit(cache=True, nogil=True, fastmath=True)
def count_over(room: Floats) -> int:
    """Return how many rows are exceeded."""
    over = 0
    for i in range(len(room)):
        if room[i] < 0.0:
            over += 1
    return over


@njit(cache=True, nogil=True)
def anneal(
    value: Floats,
    first: Ints,
    row: Ints,
    amount: Floats,
    limit: Floats,
    weight: Floats,
    group: Ints,
    movable: Ints,
    held: Ints,
    best: Ints,
    best_total: float,
    steps: int,
    hot: float,
    cold: float,
    loose: float,
    firm: float,
    seed: int,
) -> float:
    """Cool from ``hot`` to ``cold`` (in units of value); return the best total, its columns in ``best``.

    ``movable``: the columns that may change; ``held`` [groups]: the column held by each group or -1, changed in place;
    ``best`` [groups] likewise, with its value ``best_total``. A proposal takes one movable column: out if it is in,
    else in, its rival of the same group going out. O(steps x rows of a column).
    """
    room, total, over = limit.copy(), 0.0, 0.0
    for g in range(len(held)):
        if held[g] >= 0:
            total += value[held[g]]
            excess_change(first, row, amount, room, weight, held[g], 1.0)
    random = seed % 2147483646 + 1
    for i in range(len(room)):
        over += weight[i] * max(0.0, -room[i])
    cooling, firming = (cold / hot) ** (1.0 / max(1, steps)), (firm / loose) ** (1.0 / max(1, steps))
    heat, press = hot, loose
    for _ in range(steps):
        heat, press = heat * cooling, press * firming
        random = next_random(random)
        j = movable[random % len(movable)]
        g = group[j]
        old = held[g]
        new = -1 if old == j else j
        gain, more = 0.0, 0.0
        if old >= 0:
            gain -= value[old]
            more += excess_change(first, row, amount, room, weight, old, -1.0)
        if new >= 0:
            gain += value[new]
            more += excess_change(first, row, amount, room, weight, new, 1.0)
        random = next_random(random)
        rise = gain - press * more
        if rise < 0.0 and np.exp(rise / heat) * 2147483647.0 < random:
            if new >= 0:
                excess_change(first, row, amount, room, weight, new, -1.0)
            if old >= 0:
                excess_change(first, row, amount, room, weight, old, 1.0)
            continue
        held[g], total, over = new, total + gain, over + more
        if total > best_total and over < 1e-6 * hot and count_over(room) == 0:
            best_total, best[:] = total, held
    return best_total
