"""精算: what a month's hours are worth under a price with a band of hours (spec 05, section 5.9).

Within the band the price is paid in full; hours short are deducted and hours over are added at unit prices cut to the
yen: 上下割 divides the price by the lower limit for deductions and by the upper for excess, 中間割 by their middle.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

Hours = Decimal | int | str
"""Hours without binary rounding: 130, "162.25" or Decimal("162.25")."""


class UnitPrice(StrEnum):
    """How unit prices are found."""

    LIMITS = "limits"  # 上下割
    MIDDLE = "middle"  # 中間割


@dataclass(frozen=True)
class Band:
    """A month's price in yen, its limits in hours, and the yen of an hour below and above."""

    price: int
    lower: Decimal
    upper: Decimal
    deduction: int
    excess: int

    @classmethod
    def of(cls, price: int, lower: Hours, upper: Hours, method: UnitPrice) -> "Band":
        """Return the band of a contract. Raises ValueError unless 0 < lower <= upper and the price is not negative."""
        low, high = Decimal(lower), Decimal(upper)
        if not 0 < low <= high or price < 0:
            raise ValueError(f"a band needs 0 < lower <= upper and a price of 0 or more, not {low}, {high}, {price}")
        below, above = ((low + high) / 2,) * 2 if method is UnitPrice.MIDDLE else (low, high)
        return cls(price, low, high, whole_yen(price / below), whole_yen(price / above))

    def prorated(self, worked_days: int, all_days: int) -> "Band":
        """Return the band of a month that was joined or left midway, by working days; unit prices stay.

        Raises ValueError unless 0 <= worked_days <= all_days and there are days.
        """
        if not 0 <= worked_days <= all_days or not all_days:
            raise ValueError(f"{worked_days} of {all_days} working days is not a part of a month")
        part = Decimal(worked_days) / all_days
        price = whole_yen(Decimal(self.price * worked_days) / all_days)
        return replace(self, price=price, lower=self.lower * part, upper=self.upper * part)

    def settle(self, hours: Hours) -> int:
        """Return the yen for a month's hours, tax not included. Raises ValueError for negative hours."""
        worked = Decimal(hours)
        if worked < 0:
            raise ValueError(f"hours cannot be {worked}")
        if worked < self.lower:
            return whole_yen(self.price - (self.lower - worked) * self.deduction)
        return whole_yen(self.price + max(worked - self.upper, Decimal(0)) * self.excess)


def whole_yen(amount: Decimal) -> int:
    """Return an amount cut to whole yen (切捨て), the usual rule of contracts."""
    return int(amount.to_integral_value(ROUND_DOWN))
