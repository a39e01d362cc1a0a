"""Consumption tax, the transitional deduction and withholding (spec 05, section 5.9)."""

from datetime import date

import pytest

from kaname.engine.tax import (
    Payee,
    Rounding,
    TaxOfRate,
    consumption_tax,
    deductible_percent,
    is_registration_number,
    withholding,
)


def test_tax_is_rounded_once_for_each_rate_of_an_invoice():
    lines = [(105, 10), (105, 10), (105, 10), (118, 8), (119, 8)]
    assert consumption_tax(lines) == [TaxOfRate(10, 315, 31), TaxOfRate(8, 237, 18)]
    assert sum(amount * 10 // 100 for amount, rate in lines if rate == 10) == 30  # by line it would be less


@pytest.mark.parametrize(("rounding", "tax"), [(Rounding.DOWN, 31), (Rounding.HALF_UP, 32), (Rounding.UP, 32)])
def test_the_fraction_is_rounded_as_agreed(rounding, tax):
    assert consumption_tax([(315, 10)], rounding) == [TaxOfRate(10, 315, tax)]


def test_rounding_of_a_small_fraction():
    assert [consumption_tax([(311, 10)], r)[0].tax for r in Rounding] == [31, 31, 32]
    assert consumption_tax([]) == []


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2023-09-30", 100),
        ("2023-10-01", 80),
        ("2026-09-30", 80),
        ("2026-10-01", 70),
        ("2028-09-30", 70),
        ("2028-10-01", 50),
        ("2030-09-30", 50),
        ("2030-10-01", 30),
        ("2031-09-30", 30),
        ("2031-10-01", 0),
    ],
)
def test_transitional_share(day, percent):
    assert deductible_percent(date.fromisoformat(day)) == percent


@pytest.mark.parametrize(
    ("fee", "tax"),
    [(800_000, 81_680), (1_200_000, 142_940), (1_000_000, 102_100), (1_000_001, 102_100), (9, 0), (0, 0)],
)
def test_withholding(fee, tax):
    assert withholding(fee) == tax
    assert withholding(fee, Payee.CORPORATION) == 0


def test_a_negative_fee_is_refused():
    with pytest.raises(ValueError, match=r"^a fee cannot be -1$"):
        withholding(-1)


def test_registration_numbers_are_t_and_13_digits():
    texts = ["T1234567890123", "T123456789012", "T12345678901234", "1234567890123", "T123456789012３", "t1234567890123"]
    assert [is_registration_number(text) for text in texts] == [True, False, False, False, False, False]
