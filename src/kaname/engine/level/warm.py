"""Compiling the kernels before anybody waits for them."""

from dataclasses import replace

import numpy as np

from kaname.engine.level.axis import WorkAxis
from kaname.engine.level.axis_search import search_axis
from kaname.engine.level.bounds import Bound, contradiction_bound, simple_bound
from kaname.engine.level.clock import Clock
from kaname.engine.level.core import prepare
from kaname.engine.level.genetic import search
from kaname.engine.level.mode_search import search_with_modes
from kaname.engine.level.obstacles import obstacles
from kaname.engine.level.problem import LevellingProblem

UNREACHABLE = -1  # a bound that ends no search before its first step


def warm() -> None:
    """Level tiny problems so that every kernel lies compiled in Numba's cache; seconds the first time."""
    one = LevellingProblem.from_modes(
        [[(2, {0: 1})], [(3, {0: 1})], [(1, {0: 1})]], [1], [(0, 1, 0, 0)], deadline=[9] * 3
    )
    obstacles(one)
    prepared = prepare(one, np.arange(3))
    if prepared is not None:
        simple_bound(prepared)
        simple_bound(replace(prepared, free=np.ones((1, 30), np.int64)))
        contradiction_bound(prepared, Bound(0, "critical_path"), 9, float("inf"))
        search(prepared, seed=0, bound=UNREACHABLE, clock=Clock(60.0), workers=1, generations=1)
    two = LevellingProblem.from_modes([[(2, {0: 1}), (3, {0: 2})], [(3, {0: 1})]], [2], [(0, 1, 0, 0)])
    search_with_modes(two, seed=0, bound=UNREACHABLE, clock=Clock(60.0), workers=1, rounds=1)
    slots = np.arange(21, dtype=np.int64)
    axis = WorkAxis(np.array([slots, slots // 2]), np.array([0, 1, 0]), np.array([0]))
    search_axis(one, axis, first=np.arange(3), seed=0, bound=UNREACHABLE, clock=Clock(60.0), batches=1)
