"""Random small problems and their true optimum, found by trying every order."""

from itertools import permutations

import numpy as np
from hypothesis import strategies as st

from kaname.engine.level import LevellingProblem
from kaname.engine.level.profile_kernels import serial_plain


@st.composite
def problems(draw, most=9, resources=3, low_lag=-3):
    """Acyclic problems of all four relation kinds with lags of both signs, every demand within its capacity."""
    n = draw(st.integers(1, most))
    capacity = draw(st.lists(st.integers(1, 9), min_size=resources, max_size=resources))
    duration = draw(st.lists(st.integers(0, 6), min_size=n, max_size=n))
    demand = [[draw(st.integers(0, c)) for c in capacity] for _ in range(n)]
    pairs = [(i, j) for j in range(n) for i in range(j)]
    links = draw(st.lists(st.sampled_from(pairs), max_size=2 * n)) if pairs else []
    kinds = draw(st.lists(st.integers(0, 3), min_size=len(links), max_size=len(links)))
    lags = draw(st.lists(st.integers(low_lag, 4), min_size=len(links), max_size=len(links)))
    release = draw(st.one_of(st.none(), st.lists(st.integers(0, 5), min_size=n, max_size=n)))
    return LevellingProblem.from_modes(
        [[(d, dict(enumerate(row)))] for d, row in zip(duration, demand, strict=True)],
        capacity,
        [(i, j, kind, lag) for (i, j), kind, lag in zip(links, kinds, lags, strict=True)],
        release=release,
    )


def dense(problem):
    """Demands as (n, R)."""
    demand = np.zeros((problem.n, len(problem.capacity)), np.int64)
    for i in range(problem.n):
        for k in range(problem.demand_first[i], problem.demand_first[i + 1]):
            demand[i, problem.demand_resource[k]] = problem.demand_amount[k]
    return demand


def plain_relations(problem):
    """Relations as (pred, succ, least distance from start to start)."""
    offsets = problem.offsets(np.arange(problem.n)).tolist()
    return list(zip(problem.pred.tolist(), problem.succ.tolist(), offsets, strict=True))


def true_optimum(problem):
    """The shortest makespan of all: some order gives it (Kolisch 1996)."""
    demand, relations = dense(problem), plain_relations(problem)
    best = None
    for order in permutations(range(problem.n)):
        place = {i: k for k, i in enumerate(order)}
        if any(place[a] > place[b] for a, b, _ in relations):
            continue
        starts = serial_plain(np.array(order), problem.duration, demand, relations, problem.release, problem.capacity)
        end = int((starts + problem.duration).max())
        best = end if best is None else min(best, end)
    return best
