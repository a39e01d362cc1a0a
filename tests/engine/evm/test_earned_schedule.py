"""Earned schedule between and in whole periods, against a definition written out step by step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.evm import duration_forecasts as when
from kaname.engine.evm import earned_schedule as es
from kaname.engine.evm.measures import Measures

GROWTH = st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(sum)


def by_definition(curve, earned):
    """C whole periods with PV_C <= EV, plus the part of the next that is earned."""
    points = [0, *curve]
    whole = max(i for i, v in enumerate(points) if v <= earned + 1e-3)
    if whole == len(curve):
        return float(whole)
    return whole + max(earned - points[whole], 0) / (points[whole + 1] - points[whole])


@given(GROWTH, st.floats(0, 1.3))
def test_interpolated_follows_the_definition(growth, part):
    curve = np.cumsum(growth)
    earned = part * curve[-1]
    assert es.interpolated(curve, earned) == pytest.approx(by_definition(curve.tolist(), earned))


@given(GROWTH, st.lists(st.floats(0, 1), min_size=2, max_size=6))
def test_more_earned_is_never_an_earlier_schedule(growth, parts):
    curve = np.cumsum(growth)
    earned = np.sort(parts) * curve[-1]
    assert (np.diff(es.interpolated(curve, earned)) >= 0).all()


@given(GROWTH)
def test_work_on_plan_has_earned_its_own_date(growth):
    curve = np.cumsum(growth)
    at = np.arange(1, len(curve) + 1)
    whole = es.in_whole_periods(curve, curve, curve, at)
    assert whole.tolist() == at.tolist()


def test_interpolated_by_hand():
    curve = [100, 250, 250, 450]
    assert es.interpolated(curve, [0, 50, 100, 175, 250, 350, 450, 999]).tolist() == [0, 0.5, 1, 1.5, 3, 3.5, 4, 4]


def test_a_plan_without_money_is_over_at_once():
    assert es.interpolated([], [0, 5]).tolist() == [0, 0]
    assert es.interpolated([0, 0, 0], [0, 5]).tolist() == [3, 3]
    assert es.in_whole_periods([0, 0, 0], [0, 5], [0, 0], [2, 2]).tolist() == [2, 3]


def test_rounding_does_not_keep_a_finished_project_from_its_end():
    assert es.interpolated([100, 250, 250], [250 - 5e-4, 250 - 2e-3]).tolist() == [3.0, pytest.approx(2.0, abs=1e-4)]


def test_equality_of_money_is_to_a_thousandth_or_to_rounding():
    assert es.tolerance(1000) == 1e-3
    assert es.tolerance(1e6) == 1e-3
    assert es.tolerance(1e9) == 1.0


@pytest.mark.parametrize(
    ("EV", "PV", "AT", "expected"),
    [
        (100, 100, 1.0, 1),  # on plan: the status date
        (99.9995, 100, 1.5, 1.5),  # on plan but for rounding
        (450, 450, 9.0, 4),  # on plan after the end: the end
        (99, 250, 2, 0),  # behind: the last period fully earned
        (100, 250, 2, 1),
        (101, 250, 2, 1),
        (99.9995, 250, 2, 1),  # fully earned but for rounding
        (249, 450, 4, 1),
        (250, 450, 4, 3),  # a period without plan is earned with the one before
        (260, 450, 4, 3),
        (300, 250, 2, 4),  # ahead: the first period whose plan reaches it
        (250, 100, 1, 2),
        (250.0005, 100, 1, 2),
        (251, 100, 1, 4),
        (999, 250, 2, 4),
        (0, 100, 1, 0),
    ],
)
def test_whole_periods_by_hand(EV, PV, AT, expected):
    assert es.in_whole_periods([100, 250, 250, 450], EV, PV, AT) == expected


def test_whole_periods_of_several_dates_at_once():
    made = es.in_whole_periods([100, 250, 450], [100, 120, 260], [100, 250, 250], [1, 2, 2])
    assert made.tolist() == [1.0, 1.0, 3.0]
    assert made.dtype == np.float64


def test_large_sums_are_equal_to_within_their_rounding():
    curve = [4e8, 1e9]
    assert es.in_whole_periods(curve, 1e9 - 0.5, 1e9, 5) == 2
    assert es.in_whole_periods(curve, 4e8 - 0.5, 1e9, 2) == 1
    assert es.in_whole_periods(curve, 4e8 + 0.5, 3e8, 1) == 1
    assert es.in_whole_periods(curve, 4e8 + 0.9, 4e8, 0.5) == 0.5
    assert es.in_whole_periods(curve, 4e8 + 1.0, 4e8, 0.5) == 1  # a difference that counts
    assert es.interpolated(curve, [4e8 - 0.5, 1e9 - 0.5]).tolist() == [1, 2]


def test_a_period_that_is_earned_but_for_rounding_is_whole():
    assert es.interpolated([100, 100.002], 99.9995) == 1.0


def test_duration_forecasts_by_hand():
    measures = Measures.of(PV=700, EV=520, AC=650, BAC=1000)
    time = es.ScheduleMeasures.of(ES=3.28, AT=4, PD=6)
    spi, cpi = 520 / 700, 0.8
    assert when.by_planned_value(measures, time) == pytest.approx(6 + 180 / (1000 / 6))
    assert when.by_planned_value_at(time, measures.SPI) == pytest.approx(6 / spi)
    assert when.by_planned_value_at(time, measures.SCI) == pytest.approx(6 / spi / cpi)
    assert when.by_earned_duration(measures, time) == pytest.approx(4 + 6 - 4 * spi)
    assert when.by_earned_duration(measures, time, measures.SPI) == pytest.approx(4 + (6 - 4 * spi) / spi)
    assert when.by_earned_schedule(time) == pytest.approx(4 + 6 - 3.28)
    assert when.by_earned_schedule(time, time.SPI) == pytest.approx(4 + 2.72 / 0.82)


def test_earned_duration_counts_from_the_later_of_plan_and_status():
    late = es.ScheduleMeasures.of(ES=5, AT=8, PD=6)
    measures = Measures.of(PV=1000, EV=900, AC=1000, BAC=1000)
    assert when.by_earned_duration(measures, late) == pytest.approx(8 + 8 - 8 * 0.9)


def test_forecasts_without_a_factor_or_a_plan_are_not_computed():
    measures = Measures.of(PV=100, EV=0, AC=50, BAC=1000)
    time = es.ScheduleMeasures.of(ES=0, AT=4, PD=6)
    values = [when.by_planned_value_at(time, measures.SPI), when.by_earned_duration(measures, time, 0)]
    values += [when.by_earned_schedule(time, time.SPI), time.IEAC]
    values += [when.by_planned_value(measures, es.ScheduleMeasures.of(ES=0, AT=4, PD=0))]
    assert np.isnan(values).all()
