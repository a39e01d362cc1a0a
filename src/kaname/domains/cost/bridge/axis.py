"""One axis of working time for a project's money: working ticks of its calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import date_of, finish_date_of
from kaname.domains.resource.bridge import default_rules, rules_by_calendar
from kaname.domains.resource.bridge.capacity import WorkingTime
from kaname.domains.resource.models import WorkCalendar
from kaname.engine.calendars import DayRules

Ticks = npt.NDArray[np.int64]
SPARE = 2.0
"""How many times its length a plan's calendar is laid out behind its end: later finishes are not dated."""


class CostAxis(WorkingTime):
    """Working ticks of a calendar, and back to the day on which so much work is done."""

    def ticks(self, instants: npt.ArrayLike) -> Ticks:
        """Return whole working ticks before each instant."""
        return np.rint(self.at(instants)).astype(np.int64)

    def day(self, work: float) -> date | None:
        """Return the day on which an amount of work is done; None beyond the days laid out, or for NaN."""
        if not np.isfinite(work) or work > self._done[-1]:
            return None
        place = int(np.searchsorted(self._done, work, side="left"))
        if place == 0:
            return date_of(int(self._points[0]))
        part = work - self._done[place - 1]
        return finish_date_of(int(np.ceil(self._points[place - 1] + part)))

    def opens_at(self, instant: int) -> bool:
        """Tell whether working time begins at an instant."""
        place = int(np.searchsorted(self._points, instant))
        found = place + 1 < len(self._points) and self._points[place] == instant
        return bool(found and self._done[place + 1] > self._done[place])


class Axes:
    """The axes of several calendars, each laid out once for the years that are asked for."""

    def __init__(self, calendars: Iterable[int | None]) -> None:
        """Read the calendars."""
        self._rules = rules_of_calendars(calendars)
        self._laid: dict[tuple[int | None, int, int], CostAxis] = {}

    def around(self, calendar: int | None, start: int, finish: int) -> CostAxis:
        """Return the axis of a calendar around two instants, whole years."""
        first, last = date_of(start), date_of(max(finish, start))
        spare = timedelta(days=SPARE * (last - first).days)
        key = (calendar, (first - timedelta(40)).year, (last + spare + timedelta(60)).year)
        if key not in self._laid:
            self._laid[key] = CostAxis(self._rules[calendar], date(key[1], 1, 1), date(key[2], 12, 31))
        return self._laid[key]


def rules_of_calendars(wanted: Iterable[int | None]) -> dict[int | None, DayRules]:
    """Return the rules of calendars by number; of none, or one that never works, the standard week's. 3 queries."""
    numbers = {pk for pk in wanted if pk is not None}
    usual = default_rules()
    if not numbers:
        return {None: usual}
    every = {c.pk: c for c in WorkCalendar.objects.prefetch_related("exceptions")}
    rows = {}
    for pk in numbers & every.keys():
        at: int | None = pk
        while at is not None and at not in rows:
            rows[at] = every[at]
            at = every[at].base_id
    for row in rows.values():
        if row.base_id is not None:
            row.base = every[row.base_id]
    rules = rules_by_calendar(rows.values())
    return {None: usual, **{pk: rules[pk] if rules[pk].works() else usual for pk in numbers & rules.keys()}}
