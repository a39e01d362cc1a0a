"""When a week's round opens, is due and freezes: spec 3.3, holidays moved to the business day before."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from kaname.domains.core.queries import organisation
from kaname.domains.resource.bridge import default_rules, rules_by_calendar
from kaname.domains.resource.queries import company_calendar
from kaname.domains.schedule.models import RoundCycle
from kaname.engine.days import day_number

type Working = Callable[[date], bool]
EVENING = 18
_FURTHEST = 21
"""Days that a step is moved back at the most: a calendar without work has no rounds."""


class Times(NamedTuple):
    """The moments of one round; ``as_of`` is the day that it freezes on."""

    opens: datetime
    due: datetime
    freezes: datetime

    @property
    def as_of(self) -> date:
        """Return the status date."""
        return self.freezes.date()


def cycle() -> RoundCycle:
    """Return the company's weekly cycle; before it is set, one with the defaults that is not saved."""
    found = RoundCycle.objects.filter(id=1).first()
    if found is None:
        found = RoundCycle(id=1, opens_time=time(10), due_time=time(12), freezes_time=time(17))
    return found


def moment() -> datetime:
    """Return what time it is: now, or the evening of the demonstration's fixed day."""
    day = organisation().as_of
    return timezone.now() if day is None else datetime.combine(day, time(EVENING), here())


def here() -> ZoneInfo:
    """Return the company's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def business_days() -> Working:
    """Return what tells whether the company works on a day, by its calendar."""
    row = company_calendar()
    rules = default_rules()
    if row is not None:
        company = type(row).objects.filter(project=None).select_related("base").prefetch_related("exceptions")
        rules = rules_by_calendar(company)[row.pk]
    return lambda day: bool(rules.shifts(day_number(day)))


def times_of(week: date, asked: RoundCycle, working: Working) -> Times | None:
    """Return the moments of the week that a day lies in; None where the company does not work in that week."""
    monday = week - timedelta(days=week.weekday())
    freezes = _moved(monday, asked.freezes_weekday, asked.freezes_time, working)
    due = _moved(monday, asked.due_weekday, asked.due_time, working)
    opens = _moved(monday, asked.opens_weekday, asked.opens_time, working)
    if freezes is None or due is None or opens is None or freezes.date() < monday:
        return None
    while opens >= due and opens.date() > monday - timedelta(days=7):
        opens = _back(opens.date() - timedelta(days=1), asked.opens_time, working) or opens - timedelta(days=7)
    return Times(opens, min(due, freezes), freezes)


def next_times(after: date, asked: RoundCycle, working: Working) -> Times | None:
    """Return the moments of the first round whose status date lies after a day."""
    weeks = (times_of(after + timedelta(weeks=n), asked, working) for n in range(6))
    return next((found for found in weeks if found is not None and found.as_of > after), None)


def _moved(monday: date, weekday: int, at: time, working: Working) -> datetime | None:
    return _back(monday + timedelta(days=weekday), at, working)


def _back(day: date, at: time, working: Working) -> datetime | None:
    days = (day - timedelta(days=n) for n in range(_FURTHEST))
    found = next((each for each in days if working(each)), None)
    return None if found is None else datetime.combine(found, at, here())
