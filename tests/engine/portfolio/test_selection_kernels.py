"""The kernels against their plain twins: the same functions run by Python itself, and what they promise."""

import numpy as np
from selection_cases import dense, random_problem

from kaname.engine.portfolio import annealing, tabu
from kaname.engine.portfolio.build import build
from kaname.engine.portfolio.cooling import held_by
from kaname.engine.portfolio.core import core_of


def plain_excess(use, limit, weight, x):
    return sum(w * max(0.0, float(u) - room) for w, u, room in zip(weight, use[x].sum(axis=0), limit, strict=True))


def test_the_excess_after_a_flip_is_what_counting_anew_gives():
    draw = np.random.default_rng(4)
    use, limit, weight = draw.integers(0, 50, (8, 3)).astype(float), np.full(3, 90.0), draw.random(3)
    for bits in range(256):
        x = np.array([bits >> j & 1 for j in range(8)], dtype=bool)
        room = limit - use[x].sum(axis=0)
        for j in range(8):
            y = x.copy()
            y[j] = not y[j]
            after = tabu.excess_after(room, weight, use[j], 1.0 if y[j] else -1.0)
            assert np.isclose(after, plain_excess(use, limit, weight, y))


def test_the_walk_is_the_same_in_plain_python_and_repeats(monkeypatch):
    model = build(dense(20, 3, 0.5, 1))
    core = core_of(model, np.arange(20), np.zeros(20, dtype=bool), np.ones(3), 1000.0)

    def walk(function):
        best = core.start.copy()
        return function(core.value, core.use, core.room, core.weight, core.start, best, 300, 7), best.tolist()

    compiled = walk(tabu.tabu)
    for name in ("next_random", "excess", "excess_after", "best_flip"):
        monkeypatch.setattr(tabu, name, getattr(tabu, name).py_func)
    assert walk(tabu.tabu.py_func) == compiled
    assert compiled[0] == model.total(np.array(compiled[1], dtype=bool))


def test_walks_only_bring_home_feasible_selections():
    model = build(dense(40, 5, 0.25, 2))
    core = core_of(model, np.arange(40), np.zeros(40, dtype=bool), np.ones(5), 1000.0)
    best = core.start.copy()
    total = tabu.walks(core.value, core.use, core.room, core.weight, core.start, best, 200, 10, 3)
    assert (total, model.feasible(best)) == (model.total(best), True)


def test_annealing_keeps_one_column_a_group_and_the_limits():
    for seed in range(30):
        model = build(random_problem(seed, rules=True))
        none = np.zeros(model.size, dtype=bool)
        held, best = held_by(model, none), held_by(model, none)
        total = annealing.anneal(
            model.value, model.first, model.row, model.amount, model.limit + 1e-9, np.full(len(model.limit), 9.0),
            model.group, np.arange(model.size), held, best, -1e300, 3000, 10.0, 0.1, 1.0, 100.0, seed,
        )  # fmt: skip
        x = np.zeros(model.size, dtype=bool)
        x[best[best >= 0]] = True
        assert total == -1e300 or (model.feasible(x) and np.isclose(total, model.total(x)))
