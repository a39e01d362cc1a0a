"""The linear relaxation: an upper bound that can be checked, the worth of each limit, the cost of each deviation."""

from dataclasses import dataclass

import numpy as np

from kaname.engine.portfolio.model import Floats, Model
from kaname.engine.portfolio.program import linear_answer


@dataclass(frozen=True)
class Relaxation:
    """What the relaxation says.

    ``bound``: no selection is worth more; ``x`` [n] the fractional selection; ``price`` [m] what one more unit of a
    row's limit is worth; ``reduced`` [n] value of a column after paying for what it uses, its group's worth included.
    """

    bound: float
    x: Floats
    price: Floats
    reduced: Floats


def relax(model: Model, seconds: float) -> Relaxation:
    """Solve the relaxation within a time; whatever the solver says, the bound is computed here from the prices.

    With prices y >= 0 no selection is worth more than y @ limit + sum over groups of max(0, best of value - y @ use):
    weak duality, true for any y, so that an early stop loosens the bound but never makes it false. O(k) after the LP.
    """
    answer = linear_answer(model, seconds)
    price = np.zeros(len(model.limit)) if answer is None else np.maximum(answer.price, 0.0)
    x = np.zeros(model.size) if answer is None else np.clip(answer.x, 0.0, 1.0)
    bound, reduced = dual_bound(model, price)
    return Relaxation(bound, x, price, reduced)


def dual_bound(model: Model, price: Floats) -> tuple[float, Floats]:
    """Return the bound that prices prove, and the reduced value of every column within its group (see relax)."""
    paid = np.bincount(model.owner, weights=model.amount * price[model.row], minlength=model.size)
    worth = model.value - paid
    best = np.zeros(model.groups)
    np.maximum.at(best, model.group, worth)
    bound = float(price @ model.limit + best.sum())
    return rounded_down(model, bound), worth - np.where(worth > 0, _second(model, worth, best), best[model.group])


def _second(model: Model, worth: Floats, best: Floats) -> Floats:
    """For a column that is the best of its group: the next best worth of the group (at least 0); else the best."""
    order = np.lexsort((-worth, model.group))
    starts = np.flatnonzero(np.diff(model.group[order], prepend=-1))
    second = np.zeros(model.groups)
    rest = np.delete(order, starts)
    np.maximum.at(second, model.group[rest], worth[rest])
    leads = np.zeros(model.size, dtype=bool)
    leads[order[starts]] = True
    return np.where(leads, second[model.group], best[model.group])


def rounded_down(model: Model, bound: float) -> float:
    """Return the bound, rounded down where every total is a whole number; a millionth is allowed for rounding."""
    return float(np.floor(bound + 1e-6 * max(1.0, abs(bound) * 1e-6))) if model.whole else bound
