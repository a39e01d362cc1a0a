"""Random small problems and their true optimum."""

import numpy as np
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from kaname.engine.level import LevellingProblem


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
    """The shortest makespan of all, by a model of its own: an order of starts need not be one of the relations, since
    a relation may let its successor begin before its predecessor."""
    demand, relations, model = dense(problem), plain_relations(problem), cp_model.CpModel()
    durations, releases = problem.duration.tolist(), problem.release.tolist()
    horizon = sum(durations) + max(releases) + sum(abs(offset) for _, _, offset in relations)
    starts = [model.new_int_var(release, horizon, "") for release in releases]
    end = model.new_int_var(0, 2 * horizon, "")
    for a, b, offset in relations:
        model.add(starts[b] >= starts[a] + offset)
    for start, duration in zip(starts, durations, strict=True):
        model.add(end >= start + duration)
    works = [i for i, duration in enumerate(durations) if duration]
    spans = [model.new_fixed_size_interval_var(starts[i], durations[i], "") for i in works]
    for k, capacity in enumerate(problem.capacity.tolist()):
        model.add_cumulative(spans, [int(demand[i, k]) for i in works], capacity)
    model.minimize(end)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return solver.value(end)
