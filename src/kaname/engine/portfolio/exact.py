"""Exact search for few candidates: every choice is tried unless the prices prove that it cannot win."""

import numpy as np

from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.model import Floats, Model

FEW = 25
"""As many candidates at most are searched exactly (spec 5.7)."""


def exact(model: Model, price: Floats, incumbent: Incumbent) -> bool:
    """Search everything; return whether it was finished before the deadline. Exponential in the groups.

    ``price`` [m]: any non-negative prices of the rows; good ones cut the search short, bad ones only make it long. The
    bound of a partial choice is its value, the worth of the room left, and for each group still open the best value
    less paid use (weak duality, as in the relaxation).
    """
    paid = np.bincount(model.owner, weights=model.amount * price[model.row], minlength=model.size)
    worth = model.value - paid
    best = np.zeros(model.groups)
    np.maximum.at(best, model.group, worth)
    order = np.argsort(-np.abs(best), kind="stable")
    ahead = np.concatenate((np.cumsum(best[order][::-1])[::-1], [0.0]))
    options = [sorted(np.flatnonzero(model.group == g).tolist(), key=lambda j: -worth[j]) for g in order]
    return _Search(model, worth, ahead, options, float(price @ model.limit), incumbent).deeper(0, 0.0)


class _Search:
    """Depth first over the groups; ``deeper`` returns False once the time is up."""

    def __init__(
        self,
        model: Model,
        worth: Floats,
        ahead: Floats,
        options: list[list[int]],
        room_worth: float,
        incumbent: Incumbent,
    ) -> None:
        self.model, self.worth, self.ahead, self.options = model, worth, ahead, options
        self.room_worth, self.incumbent = room_worth, incumbent
        self.x = np.zeros(model.size, dtype=bool)

    def deeper(self, depth: int, gained: float) -> bool:
        if self.incumbent.left() <= 0:
            return False
        margin = 1e-9 * max(1.0, abs(self.incumbent.total)) if np.isfinite(self.incumbent.total) else 0.0
        if self.room_worth + gained + self.ahead[depth] < self.incumbent.total - margin:
            return True
        if depth == len(self.options):
            self.incumbent.offer(self.x, "exact search")
            return True
        for j in self.options[depth]:
            self.x[j] = True
            finished = self.deeper(depth + 1, gained + self.worth[j])
            self.x[j] = False
            if not finished:
                return False
        return self.deeper(depth + 1, gained)
