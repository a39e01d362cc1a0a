"""Improves the best selection core by core, until the time is up: which columns may change, and how often."""

import numpy as np

from kaname.engine.portfolio.core import core_of
from kaname.engine.portfolio.greedy import fill, lp_order
from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.model import Chosen, Floats, Ints, Model
from kaname.engine.portfolio.relaxation import Relaxation

STEPS, WALKS = 1000, 10
PATIENCE, RETURN, NOISE = 20, 0.5, 0.4
SMALL_CORE, LARGE_CORE = 35, 75
FLOOR = 0.1
"""A row that the relaxation leaves free is still priced at this part of the dearest."""


def row_weights(model: Model, price: Floats) -> Floats:
    """Price the excess of each row: the relaxation's price, never near nothing; rules cost a whole candidate."""
    scale = np.ones(len(model.limit))
    np.maximum.at(scale, model.row, np.abs(model.amount))
    per_unit = price * scale
    dearest = float(per_unit.max(initial=0.0)) or 1.0
    rule = np.array([label.kind not in ("limit", "total") for label in model.labels], dtype=bool)
    return np.where(rule, _dear(model), np.maximum(per_unit, FLOOR * dearest) / scale)


def _dear(model: Model) -> float:
    return float(np.abs(model.value).max(initial=0.0)) or 1.0


def choose_core(model: Model, relaxation: Relaxation, x: Chosen, generator: np.random.Generator) -> Ints:
    """Pick columns that cost little to change, at random; whole groups' chosen columns come with their rivals. O(n)."""
    size = min(model.size, int(generator.integers(SMALL_CORE, LARGE_CORE + 1)))
    cost = np.abs(relaxation.reduced) * generator.exponential(1.0, model.size) ** generator.uniform(0.0, 1.0)
    picked = np.argpartition(cost, size - 1)[:size]
    held = np.zeros(model.groups, dtype=np.int64) - 1
    held[model.group[x]] = np.flatnonzero(x)
    holders = held[model.group[picked]]
    return np.unique(np.concatenate((picked, holders[holders >= 0])))


def improve(model: Model, relaxation: Relaxation, incumbent: Incumbent, start: Chosen, seed: int) -> int:
    """Search core after core until the deadline; return how many cores were searched.

    A place that brings nothing better for PATIENCE cores is left: for the best so far, or for a new first selection.
    """
    generator = np.random.default_rng(seed)
    home = _Home(model, lp_order(relaxation.x, relaxation.reduced), start)
    weight, dear, searched = row_weights(model, relaxation.price), _dear(model), 0
    while incumbent.left() > 0:
        found = _searched(model, relaxation, home.x, weight, dear, generator)
        incumbent.offer(found, "tabu")
        home.compare(found)
        if home.stale >= PATIENCE:
            home.move(incumbent, generator)
        searched += 1
    return searched


def _searched(
    model: Model, relaxation: Relaxation, x: Chosen, weight: Floats, dear: float, generator: np.random.Generator
) -> Chosen:
    """Return the best selection met on one core around a selection."""
    from kaname.engine.portfolio.tabu import walks

    core = core_of(model, choose_core(model, relaxation, x, generator), x, weight, dear)
    best, number = core.start.copy(), int(generator.integers(1, 2**31 - 1))
    walks(core.value, core.use, core.room, core.weight, core.start, best, STEPS, WALKS, number)
    found = x.copy()
    found[core.columns] = best
    return found


class _Home:
    """Where the local search is: its selection, and for how many cores nothing better was found there."""

    def __init__(self, model: Model, order: Floats, x: Chosen) -> None:
        self.model, self.order, self.x = model, order, x
        self.total, self.stale = -np.inf, 0

    def compare(self, found: Chosen) -> None:
        total = self.model.total(found) if self.model.feasible(found) else -np.inf
        if total > self.total:
            self.x, self.total, self.stale = found, total, 0
        else:
            self.stale += 1

    def move(self, incumbent: Incumbent, generator: np.random.Generator) -> None:
        self.stale = 0
        if incumbent.x is not None and generator.random() < RETURN:
            self.x, self.total = incumbent.x, incumbent.total
        else:
            shaken = self.order + NOISE * generator.normal(size=self.model.size)
            self.x, self.total = fill(self.model, shaken), -np.inf
