"""Both kernels build exactly the schedule of their plain twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaname.engine.level import LevellingProblem
from kaname.engine.level.core import prepare
from kaname.engine.level.genetic_kernels import build
from kaname.engine.level.profile_kernels import serial_plain


@st.composite
def problems(draw, resources=3):
    n = draw(st.integers(1, 9))
    capacity = draw(st.lists(st.integers(1, 9), min_size=resources, max_size=resources))
    duration = draw(st.lists(st.integers(0, 6), min_size=n, max_size=n))
    demand = [[draw(st.integers(0, c)) for c in capacity] for _ in range(n)]
    pairs = [(i, j) for j in range(n) for i in range(j)]
    links = draw(st.lists(st.sampled_from(pairs), max_size=2 * n)) if pairs else []
    kinds = draw(st.lists(st.integers(0, 3), min_size=len(links), max_size=len(links)))
    lags = draw(st.lists(st.integers(-3, 4), min_size=len(links), max_size=len(links)))
    return LevellingProblem.from_modes(
        [[(d, dict(enumerate(row)))] for d, row in zip(duration, demand, strict=True)],
        capacity,
        [(i, j, kind, lag) for (i, j), kind, lag in zip(links, kinds, lags, strict=True)],
    )


def plain_schedule(problem, prepared):
    demand = np.zeros((problem.n, len(problem.capacity)), np.int64)
    for i in range(problem.n):
        for k in range(problem.demand_first[i], problem.demand_first[i + 1]):
            demand[i, problem.demand_resource[k]] = problem.demand_amount[k]
    relations = list(
        zip(problem.pred.tolist(), problem.succ.tolist(), problem.offsets(np.arange(problem.n)).tolist(), strict=True)
    )
    return serial_plain(prepared.topo, problem.duration, demand, relations, problem.release, problem.capacity)


def kernel_schedule(problem, prepared, packed):
    core = prepared.core
    assert core.is_packed
    if not packed:
        rows = np.repeat(prepared.capacity[:, None].astype(np.int32), core.horizon, axis=1)
        core = core._replace(is_packed=False, forth=core.forth._replace(rows=rows))
    start = np.zeros(problem.n, np.int64)
    free = core.forth.packed.copy()
    end = build(core, core.forth, np.arange(problem.n), free, core.forth.rows.copy(), start)
    assert (free == core.forth.packed).all()
    assert end == (start + core.duration).max()
    return prepared.starts(start)


@pytest.mark.parametrize("packed", [True, False])
@settings(deadline=None, max_examples=150)
@given(problem=problems())
def test_a_kernel_equals_its_plain_twin(packed, problem):
    prepared = prepare(problem, np.arange(problem.n))
    assert kernel_schedule(problem, prepared, packed).tolist() == plain_schedule(problem, prepared).tolist()
