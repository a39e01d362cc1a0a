"""Both kernels build exactly the schedule of their plain twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from small_problems import dense, plain_relations, problems

from kaname.engine.level import LevellingProblem
from kaname.engine.level.core import prepare
from kaname.engine.level.genetic_kernels import build
from kaname.engine.level.profile_kernels import serial_plain


def kernel_schedule(problem, prepared, packed):
    core = prepared.core
    assert core.is_packed
    if not packed:
        rows = np.repeat(prepared.capacity[:, None].astype(np.int32), core.horizon, axis=1)
        core = core._replace(is_packed=False, forth=core.forth._replace(rows=rows))
    start = np.zeros(problem.n, np.int64)
    free, rows = core.forth.packed.copy(), core.forth.rows.copy()
    end = build(core, core.forth, np.arange(problem.n), free, rows, start)
    assert (free == core.forth.packed).all()
    assert (rows == core.forth.rows).all()
    assert end == (start + core.duration).max()
    return prepared.starts(start)


@pytest.mark.parametrize("packed", [True, False])
@settings(deadline=None, max_examples=100)
@given(problem=problems())
def test_a_kernel_equals_its_plain_twin(packed, problem):
    prepared = prepare(problem, np.arange(problem.n))
    twin = serial_plain(
        prepared.topo, problem.duration, dense(problem), plain_relations(problem), problem.release, problem.capacity
    )
    assert kernel_schedule(problem, prepared, packed).tolist() == twin.tolist()


def test_a_profile_that_is_too_short_is_noticed_and_left_as_it_was():
    core = prepare(tight(), np.arange(2)).core
    short = core.forth.packed[:5].copy()
    lane = core.forth._replace(packed=core.forth.packed[:5])
    assert build(core, lane, np.arange(2), short, core.forth.rows, np.zeros(2, np.int64)) == -1
    assert (short == core.forth.packed[:5]).all()


def tight():
    return LevellingProblem.from_modes([[(3, {0: 1})], [(3, {0: 1})]], [1], [])
