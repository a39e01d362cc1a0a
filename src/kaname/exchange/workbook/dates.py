"""Dates as people type them: 2026/4/1, 4月1日, R8.4.1, 令和8年4月1日, 2026-04-01T09:00, Apr 1, 2026, 20260401."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from kaname.exchange.workbook.grid import Value

ERAS = {"令和": 2018, "r": 2018, "令": 2018, "平成": 1988, "h": 1988, "平": 1988, "昭和": 1925, "s": 1925, "昭": 1925}
"""The year before the first of each era: 令和1年 is 2019."""


class Order(StrEnum):
    """What stands first in dates of three numbers (4/5/26): most write the month, Europe the day, Japan the year."""

    MONTH = "month"
    DAY = "day"
    YEAR = "year"
    ERA = "era"  # the year of the present era: 8/4/1 is 令和8年4月1日


_CLOCK = (
    r"(?:(?:[\sT]+|(?<=[)日]))(?P<hour>\d{1,2})[:時](?P<minute>\d{1,2})?分?"
    r"(?::(?P<second>\d{1,2})(?:\.\d+)?)?(?P<half>\s*[ap]m)?)?"
)
_WEEKDAY = r"(?:\s*\(?[月火水木金土日](?:曜日?)?\)?(?:曜日?)?|\s*\((?:sun|mon|tue|wed|thu|fri|sat)\w*\))?"
_SEPARATED = r"(?P<month>\d{1,2})\s*[/.\-月]\s*(?P<day>\d{1,2})\s*日?"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_NAME = r"(?:sun|mon|tue|wed|thu|fri|sat)\w*"
_MONTH_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})\s*[/.\-年]\s*{_SEPARATED}{_WEEKDAY}{_CLOCK}(?:z|[+-]\d\d:?\d\d)?",
        rf"(?P<era>令和|平成|昭和|[令平昭rhs])\s*(?P<year>\d{{1,2}}|元)\s*[/.\-年]\s*{_SEPARATED}{_WEEKDAY}{_CLOCK}",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_CLOCK}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s/\-]+{_MONTH_NAME},?[\s/\-]+(?P<year>\d{{4}}|\d\d){_CLOCK}",
        rf"{_MONTH_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){_CLOCK}",
        rf"(?:{_DAY_NAME}\s+)?(?P<month>\d{{1,2}})[/\-](?P<day>\d{{1,2}})[/\-](?P<year>\d{{4}}|\d\d){_CLOCK}",
        rf"'?(?P<year>\d\d)[/.\-年]{_SEPARATED}{_WEEKDAY}{_CLOCK}",
        rf"{_SEPARATED}{_WEEKDAY}{_CLOCK}",
        rf"(?P<day>\d{{1,2}})[\s\-]{_MONTH_NAME}",
        rf"{_MONTH_NAME}[\s\-](?P<day>\d{{1,2}})",
    )
]
_OTHER_ORDERS = {
    Order.DAY: re.compile(
        rf"(?:{_DAY_NAME}\s+)?(?P<day>\d{{1,2}})[/.\-](?P<month>\d{{1,2}})[/.\-](?P<year>\d{{4}}|\d\d){_CLOCK}",
        re.IGNORECASE,
    ),
    Order.YEAR: re.compile(rf"'?(?P<year>\d\d)[/.\-]{_SEPARATED}{_WEEKDAY}{_CLOCK}", re.IGNORECASE),
    Order.ERA: re.compile(rf"(?P<present>\d{{1,2}})[/.\-]{_SEPARATED}{_WEEKDAY}{_CLOCK}", re.IGNORECASE),
}
"""Tried before the other forms where the table writes its dates so."""
_PART = re.compile(
    r"(?:(?P<year>\d{4})\s*[/.\-年]\s*)?(?P<month>\d{1,2})\s*月?\s*(?P<part>上旬|中旬|下旬|末|初旬|初|中|頭|)",
    re.IGNORECASE,
)
_PARTS = {"上旬": (1, 10), "初旬": (1, 10), "初": (1, 10), "頭": (1, 10), "中旬": (11, 20), "中": (11, 20), "": (1, 0)}


@dataclass(frozen=True, slots=True)
class Read:
    """A date read from a cell. ``timed``: it names a time of day; ``yearless``: the year is still to be found;
    ``rough``: only a month or a third of it (4月上旬) was given, ``when`` is its first and ``until`` its last day.
    """

    when: datetime
    timed: bool = False
    yearless: bool = False
    rough: bool = False
    until: datetime | None = None

    def in_year(self, year: int) -> "Read":
        """Return the date in another year (29 February becomes 28 where there is none)."""
        return Read(
            _with_year(self.when, year), self.timed, True, self.rough, self.until and _with_year(self.until, year)
        )


def _with_year(when: datetime, year: int) -> datetime:
    day = 28 if (when.month, when.day) == (2, 29) and not _leap(year) else when.day
    return when.replace(year=year, day=day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def read_date(value: Value, epoch_1904: bool = False, order: Order = Order.MONTH) -> Read | None:
    """Return the date of a cell, or None where it is none. Yearless dates carry the leap year 2000 for the moment."""
    if isinstance(value, datetime):
        return Read(value.replace(microsecond=0), timed=value.time() != time())
    if isinstance(value, date):
        return Read(datetime.combine(value, time()))
    if isinstance(value, float):
        return _serial(value, epoch_1904)
    if not isinstance(value, str):
        return None
    return _serial(float(value), epoch_1904) if re.fullmatch(r"\d{5}", value.strip()) else read_text(value, order)


def _serial(value: float, epoch_1904: bool) -> Read | None:
    """Read a day number of Excel (1970 to 2173), or 20260401 typed as a number."""
    if 19_000_101 <= value <= 21_991_231 and value.is_integer():
        return read_text(str(int(value)))
    if not 25_569 <= value <= 100_000:
        return None
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    when = start + timedelta(seconds=round(value * 86_400))
    return Read(when, timed=when.time() != time())


@lru_cache(maxsize=20_000)
def read_text(text: str, order: Order = Order.MONTH) -> Read | None:
    """Return the date that a text says, or None."""
    folded = unicodedata.normalize("NFKC", text).strip().strip("~〜～").strip()
    for form in (_OTHER_ORDERS[order], *_FORMS) if order in _OTHER_ORDERS else _FORMS:
        match = form.fullmatch(folded)
        if match:
            found = _made(match.groupdict())
            if found:
                return found
    return _rough(folded)


def _made(parts: dict[str, str | None]) -> Read | None:
    year_text, month_name = parts.get("year"), parts.get("name")
    year = _year(year_text, parts.get("era")) or _year(parts.get("present"), "令和")
    month = _MONTHS.index(month_name.lower()[:3]) + 1 if month_name else int(parts["month"] or 0)
    hour, half = int(parts.get("hour") or 0), (parts.get("half") or "").strip().lower()
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    try:
        when = datetime(year or 2000, month, int(parts["day"] or 0))
        when += timedelta(hours=hour, minutes=int(parts.get("minute") or 0), seconds=int(parts.get("second") or 0))
    except (ValueError, OverflowError):
        return None
    if hour > 24:
        return None
    return Read(when, timed=parts.get("hour") is not None, yearless=year is None)


def _year(text: str | None, era: str | None) -> int | None:
    if text is None:
        return None
    number = 1 if text == "元" else int(text)
    if era:
        return ERAS[era.lower()] + number
    return number if number > 99 else 2000 + number


def _rough(text: str) -> Read | None:
    """Read 4月上旬, 2026年4月末, 2026/4."""
    match = _PART.fullmatch(text)
    if not match or (not match["part"] and not match["year"] and "月" not in text):
        return None
    year, month = int(match["year"] or 2000), int(match["month"])
    if not 1 <= month <= 12:
        return None
    last = (datetime(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    first, until = _PARTS.get(match["part"], (21, last))
    first = last if match["part"] == "末" else first
    return Read(
        datetime(year, month, first),
        False,
        match["year"] is None,
        True,
        datetime(year, month, min(until or last, last)),
    )
