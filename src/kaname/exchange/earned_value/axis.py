"""One axis of working time for a whole plan: the project's calendar, counted from the baseline's start."""

import math
from dataclasses import dataclass
from datetime import datetime

from kaname.engine.calendars import DayRules, WorkCalendar
from kaname.engine.days import day_number, instant_of, moment_of
from kaname.exchange.compile_calendars import rules_of
from kaname.exchange.document import PlanDocument


@dataclass(frozen=True)
class WorkAxis:
    """Working minutes of ``calendar`` after ``origin``, the work done before the plan's start."""

    calendar: WorkCalendar
    origin: int

    @classmethod
    def from_start(cls, calendar: WorkCalendar, start: datetime) -> "WorkAxis":
        """Return the axis whose tick 0 is the plan's start."""
        return cls(calendar, calendar.work_at(instant_of(start)))

    def tick(self, moment: datetime) -> int:
        """Return the working minutes from the plan's start to a moment; negative before it."""
        return self.calendar.work_at(instant_of(moment)) - self.origin

    def is_opening(self, moment: datetime) -> bool:
        """Tell whether working time begins at the moment rather than ended at or before it."""
        instant = instant_of(moment)
        return self.calendar.start_of(self.calendar.work_at(instant)) == instant

    def moment(self, tick: float) -> datetime:
        """Return when that much work is done: the plan's start for 0, else the end of a working minute."""
        work = self.origin + round(tick)
        return moment_of(self.calendar.finish_of(work) if tick > 0 else self.calendar.start_of(work))

    def can_date(self, tick: float) -> bool:
        """Tell whether the moment of a tick lies within the calendar's horizon; NaN and endless delays do not."""
        return (
            math.isfinite(tick)
            and self.calendar.finish_of(self.origin + int(min(tick, 1e15))) <= self.calendar.tables.end
        )


SPARE_DAYS = 200 * 366
"""How far past the plan's last date the axis reaches: a forecast at an index of one percent lies a century away."""


def project_calendar(document: PlanDocument, moments: list[datetime]) -> WorkCalendar:
    """Return the plan's own calendar, compiled from before the first of the moments to long after the last.

    The standard week (8-12 and 13-17, Monday to Friday) where the plan names no calendar, or one that never works.
    """
    first, last = day_number(min(moments).date()) - 366, day_number(max(moments).date()) + SPARE_DAYS
    rules = rules_of(document, []).get(document.project.calendar_id or "", DayRules())
    return WorkCalendar.compile(rules if rules.works() else DayRules(), first, last)
