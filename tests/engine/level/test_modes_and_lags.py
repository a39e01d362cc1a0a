"""Several modes, non-renewable resources, maximum lags, and promises kept."""

import numpy as np
import pytest

from kaname.engine.level import LevellingProblem, Status, level
from kaname.engine.level.check import violations
from kaname.engine.level.problem import FS, SS
from kaname.engine.level.stable import keep_promises

QUICK = {"time_limit": 60.0, "generations": 4, "solver": False}


def three_ways(budget):
    """Each of three activities is quick and dear or slow and cheap; one worker."""
    modes = [[(2, {0: 1, 1: 4}), (5, {0: 1, 1: 1})] for _ in range(3)]
    return LevellingProblem.from_modes(modes, [1, budget], [], renewable=[True, False])


@pytest.mark.parametrize(("budget", "makespan"), [(12, 6), (9, 9), (6, 12), (3, 15)])
def test_modes_are_chosen_within_the_budget(budget, makespan):
    problem = three_ways(budget)
    result = level(problem, **QUICK)
    assert violations(problem, result.starts, result.modes) == []
    assert result.makespan == makespan
    proved = level(problem, time_limit=30, solver=True, generations=1)
    assert (proved.status, proved.makespan) == (Status.OPTIMAL, makespan)


def test_a_budget_too_small_for_any_choice_is_impossible():
    result = level(three_ways(2), **QUICK)
    assert result.status is Status.INFEASIBLE
    assert [(d.code, d.subject, d.params) for d in result.diagnostics] == [
        ("level-budget-too-small", "2", {"demand": 3, "capacity": 2})
    ]


def test_the_bound_with_modes_holds_for_every_choice():
    rng = np.random.default_rng(2)
    for _ in range(20):
        modes = [
            [(int(rng.integers(1, 6)), {0: int(rng.integers(1, 4))}) for _ in range(int(rng.integers(1, 4)))]
            for _ in range(6)
        ]
        links = [(int(rng.integers(0, j)), j, int(rng.integers(0, 4)), int(rng.integers(-1, 3))) for j in range(1, 6)]
        problem = LevellingProblem.from_modes(modes, [4], links)
        quick = level(problem, **QUICK)
        proved = level(problem, time_limit=30, solver=True, generations=1)
        assert quick.lower_bound <= proved.makespan <= quick.makespan
        assert violations(problem, quick.starts, quick.modes) == []


def test_a_maximum_lag_holds_activities_together():
    modes = [[(3, {0: 1})], [(3, {0: 1})], [(4, {0: 1})]]
    together = LevellingProblem.at_most(0, 1, FS, 1)
    problem = LevellingProblem.from_modes(modes, [1], [(0, 1, FS, 0), together])
    result = level(problem, time_limit=30)
    assert (result.status, result.makespan) == (Status.OPTIMAL, 10)
    assert violations(problem, result.starts, result.modes) == []
    assert 0 <= result.starts[1] - result.starts[0] - 3 <= 1


def test_maximum_lags_that_contradict_name_their_circle():
    problem = LevellingProblem.from_modes([[(3, {})], [(2, {})]], [], [(0, 1, FS, 2), (1, 0, SS, -4)], ids=["a", "b"])
    result = level(problem, time_limit=30)
    assert result.status is Status.INFEASIBLE
    assert [(d.code, sorted(d.params["activities"])) for d in result.diagnostics] == [("level-circle", ["a", "b"])]


def test_maximum_lags_that_resources_contradict_are_impossible():
    modes = [[(3, {0: 1})], [(3, {0: 1})]]
    problem = LevellingProblem.from_modes(modes, [1], [LevellingProblem.at_most(0, 1, SS, 2), (0, 1, SS, 0)])
    assert level(problem, time_limit=30).status is Status.INFEASIBLE


def test_promised_starts_move_as_little_as_the_makespan_allows():
    modes = [[(2, {0: 1})], [(2, {0: 1})], [(6, {})]]
    problem = LevellingProblem.from_modes(modes, [1], [], promised=[4, 1, -1])
    kept = keep_promises(problem, level(problem, **QUICK))
    assert (kept.result.starts[:2].tolist(), kept.moved, kept.proved, kept.result.makespan) == ([4, 1], 0, True, 6)
    tight = LevellingProblem.from_modes(modes[:2], [1], [], promised=[4, 1])
    kept = keep_promises(tight, level(tight, **QUICK))
    assert (kept.result.starts.tolist(), kept.moved) == ([2, 0], 3)
    kept = keep_promises(tight, level(tight, **QUICK), slack=0.5)
    assert (kept.result.starts.tolist(), kept.moved) == ([4, 1], 0)
