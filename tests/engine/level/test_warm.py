"""After warm(), levelling compiles nothing more."""

from kaname.engine.level import LevellingProblem, level
from kaname.engine.level.genetic_kernels import breed, populate
from kaname.engine.level.mode_kernels import search_modes
from kaname.engine.level.warm import warm


def test_nothing_is_left_to_compile():
    warm()
    before = [len(k.signatures) for k in (populate, breed, search_modes)]
    problem = LevellingProblem.from_modes([[(4, {0: 2, 1: 1})], [(2, {1: 3})], [(3, {0: 1})]], [2, 3], [(0, 2, 1, 1)])
    level(problem, time_limit=60, generations=2, solver=False)
    assert [len(k.signatures) for k in (populate, breed, search_modes)] == before == [1, 1, 1]
