"""First selections: columns taken one after the other in an order, as long as nothing gets worse."""

import numpy as np

from kaname.engine.portfolio.model import Chosen, Floats, Model


def fill(model: Model, order: Floats, start: Chosen | None = None) -> Chosen:
    """Take columns by falling ``order`` where they fit; rows that are short at the beginning may only improve.

    O(k + n log n). The answer may be infeasible when a mandatory candidate does not fit.
    """
    x = np.zeros(model.size, dtype=bool) if start is None else start.copy()
    room = model.limit - model.used(x) + model.slack_allowed
    taken = np.zeros(model.groups, dtype=bool)
    taken[model.group[x]] = True
    for j in np.argsort(-order, kind="stable"):
        if x[j] or taken[model.group[j]]:
            continue
        part = slice(model.first[j], model.first[j + 1])
        rows, amounts = model.row[part], model.amount[part]
        worth_it = model.value[j] > 0 or bool(np.any(amounts < 0))  # else it neither brings nor allows anything
        if worth_it and np.all((amounts <= room[rows]) | (amounts <= 0)):
            room[rows] -= amounts
            x[j] = taken[model.group[j]] = True
    return x


def lp_order(x: Floats, reduced: Floats) -> Floats:
    """Order columns by the relaxation: those it takes first, then by what they lose when forced in."""
    scale = float(np.abs(reduced).max(initial=0.0)) or 1.0
    return x + 0.5 * reduced / scale
