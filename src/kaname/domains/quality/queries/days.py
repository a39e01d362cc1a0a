"""Days of moments in Japan, and quarters of the company's fiscal year."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kaname.domains.core.queries import organisation

MONTHS = 3


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over in Japan."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def day_of(moment: datetime) -> date:
    """Return the day, in Japan, of a moment."""
    return timezone.localtime(moment).date()


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter of the fiscal year."""
    return back(day.replace(day=1), (day.month - organisation().fiscal_year_start_month) % MONTHS)


def back(month: date, count: int) -> date:
    """Return the first day of the month so many months before one."""
    n = month.year * 12 + month.month - 1 - count
    return date(n // 12, n % 12 + 1, 1)
