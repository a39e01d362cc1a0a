"""The calendar of a .gan file, the vacations of its people, and days counted on it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from lxml import etree

from kaname.exchange.calendar_days import shifts_of
from kaname.exchange.calendar_shifts import STANDARD_SHIFTS
from kaname.exchange.date_range import LAST_YEAR
from kaname.exchange.document import Calendar, CalendarException, Recurrence, Resource
from kaname.exchange.gan.values import Findings

CALENDAR_ID = "calendar"
DAY_MINUTES = float(sum(last - first for first, last in STANDARD_SHIFTS))
"""GanttProject counts whole days; ours have these hours."""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_SEARCH = 4000  # days without work in a row


def read_calendar(root: etree._Element, found: Findings) -> Calendar:
    """Return the plan's calendar: the days of the week, and the days that differ, yearly ones without a year."""
    node = root.find("calendars")
    week = node.find(".//default-week") if node is not None else None
    shown = node.find(".//only-show-weekends") if node is not None else None
    rest = {"sat", "sun"} if week is None else {day for day in _WEEK if week.get(day) == "1"}
    if (shown is not None and shown.get("value") == "true") or len(rest) == len(_WEEK):
        rest = set()  # weekends are only drawn, or nothing would ever be worked
    calendar = Calendar(CALENDAR_ID, "GanttProject", tuple(() if day in rest else STANDARD_SHIFTS for day in _WEEK))
    calendar.minutes_per_day = DAY_MINUTES
    if node is None:
        return calendar
    calendar.exceptions = [e for e in (_exception(day, found) for day in node.iterfind("date")) if e is not None]
    base = (node.get("base-id") or "").strip()
    if base and base != "none":
        calendar.name = base
        if not calendar.exceptions:
            found.warn("gan-base-calendar", base)
    return calendar


def _exception(node: etree._Element, found: Findings) -> CalendarException | None:
    kind = node.get("type") or "HOLIDAY"
    if kind not in ("HOLIDAY", "WORKING_DAY"):
        return None
    year, month, day = (
        found.number(node, name, most, 1) for name, most in (("year", LAST_YEAR), ("month", 12), ("date", 31))
    )
    name = (node.text or "").strip()
    shifts = STANDARD_SHIFTS if kind == "WORKING_DAY" else ()
    try:
        if month is None or day is None:
            return None
        if year is None and not (node.get("year") or "").strip():
            first = date(2000, int(month), int(day))  # a leap year
            rule = Recurrence("yearly_day", day=int(day), month=int(month))
            return CalendarException(first, date(LAST_YEAR, 12, 31), shifts, name, rule)
        only = date(int(year or 0), int(month), int(day))
    except ValueError:
        value = "-".join(str(node.get(part)) for part in ("year", "month", "date"))
        found.warn("gan-unreadable-value", "calendars", line=node.sourceline, field="date", value=value)
        return None
    return CalendarException(only, only, shifts, name)


def read_vacations(root: etree._Element, resources: Sequence[Resource], found: Findings) -> list[Calendar]:
    """Return a calendar over the plan's for each person with vacations, and give it to them."""
    owners = {resource.id: resource for resource in resources}
    made: dict[str, Calendar] = {}
    for node in root.iterfind("vacations/vacation"):
        first, last = found.day(node, "start"), found.day(node, "end")
        owner = owners.get(node.get("resourceid") or "")
        if owner is None:
            found.warn("gan-dangling-reference", "vacation", line=node.sourceline, value=node.get("resourceid") or "")
        elif first is not None and last is not None and first <= last:
            if owner.id not in made:
                made[owner.id] = Calendar(f"resource-{owner.id}", owner.name, (None,) * 7, CALENDAR_ID)
                owner.calendar_id = made[owner.id].id
            made[owner.id].exceptions.append(CalendarException(first, last))
    return list(made.values())


class Days:
    """Counts working days of the plan's calendar, yearly holidays included."""

    def __init__(self, calendar: Calendar):
        """Look at one calendar."""
        self.calendar = calendar
        self.yearly = {(e.first.month, e.first.day) for e in calendar.exceptions if e.recurrence and not e.shifts}

    def works(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return (day.month, day.day) not in self.yearly and bool(shifts_of(self.calendar, {}, day))

    def begin(self, day: date) -> datetime:
        """Return when work begins on the first working day from a day on."""
        for _ in range(_LONGEST_SEARCH):
            if self.works(day):
                break
            day += timedelta(days=1)
        return datetime.combine(day, time()) + timedelta(minutes=STANDARD_SHIFTS[0][0])

    def evening_before(self, moment: datetime) -> datetime:
        """Return when the last working day before a moment ends: the same time as the next morning, as work counts."""
        day = moment.date() - timedelta(days=1)
        for _ in range(_LONGEST_SEARCH):
            if self.works(day):
                break
            day -= timedelta(days=1)
        return datetime.combine(day, time()) + timedelta(minutes=STANDARD_SHIFTS[-1][1])

    def finish(self, start: datetime, days: float) -> datetime:
        """Return when the last of so many working days ends; of none, the start. O(days)."""
        if days <= 0:
            return start
        day, left, idle = start.date(), int(days), 0
        while idle < _LONGEST_SEARCH:
            if self.works(day):
                left, idle = left - 1, 0
                if left <= 0:
                    break
            else:
                idle += 1
            day += timedelta(days=1)
        return datetime.combine(day, time()) + timedelta(minutes=STANDARD_SHIFTS[-1][1])
