"""The plan's curve: the kernel against its plain twin, and the budget's own definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaname.engine.evm.budget import Budget
from kaname.engine.evm.curve_kernels import cumulative
from kaname.engine.evm.curve_plain import cumulative_plain

ROW = st.tuples(st.integers(-30, 300), st.integers(0, 200), st.floats(0, 1e4), st.floats(0, 1e6))


def columns(rows):
    start, duration, at_start, spread = zip(*rows, strict=True) if rows else ((), (), (), ())
    return (
        np.array(start, np.int64),
        np.array(duration, np.int64),
        np.array(at_start, np.float64),
        np.array(spread, np.float64),
    )


@settings(deadline=None)  # the first call compiles
@given(st.lists(ROW, max_size=12), st.integers(1, 70), st.integers(0, 20))
def test_kernel_equals_its_plain_twin(rows, step, count):
    made = cumulative(*columns(rows), step, count)
    np.testing.assert_allclose(made, cumulative_plain(*columns(rows), step, count), rtol=1e-9, atol=1e-6)


@settings(deadline=None)  # the first call compiles
@given(st.lists(ROW, max_size=12), st.integers(1, 70))
def test_the_curve_rises_to_the_whole_budget(rows, step):
    budget = Budget.of(*columns(rows))
    count = max(-(-budget.finish // step), 1) + 1
    curve = budget.curve(step, count)
    assert (np.diff(curve) >= -1e-6).all()
    np.testing.assert_allclose(curve[-1], budget.total.sum(), rtol=1e-9, atol=1e-6)


@settings(deadline=None)  # the first call compiles
@given(st.lists(ROW, min_size=1, max_size=12), st.integers(1, 500))
def test_the_curve_is_the_sum_of_the_activities(rows, tick):
    budget = Budget.of(*columns(rows))
    np.testing.assert_allclose(budget.curve(tick, 1)[0], budget.value_at(tick).sum(), rtol=1e-9, atol=1e-6)


def test_what_is_due_at_the_start_comes_with_the_start_and_the_rest_evenly():
    budget = Budget.of(start=[0, 10], duration=[10, 20], at_start=[5, 7], spread=[100, 40])
    assert budget.value_at(0).tolist() == [0, 0]
    assert budget.value_at(0, opening=True).tolist() == [5, 0]
    assert budget.value_at(5).tolist() == [55, 0]
    assert budget.value_at(10).tolist() == [105, 0]
    assert budget.value_at(10, opening=True).tolist() == [105, 7]
    assert budget.value_at(20).tolist() == [105, 27]
    assert budget.value_at(99).tolist() == [105, 47]
    assert budget.finish == 30


def test_what_takes_no_time_is_due_at_once():
    budget = Budget.of(start=[10], duration=[0], at_start=[5], spread=[3])
    assert [budget.value_at(t).tolist() for t in (9, 10, 11)] == [[0], [8], [8]]
    assert cumulative_plain([10], [0], [5], [3], 5, 3) == [0, 8, 8]
    assert budget.value_at(10, opening=True).tolist() == [8]


def test_the_plain_twin_by_hand():
    assert cumulative_plain([0, 10], [10, 20], [5, 7], [100, 40], 5, 7) == [55, 105, 105 + 17, 132, 142, 152, 152]


def test_the_shortest_activity_is_still_spread():
    assert cumulative_plain([10], [1], [5], [8], 10, 1) == [0]
    assert cumulative_plain([10], [1], [5], [8], 11, 1) == [13]
    assert cumulative(*columns([(10, 1, 5.0, 8.0)]), 10, 2).tolist() == [0, 13]
    assert cumulative(*columns([(10, 0, 5.0, 8.0)]), 10, 2).tolist() == [13, 13]
    assert Budget.of([10], [1], [5], [8]).value_at(11).tolist() == [13]
    assert Budget.of([10], [4], [5], [8]).value_at(11).tolist() == [7]


def test_a_grid_whose_inverse_is_rounded_still_finds_its_points():
    assert 49 * (1 / 49) < 1
    assert cumulative(*columns([(50, 0, 5.0, 8.0)]), 49, 3).tolist() == [0, 13, 13]
    assert cumulative(*columns([(49, 0, 5.0, 8.0)]), 49, 3).tolist() == [13, 13, 13]


def test_columns_are_of_one_length():
    with pytest.raises(ValueError, match=r"^zip\(\) argument 2 is shorter than argument 1$"):
        cumulative_plain([10, 20], [1], [5, 5], [8, 8], 10, 1)


def test_columns_have_their_types():
    budget = Budget.of(["1"], [2.0], [3], [4])
    types = [np.int64, np.int64, np.float64, np.float64]
    assert [c.dtype for c in (budget.start, budget.duration, budget.at_start, budget.spread)] == types


def test_an_empty_plan_costs_nothing_and_ends_at_once():
    empty = Budget.of([], [], [], [])
    assert (empty.finish, empty.curve(60, 2).tolist(), empty.value_at(5).tolist()) == (0, [0, 0], [])
