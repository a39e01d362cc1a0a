"""Taxes of an invoice: consumption tax, the buyer's transitional deduction, withholding (spec 05, section 5.9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum

STANDARD_RATE, REDUCED_RATE = 10, 8
"""Percent."""

TRANSITIONAL_SHARE = (
    (date(2023, 10, 1), 80),
    (date(2026, 10, 1), 70),
    (date(2028, 10, 1), 50),
    (date(2030, 10, 1), 30),
    (date(2031, 10, 1), 0),
)
"""Percent of the tax on purchases from non-registered suppliers that a buyer may deduct, from which day on
(as amended in fiscal 2026)."""

WITHHOLDING_LIMIT = 1_000_000
WITHHOLDING_RATE, WITHHOLDING_RATE_ABOVE = Decimal("0.1021"), Decimal("0.2042")


class Rounding(StrEnum):
    """What happens to a fraction of a yen of tax."""

    DOWN = ROUND_DOWN
    HALF_UP = ROUND_HALF_UP
    UP = ROUND_UP


class Payee(StrEnum):
    """Who is paid; only individuals are subject to withholding."""

    INDIVIDUAL = "individual"
    CORPORATION = "corporation"


@dataclass(frozen=True)
class TaxOfRate:
    """The total of an invoice's lines at one rate, and the tax on it."""

    rate: int
    total: int
    tax: int


def consumption_tax(lines: Iterable[tuple[int, int]], rounding: Rounding = Rounding.DOWN) -> list[TaxOfRate]:
    """Return the tax of an invoice by rate, highest first, from lines of (yen without tax, percent).

    The fraction is rounded once for each rate on the invoice, never by line.
    """
    totals: dict[int, int] = {}
    for amount, rate in lines:
        totals[rate] = totals.get(rate, 0) + amount
    return [TaxOfRate(r, t, _rounded(Decimal(t) * r / 100, rounding)) for r, t in sorted(totals.items(), reverse=True)]


def deductible_percent(day: date) -> int:
    """Return how much of the tax on a purchase from a non-registered supplier may be deducted, in percent.

    100 before the qualified invoice system began.
    """
    return next((percent for since, percent in reversed(TRANSITIONAL_SHARE) if day >= since), 100)


def withholding(fee: int, payee: Payee = Payee.INDIVIDUAL) -> int:
    """Return the income tax to withhold from a fee in yen without consumption tax, cut to the yen.

    For a payment that falls under Art. 204: 10.21 % up to a million, 20.42 % above. Corporations: none.
    Raises ValueError for a negative fee.
    """
    if fee < 0:
        raise ValueError(f"a fee cannot be {fee}")
    if payee is Payee.CORPORATION:
        return 0
    below = min(fee, WITHHOLDING_LIMIT) * WITHHOLDING_RATE
    above = max(fee - WITHHOLDING_LIMIT, 0) * WITHHOLDING_RATE_ABOVE
    return _rounded(below + above, Rounding.DOWN)


def is_registration_number(text: str) -> bool:
    """Tell whether a text has the form of a qualified invoice issuer's number: T and 13 digits."""
    return re.fullmatch(r"T[0-9]{13}", text) is not None


def _rounded(amount: Decimal, rounding: Rounding) -> int:
    return int(amount.to_integral_value(rounding.value))
