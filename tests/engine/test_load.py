"""Load, histograms and substitution (spec 05, section 5.7)."""

import numpy as np
import pytest

from kaname.engine import load
from kaname.engine.load import Band


def test_load_is_assigned_over_available():
    np.testing.assert_equal(load.load([20, 40, 8, 0], [40, 32, 0, 0]), [0.5, 1.25, np.nan, np.nan])
    np.testing.assert_equal(load.load(30, [40, 60]), [0.75, 0.5])


@pytest.mark.parametrize(
    ("assigned", "available", "band"),
    [
        (31.9, 40, Band.LOW),
        (32, 40, Band.FIT),
        (40, 40, Band.FIT),
        (40.1, 40, Band.AMBER),
        (48, 40, Band.AMBER),
        (48.1, 40, Band.RED),
        (1, 0, Band.RED),
        (0, 0, Band.NONE),
        (0, 40, Band.LOW),
    ],
)
def test_bands(assigned, available, band):
    assert load.band(assigned, available) is band


def test_man_months_and_days():
    assert (load.man_months(240), load.man_days(12)) == (1.5, 1.5)
    assert (load.man_months(150, hours_a_month=150), load.man_days(15, hours_a_day=7.5)) == (1.0, 2.0)


def test_histogram_stacks_hours_and_the_gap_is_what_is_missing():
    stacked = load.histogram([0, 0, 1, 0], [0, 1, 1, 1], [10, 5, 7, 3], (2, 3))
    assert stacked.tolist() == [[10, 8, 0], [0, 7, 0]]
    assert load.gap(stacked, [[8, 8, 0], [1, 7, 2]]).tolist() == [[2, 0, 0], [-1, 0, -2]]


def test_only_activities_with_enough_float_may_move():
    assert load.movable([0, 480, 960], 480).tolist() == [False, True, True]


def test_substitution_explains_each_term():
    weights = {"java": 50.0, "cloud": 30.0, "english": 20.0}
    found = load.substitution(
        weights, {"java": 4, "cloud": 2, "english": 0}, {"java": 3, "cloud": 5}, [("travel", 10.0)]
    )
    assert found.terms == (("java", 37.5), ("cloud", 30.0), ("english", 20.0), ("travel", -10.0))
    assert found.score == 77.5
    assert load.substitution({"sap": 40.0}, {"sap": 3}, {}).score == 0.0
    with pytest.raises(KeyError):
        load.substitution({"sap": 40.0}, {}, {})
