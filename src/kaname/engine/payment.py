"""Payment dates of a 30-day site (月末締め翌月末払い) and their legal test (Freelance Act Art. 4; spec 05, 5.9).

The closing is the end of the month of delivery or service, never of acceptance. Money moves on bank business days.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.engine.holidays_jp import is_national_holiday, is_official

LONGEST_SHIFT = 2
"""Days by which a payment may be late because banks are closed, if agreed beforehand."""
LEGAL_DAYS = 60
LEGAL_MONTHS = 2

_DAY = timedelta(days=1)


class Shift(StrEnum):
    """To which bank business day a due date on a bank holiday moves."""

    PREVIOUS = "previous"
    NEXT = "next"


@dataclass(frozen=True)
class PaymentDate:
    """When work delivered at some date is paid, and whether the law allows it."""

    closing: date
    nominal: date
    due: date
    lawful: bool
    diagnostics: tuple[Diagnostic, ...] = ()


def is_bank_business_day(day: date) -> bool:
    """Tell whether banks work: not on Saturdays, Sundays, national holidays and 12/31 to 1/3."""
    year_end = (day.month, day.day) == (12, 31) or (day.month == 1 and day.day <= 3)
    return day.weekday() < 5 and not year_end and not is_national_holiday(day)


def bank_business_day(day: date, shift: Shift) -> date:
    """Return the day itself if banks work on it, else the previous or the next day on which they do."""
    step = _DAY if shift is Shift.NEXT else -_DAY
    while not is_bank_business_day(day):
        day += step
    return day


def month_end(day: date, months_later: int = 0) -> date:
    """Return the last day of the month that lies that many months after a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + months_later, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def payment_date(delivered: date, shift: Shift = Shift.PREVIOUS, agreed_beforehand: bool = False) -> PaymentDate:
    """Return when work delivered on a day is paid.

    The next business day is taken only if the parties agreed to it beforehand and it is at most two days late;
    otherwise the previous one is forced, with a warning that says why.
    """
    closing, nominal = month_end(delivered), month_end(delivered, 1)
    due = bank_business_day(nominal, shift)
    found = (
        [] if is_official(nominal.year) else [warning("payment-holidays-not-fixed", str(nominal), year=nominal.year)]
    )
    late = (due - nominal).days
    if late > LONGEST_SHIFT:
        found.append(warning("payment-shift-too-long", str(nominal), due=str(due), days=late, limit=LONGEST_SHIFT))
    elif late > 0 and not agreed_beforehand:
        found.append(warning("payment-shift-not-agreed", str(nominal), due=str(due), days=late))
    if late > LONGEST_SHIFT or (late > 0 and not agreed_beforehand):
        due = bank_business_day(nominal, Shift.PREVIOUS)
    return PaymentDate(closing, nominal, due, is_lawful(delivered, min(due, nominal)), tuple(found))


def days_from_receipt(received: date, due: date) -> int:
    """Return which day the due date is, the day of receipt being day 1."""
    return (due - received).days + 1


def is_lawful(received: date, due: date, monthly_closing: bool = True) -> bool:
    """Tell whether payment is due within 60 days of receipt, or with monthly closing within two months."""
    if days_from_receipt(received, due) <= LEGAL_DAYS:
        return True
    return monthly_closing and due < _months_after(received, LEGAL_MONTHS)


def _months_after(day: date, months: int) -> date:
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))
