"""The agenda: one calendar for the whole plan, by hours of the day, days of the week and holidays."""

from datetime import date, datetime, timedelta

from lxml import etree

from kaname.engine.calendars import DayRules, WorkCalendar
from kaname.engine.days import day_number, instant_of, moment_of
from kaname.exchange.document import Calendar, CalendarException, Shifts
from kaname.exchange.p2x.values import Findings

AGENDA_ID = "agenda"
SPARE_DAYS = 3 * 366
"""How long the compiled horizon runs past the last date of the file."""


def read_agenda(root: etree._Element, found: Findings) -> Calendar:
    """Return the plan's calendar. An agenda without any working hour is an error."""
    week = _week(root, found)
    calendar = Calendar(AGENDA_ID, "Agenda", week)
    calendar.minutes_per_day = float(max((sum(e - s for s, e in day or ()) for day in week), default=0)) or None
    calendar.exceptions = [CalendarException(day, day) for day in _holidays(root, found)]
    if not any(week):
        found.error("p2x-no-working-time", AGENDA_ID)
    return calendar


def compile_agenda(calendar: Calendar, moments: list[datetime], hours: float) -> WorkCalendar:
    """Return the agenda over a horizon that holds all the moments and ``hours`` of work after the last of them."""
    days = {day_number(e.first): () for e in calendar.exceptions}
    rules = DayRules(tuple(day or () for day in calendar.week), days)
    worked = sum(sum(e - s for s, e in day or ()) for day in calendar.week) / 60 / 7
    spare = SPARE_DAYS + len(days) + int(hours / max(worked, 0.1))
    first, last = min(moments).date(), max(moments).date()
    return WorkCalendar.compile(rules, day_number(first) - 366, day_number(last) + min(spare, 100 * 366))


def finish_after(calendar: WorkCalendar, start: datetime, minutes: float) -> datetime:
    """Return when work of that many minutes ends that begins at ``start``; no work ends where it begins."""
    if minutes <= 0:
        return start
    return moment_of(calendar.add(instant_of(start), round(minutes)))


def _week(root: etree._Element, found: Findings) -> tuple[Shifts | None, ...]:
    idle = set(_integers(root, "Agenda/NonWorkingHours/Hour", 24, found))
    off = set(_integers(root, "Agenda/NonWorkingDays/Day", 7, found))
    shifts = _shifts([hour not in idle for hour in range(24)])
    return tuple(() if day in off else shifts for day in range(7))


def _shifts(worked: list[bool]) -> Shifts:
    """Return the working intervals of a day from its 24 hours."""
    edges = [h for h in range(25) if (h < 24 and worked[h]) != (h > 0 and worked[h - 1])]
    return tuple((start * 60, end * 60) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _integers(root: etree._Element, path: str, limit: int, found: Findings) -> list[int]:
    numbers = []
    for node in root.iterfind(path):
        text = (node.text or "").strip()
        if text.isascii() and text.isdigit() and int(text) < limit:
            numbers.append(int(text))
        else:
            found.warn("p2x-unreadable-agenda", AGENDA_ID, field=node.tag, value=text, limit=limit - 1)
    return numbers


def _holidays(root: etree._Element, found: Findings) -> list[date]:
    texts = [(node.text or "").strip() for node in root.iterfind("Agenda/Holidays/Holiday")]
    moments = [found.date_in(text, "Holiday", AGENDA_ID) for text in texts]
    return sorted({moment.date() for moment in moments if moment})


def first_working_moment(calendar: WorkCalendar, day: datetime) -> datetime:
    """Return when work first begins at or after a moment."""
    work = calendar.work_at(instant_of(day))
    start = moment_of(calendar.start_of(work))
    return start if start - day < timedelta(days=SPARE_DAYS) else day
