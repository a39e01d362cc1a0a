"""The company's working days, counted: what the demo needs to know of a calendar to tell its stories."""

from datetime import date, datetime, timedelta

from kaname.demo.wbs import at
from kaname.engine.holidays_jp import national_holidays

FIRST, LAST = date(2026, 3, 30), date(2027, 12, 28)
CLOSED = (
    (date(2026, 8, 12), date(2026, 8, 14), ("夏季休業", "Summer closing")),
    (date(2026, 11, 2), date(2026, 11, 2), ("一斉有給取得日", "Paid day off for all")),
    (date(2026, 12, 29), date(2027, 1, 3), ("年末年始休業", "New Year closing")),
    (date(2027, 8, 11), date(2027, 8, 13), ("夏季休業", "Summer closing")),
)


class WorkDays:
    """Working days from FIRST on, numbered from 1."""

    def __init__(self) -> None:
        """List them once."""
        closed = {first + timedelta(n) for first, last, _ in CLOSED for n in range((last - first).days + 1)}
        closed |= set(national_holidays(FIRST, LAST))
        span = (FIRST + timedelta(n) for n in range((LAST - FIRST).days))
        self._days = [day for day in span if day.weekday() < 5 and day not in closed]
        self._numbers = {day: number for number, day in enumerate(self._days, start=1)}

    def number(self, day: date) -> int:
        """Return a day's number; a day off has the next working day's."""
        while day not in self._numbers:
            day += timedelta(1)
        return self._numbers[day]

    def day(self, number: int) -> date:
        """Return the day of a number."""
        return self._days[number - 1]

    def morning(self, number: int) -> datetime:
        """Return when work begins."""
        return at(self.day(number), 9)

    def evening(self, number: int) -> datetime:
        """Return when work ends."""
        return at(self.day(number), 18)
