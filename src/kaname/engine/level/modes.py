"""What a problem with several modes asks at least: one mode that no choice can beat."""

from dataclasses import replace

import numpy as np

from kaname.engine.level.problem import Ints, LevellingProblem


def relaxed(p: LevellingProblem) -> tuple[LevellingProblem, Ints]:
    """Return a single-mode problem no schedule of which is longer than the best of ``p``, and its modes.

    Each activity takes the shortest duration; of each renewable resource the least amount of energy of any mode, spread
    over that duration and rounded down. Relations are as loose as the modes make them. O(demands).
    """
    n, first = p.n, p.mode_first
    shortest = np.minimum.reduceat(p.duration, first[:-1])
    spread = np.maximum.reduceat(p.duration, first[:-1]) - shortest
    rows, owners, amounts = [], [], []
    for i in range(n):
        energy = _least_energy(p, range(first[i], first[i + 1]))
        for r, least in energy.items():
            if shortest[i] and least // shortest[i]:
                rows.append(r)
                owners.append(i)
                amounts.append(min(least // int(shortest[i]), int(p.capacity[r])))
    lag = p.lag - np.where((p.kind == 2) | (p.kind == 3), spread[p.succ], 0)
    single = replace(
        p,
        mode_first=np.arange(n + 1, dtype=np.int64),
        duration=shortest,
        demand_first=np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=n))]).astype(np.int64),
        demand_resource=np.array(rows, np.int64),
        demand_amount=np.array(amounts, np.int64),
        lag=lag,
    )
    return single, np.arange(n, dtype=np.int64)


def _least_energy(p: LevellingProblem, modes: range) -> dict[int, int]:
    """Return the least duration times demand of any mode, for the renewable resources that every mode uses."""
    least: dict[int, int] | None = None
    for m in modes:
        here = {
            int(p.demand_resource[q]): int(p.demand_amount[q] * p.duration[m])
            for q in range(p.demand_first[m], p.demand_first[m + 1])
            if p.renewable[p.demand_resource[q]]
        }
        least = here if least is None else {r: min(e, here[r]) for r, e in least.items() if r in here}
    return least or {}
