import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from selection_cases import brute_force, dense, random_problem

from kaname.engine.portfolio.build import build
from kaname.engine.portfolio.incumbent import Incumbent
from kaname.engine.portfolio.relaxation import dual_bound, relax
from kaname.engine.portfolio.tree import undecided


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), scale=st.floats(0, 10))
def test_any_prices_give_a_bound(seed, scale):
    problem = random_problem(seed, rules=True)
    best = brute_force(problem)
    model = build(problem)
    prices = np.random.default_rng(seed).random(len(model.limit)) * scale
    if best is not None:
        assert dual_bound(model, prices)[0] >= best - 1e-6
        assert relax(model, 5.0).bound >= best - 1e-6


def test_what_the_reduced_values_decide_loses_no_better_selection():
    for seed in range(20):
        problem = dense(9, 2, 0.5, seed)
        model, best = build(problem), brute_force(problem)
        narrowing = undecided(model, relax(model, 5.0), best - 1.0)
        free = set(narrowing.free.tolist())
        found = -np.inf
        for bits in range(2 ** len(free)):
            x = np.zeros(model.size, dtype=bool)
            x[narrowing.fixed] = True
            x[[j for k, j in enumerate(sorted(free)) if bits >> k & 1]] = True
            found = max(found, model.total(x) if model.feasible(x) else -np.inf)
        assert found == best


def test_an_infeasible_offer_is_refused():
    model = build(dense(9, 2, 0.5, 1))
    incumbent = Incumbent(model, 1e18)
    assert not incumbent.offer(np.ones(9, dtype=bool), "all")
    assert incumbent.x is None
