"""Costs at completion: properties, and where a budget can no longer be kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.evm import forecasts as cost
from kaname.engine.evm.adherence import p_factor
from kaname.engine.evm.columns import floats, ratio, ticks, truths
from kaname.engine.evm.measures import Measures

MONEY = st.floats(1, 1e9)


@given(MONEY, MONEY, MONEY, MONEY)
def test_trend_is_the_estimate_at_the_cost_index(PV, EV, AC, BAC):
    measures = Measures.of(PV, EV, AC, BAC)
    np.testing.assert_allclose(
        cost.eac_trend(measures), cost.eac(measures, measures.CPI), rtol=1e-9, atol=1e-6 * (AC + BAC * AC / EV)
    )


@given(MONEY, MONEY, MONEY)
def test_work_done_to_the_rest_of_the_estimate_takes_an_index_of_cpi(EV, AC, BAC):
    measures = Measures.of(BAC, EV, AC, BAC)
    needed = cost.tcpi_of_estimate(measures, cost.eac(measures, measures.CPI))
    if BAC > EV * 1.001:
        assert needed == pytest.approx(EV / AC, rel=1e-3)


def test_a_spent_budget_with_work_left_cannot_be_kept():
    rows = Measures.of(PV=100, EV=[90, 90, 90, 100, 110, 99.99999999999], AC=[99, 100, 120, 120, 120, 120], BAC=100)
    assert cost.is_budget_unattainable(rows).tolist() == [False, True, True, False, False, False]
    assert np.isnan(cost.tcpi_of_budget(rows)).tolist() == [False, True, True, True, True, True]
    assert cost.tcpi_of_budget(rows)[0] == 10.0


def test_columns_go_row_by_row():
    rows = Measures.of(PV=[100, 0], EV=[50, 10], AC=[0, 20], BAC=[200, 100])
    assert rows.SV.tolist() == [-50, 10]
    assert rows.CV.tolist() == [50, -10]
    np.testing.assert_equal(rows.SPI, [0.5, np.nan])
    np.testing.assert_equal(rows.CPI, [np.nan, 0.5])
    assert rows.percent_complete.tolist() == [25, 10]
    assert rows.percent_planned.tolist() == [50, 0]
    assert rows.percent_spent.tolist() == [0, 20]


def test_ratio_is_broadcast_and_not_computed_over_nothing():
    np.testing.assert_equal(ratio([1, 2, 3], [2, 0, -3]), [0.5, np.nan, -1.0])
    np.testing.assert_equal(ratio(6, [2, 3]), [3.0, 2.0])
    np.testing.assert_equal(ratio(0, 5), 0.0)


def test_a_ratio_over_nearly_nothing_is_not_computed():
    np.testing.assert_equal(ratio([1e308, -1e308, 4], [1e-10, 1e-10, 2]), [np.nan, np.nan, 2.0])


def test_columns_have_one_type_whatever_is_given():
    assert [made.dtype for made in (floats([1, 2]), ticks([1.7]), truths([0, 1]))] == [np.float64, np.int64, np.bool_]
    assert (floats("2.5"), ticks(1.7), truths(2).tolist()) == (2.5, 1, True)


def test_p_factor_is_what_was_earned_in_the_order_of_the_plan():
    assert p_factor([100, 100, 0], [100, 100, 0]) == 1.0
    assert p_factor([100, 100, 0], [100, 0, 100]) == 0.5
    assert p_factor([[100, 50], [10, 0]], [[50, 100], [10, 5]]).tolist() == [100 / 150, 1.0]
    assert np.isnan(p_factor([0, 0], [5, 5]))


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=8))
def test_p_factor_lies_between_0_and_1(pairs):
    planned, earned = zip(*pairs, strict=True)
    value = p_factor(planned, earned)
    assert np.isnan(value) == (sum(planned) == 0)
    assert np.isnan(value) or 0 <= value <= 1
