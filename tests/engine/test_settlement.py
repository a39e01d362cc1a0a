"""精算: the vectors of spec 05, section 5.9, and properties of a band."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaname.engine.settlement import Band, UnitPrice, whole_yen

LIMITS = Band.of(800_000, 140, 180, UnitPrice.LIMITS)
MIDDLE = Band.of(800_000, 140, 180, UnitPrice.MIDDLE)


@pytest.mark.parametrize(
    ("hours", "limits", "middle"),
    [
        (130, 742_860, 750_000),
        (190, 844_440, 850_000),
        (160, 800_000, 800_000),
        (140, 800_000, 800_000),
        (180, 800_000, 800_000),
        (0, 40, 100_000),
    ],
)
def test_vectors(hours, limits, middle):
    assert (LIMITS.settle(hours), MIDDLE.settle(hours)) == (limits, middle)


def test_unit_prices_are_cut_to_the_yen():
    assert (LIMITS.deduction, LIMITS.excess) == (5714, 4444)
    assert (MIDDLE.deduction, MIDDLE.excess) == (5000, 5000)


def test_parts_of_an_hour_are_exact_and_the_result_is_cut():
    assert LIMITS.settle("139.75") == whole_yen(800_000 - Decimal("0.25") * 5714) == 798_571
    assert LIMITS.settle(Decimal("180.25")) == 801_111


def test_a_month_joined_midway_has_its_price_and_band_by_working_days():
    part = LIMITS.prorated(10, 20)
    assert (part.price, part.lower, part.upper) == (400_000, 70, 90)
    assert (part.deduction, part.excess) == (LIMITS.deduction, LIMITS.excess)
    assert part.settle(60) == 400_000 - 57_140
    assert LIMITS.prorated(20, 20) == LIMITS
    assert LIMITS.prorated(1, 3).price == 266_666


@pytest.mark.parametrize(("worked", "days"), [(-1, 20), (21, 20), (0, 0)])
def test_only_a_part_of_a_month_can_be_prorated(worked, days):
    with pytest.raises(ValueError, match=rf"^{worked} of {days} working days is not a part of a month$"):
        LIMITS.prorated(worked, days)


@pytest.mark.parametrize(("price", "lower", "upper"), [(-1, 140, 180), (1, 0, 180), (1, 181, 180)])
def test_impossible_bands_are_refused(price, lower, upper):
    with pytest.raises(ValueError, match=r"^a band needs 0 < lower <= upper and a price of 0 or more, not "):
        Band.of(price, lower, upper, UnitPrice.LIMITS)


def test_hours_below_zero_are_refused():
    with pytest.raises(ValueError, match=r"^hours cannot be -1$"):
        LIMITS.settle(-1)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([LIMITS, MIDDLE]))
def test_more_hours_are_never_worth_less(hours, more, band):
    assert band.settle(hours) <= band.settle(hours + more)
