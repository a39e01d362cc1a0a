"""In which order a table writes dates of three numbers: 4/5/2026 is 5 April in Tokyo and New York, 4 May in London."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kaname.exchange.workbook.dates import ERAS, Order

_THREE = re.compile(r"(?:[a-z]{3}\w*\s+)?'?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d\d?)(?:\s.*|\(.\).*)?", re.IGNORECASE)


type Three = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """The order found. ``choice``: the month could stand first too; ``example`` is one of the dates."""

    order: Order = Order.MONTH
    choice: bool = False
    example: str = ""


def find_order(texts: Iterable[str]) -> Found:
    """Return the order in which every date is possible; of several, the one that makes the plan the shortest.

    The month first where nothing decides. Dates that begin with a year of four digits, or write 年 or a month's
    name, are told apart by themselves and do not count.
    """
    numbers: dict[Three, str] = {}
    for text in texts:
        match = _THREE.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match:
            numbers.setdefault((match[1], int(match[2]), match[3]), text.strip())
    if not numbers:
        return Found()
    spans = {order: span for order in Order if (span := _span(numbers, order)) is not None}
    if not spans:
        return Found()
    best = min(spans, key=lambda order: (spans[order], list(Order).index(order)))
    return Found(best, Order.MONTH in spans, next(iter(numbers.values())))


def _span(numbers: Iterable[Three], order: Order) -> int | None:
    """Return the days between the first and the last date, read in an order; None where one is impossible.

    A year has two digits or four; a year of the present era may have one.
    """
    days = []
    for head, second, third in numbers:
        first = int(head)
        if len(third) == 4 if order in (Order.YEAR, Order.ERA) else len(third) == 1:
            return None
        if order is Order.YEAR and len(head) == 1:
            return None
        last = int(third) if len(third) == 4 else 2000 + int(third)
        year, month, day = {
            Order.MONTH: (last, first, second),
            Order.DAY: (last, second, first),
            Order.YEAR: (2000 + first, second, int(third)),
            Order.ERA: (ERAS["令和"] + first, second, int(third)),
        }[order]
        try:
            days.append(date(year, month, day).toordinal())
        except ValueError:
            return None
    return max(days) - min(days)
