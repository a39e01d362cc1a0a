"""Runs the annealing again and again, from the relaxation and from the best selection, until the time is up."""

import numpy as np

from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.local_search import row_weights
from kaname.engine.portfolio.model import Chosen, Ints, Model
from kaname.engine.portfolio.relaxation import Relaxation

FIRST_STEPS, MOST_STEPS, GROWTH = 200_000, 2_000_000, 1.4
HOT, COLD = 0.2, 0.02
LOOSE, FIRM = 3.0, 500.0
MOVABLE = 20.0
"""Columns whose reduced value is beyond this many times the greatest heat are left as they are."""


def held_by(model: Model, x: Chosen) -> Ints:
    """Return the chosen column of each group, -1 where there is none."""
    held = np.full(model.groups, -1, dtype=np.int64)
    held[model.group[x]] = np.flatnonzero(x)
    return held


def cool(model: Model, relaxation: Relaxation, incumbent: Incumbent, start: Chosen, seed: int) -> int:
    """Anneal until the deadline; return how many times it cooled down."""
    from kaname.engine.portfolio.annealing import anneal

    generator = np.random.default_rng(seed)
    weight, room = row_weights(model, relaxation.price), model.limit + model.slack_allowed
    steps, rounds = float(FIRST_STEPS), 0
    while incumbent.left() > 0:
        x = start if incumbent.x is None or rounds % 2 == 0 else incumbent.x
        best = held_by(model, start if incumbent.x is None else incumbent.x)
        total = incumbent.total
        hot = _heat(model, relaxation, max(total, model.total(x))) * generator.uniform(0.5, 1.5)
        movable = np.flatnonzero(np.abs(relaxation.reduced) <= MOVABLE * hot)
        if not len(movable):
            break
        number = int(generator.integers(1, 2**31 - 1))
        anneal(
            model.value, model.first, model.row, model.amount, room, weight, model.group, movable,
            held_by(model, x), best, total, int(steps), hot, hot * COLD / HOT, LOOSE, FIRM, number,
        )  # fmt: skip
        found = np.zeros(model.size, dtype=bool)
        found[best[best >= 0]] = True
        incumbent.offer(found, "annealing")
        steps, rounds = min(steps * GROWTH, MOST_STEPS), rounds + 1
    return rounds


def _heat(model: Model, relaxation: Relaxation, total: float) -> float:
    """A fifth of what each priced row loses on average against the relaxation."""
    priced = max(1, int(np.count_nonzero(relaxation.price > 1e-9)))
    loss = relaxation.bound - total if np.isfinite(total) else float(np.abs(model.value).mean()) * priced
    return max(HOT * loss / priced, 1e-6 * max(1.0, float(np.abs(model.value).max(initial=0.0))))
