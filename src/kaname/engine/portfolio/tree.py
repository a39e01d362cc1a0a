"""Tree search with SCIP: over all columns that may still matter, and over neighbourhoods of the best selection."""

import numpy as np

from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.model import Chosen, Ints, Model
from kaname.engine.portfolio.program import Narrowing, WholeAnswer, whole_answer
from kaname.engine.portfolio.relaxation import Relaxation


def undecided(model: Model, relaxation: Relaxation, total: float) -> Narrowing:
    """Return what the reduced values leave open for a selection better than ``total``. O(n).

    Changing a column against the relaxation costs at least its reduced value; where the bound less that is no better
    than what we have, the column keeps the side the relaxation gives it. (A selection *equal* to the best may be cut
    off, never a better one.)
    """
    needed = total + 1.0 if model.whole else total + 1e-9 * max(1.0, abs(total))
    open_ = relaxation.bound - np.abs(relaxation.reduced) >= needed - 1e-6
    free = np.flatnonzero(open_)
    fixed = np.flatnonzero(~open_ & (relaxation.reduced > 0))
    return Narrowing(free, fixed)


def search_all(model: Model, relaxation: Relaxation, incumbent: Incumbent, seed: int) -> float:
    """Search everything undecided until the deadline; return a bound on every selection of the whole model."""
    narrowing = undecided(model, relaxation, incumbent.total)
    if not len(narrowing.free):
        return max(incumbent.total, _offered(model, narrowing.fixed, incumbent))
    answer = _searched(model, narrowing, incumbent, incumbent.left(), seed)
    bound = max(incumbent.total, min(answer.bound, relaxation.bound))
    return max(incumbent.total, answer_total(model, answer.x)) if answer.proved else bound


def answer_total(model: Model, x: Chosen | None) -> float:
    """Return the value of a selection, minus infinity for none."""
    return -np.inf if x is None else model.total(x)


def _offered(model: Model, columns: Ints, incumbent: Incumbent) -> float:
    x = np.zeros(model.size, dtype=bool)
    x[columns] = True
    return model.total(x) if incumbent.offer(x, "relaxation") else -np.inf


def _searched(model: Model, narrowing: Narrowing, incumbent: Incumbent, seconds: float, seed: int) -> WholeAnswer:
    answer = whole_answer(model, narrowing, seconds, incumbent.x, seed)
    if answer.x is not None:
        incumbent.offer(answer.x, "tree search")
    return answer


def search_near(
    model: Model,
    relaxation: Relaxation,
    incumbent: Incumbent,
    generator: np.random.Generator,
    size: int,
    seconds: float,
) -> bool:
    """Search a neighbourhood: ``size`` cheap columns free, the rest as in the best selection; whether it improved."""
    if incumbent.x is None:
        return False
    x, before = incumbent.x, incumbent.total
    cost = np.abs(relaxation.reduced) * generator.exponential(1.0, model.size) ** generator.uniform(0.0, 1.0)
    size = min(size, model.size)
    free = np.zeros(model.size, dtype=bool)
    free[np.argpartition(cost, size - 1)[:size]] = True
    inside = np.zeros(model.groups, dtype=bool)
    inside[model.group[free]] = True
    free |= x & inside[model.group]
    narrowing = Narrowing(np.flatnonzero(free), np.flatnonzero(x & ~free))
    _searched(model, narrowing, incumbent, min(seconds, incumbent.left() - 0.6), int(generator.integers(1, 2**31 - 1)))
    return incumbent.total > before
