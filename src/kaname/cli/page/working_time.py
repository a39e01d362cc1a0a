"""A plan's calendars for the page: working days between two instants, days off, a person's hours."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np

from kaname.engine.calendars import EVERY_DAY_WEEK, STANDARD_WEEK, DayRules, WorkCalendar, compile_calendars
from kaname.engine.days import day_number, instant_of
from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.compile_calendars import rules_of
from kaname.exchange.compile_defaults import default_rules
from kaname.exchange.document import PlanDocument

_MOST_DAYS = 366 * 60


class WorkingTime:
    """The calendars of a document, laid out from its first date to its last."""

    def __init__(self, document: PlanDocument, instants: list[datetime]):
        """Compile every calendar over the days around ``instants``; unusable ones fall back to the plan's."""
        ignored: list[Diagnostic] = []
        named = rules_of(document, ignored)
        own = named.get(document.project.calendar_id or "")
        default = own or default_rules(document, ignored) or DayRules(EVERY_DAY_WEEK)  # none: abstract time
        if not default.works():
            default = DayRules(STANDARD_WEEK)
        self.default = default
        self._rules = [default, *(r if r.works() else default for r in named.values())]
        self._rows = {"": 1} | {name: i for i, name in enumerate(named, start=2)}
        first = min(instants).date() - timedelta(days=40)
        last = min(max(instants).date(), first + timedelta(days=_MOST_DAYS)) + timedelta(days=400)
        self._first = day_number(first)
        self._tables = compile_calendars(self._rules, self._first, day_number(last))
        worked = [bool(default.shifts(day)) for day in range(self._first, day_number(last) + 1)]
        self._counted = np.cumsum(np.array(worked, np.int64))
        self.minutes_per_day = document.project.minutes_per_day or 480.0

    def calendar(self, calendar_id: str | None) -> WorkCalendar:
        """Return a calendar; the plan's own where the file has none of that name."""
        return WorkCalendar(self._tables, self._rows.get(calendar_id or "", 1))

    def minutes(self, calendar_id: str | None = None) -> Callable[[datetime, datetime], float]:
        """Return a function: working minutes between two instants of a calendar."""
        calendar = self.calendar(calendar_id)
        return lambda a, b: float(calendar.between(instant_of(a), instant_of(b)))

    def works(self, day: date) -> bool:
        """Tell whether the plan's calendar works on a day."""
        return bool(self.default.shifts(day_number(day)))

    def days(self, a: datetime, b: datetime) -> float:
        """Return how many working days later the date of ``b`` is than the date of ``a``, negative when earlier.

        Two instants without work between them are the same: next morning 08:00 is the evening before.
        """
        if not self.calendar(None).between(instant_of(a), instant_of(b)):
            return 0.0
        return float(self._day(b) - self._day(a))

    def _day(self, at: datetime) -> int:
        """Return the number of working days up to a date, itself included."""
        return int(self._counted[min(max(day_number(at.date()) - self._first, 0), self._counted.size - 1)])
