"""A document's calendars as rules of days: bases followed, exceptions expanded, recurring ones too."""

from collections.abc import Iterator
from datetime import date, timedelta

from kaname.engine import recurrence
from kaname.engine.calendars import EVERY_DAY_WEEK, DayRules, WeekRange
from kaname.engine.days import Shifts, day_number, days_between
from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.document import Calendar, CalendarException, PlanDocument, Recurrence

_LONGEST_RUN = 36600  # days; a hundred years of exceptions are a slip of the keyboard


def rules_of(document: PlanDocument, problems: list[Diagnostic]) -> dict[str, DayRules]:
    """Return the rules of each calendar by its id; those without any working time are reported."""
    by_id = {c.id: c for c in document.calendars}
    found: dict[str, DayRules] = {}
    for calendar in document.calendars:
        found[calendar.id] = _resolved(calendar, by_id, found, ())
        if not found[calendar.id].works():
            problems.append(error("calendar-no-working-time", calendar.name or calendar.id))
    return found


def _resolved(
    calendar: Calendar, by_id: dict[str, Calendar], done: dict[str, DayRules], above: tuple[str, ...]
) -> DayRules:
    """Return a calendar's rules over those of its base; a base that comes round to itself is left out."""
    if calendar.id in done:
        return done[calendar.id]
    base = by_id.get(calendar.base_id or "")
    under = DayRules()
    if base is not None and base.id not in (*above, calendar.id):
        under = _resolved(base, by_id, done, (*above, calendar.id))
    if calendar.always_working:
        return DayRules(EVERY_DAY_WEEK, name=calendar.name)
    week = tuple(
        own if own is not None else inherited for own, inherited in zip(calendar.week, under.week, strict=True)
    )
    ranges = tuple(
        WeekRange(day_number(w.first), day_number(w.last), _filled(w.week, week)) for w in calendar.work_weeks
    )
    return DayRules(week, {**under.days, **_exceptional(calendar)}, (*ranges, *under.ranges), calendar.name)


def _filled(own: tuple[Shifts | None, ...], usual: tuple[Shifts, ...]) -> tuple[Shifts, ...]:
    return tuple(u if o is None else o for o, u in zip(own, usual, strict=True))


def _exceptional(calendar: Calendar) -> dict[int, Shifts]:
    """Return the exceptional days; plain exceptions win over recurring ones, earlier over later ones."""
    days: dict[int, Shifts] = {}
    ordered = sorted(calendar.exceptions, key=lambda e: e.recurrence is not None)
    for exception in ordered:
        for day in occurrences(exception):
            days.setdefault(day_number(day), exception.shifts)
    return days


def occurrences(exception: CalendarException) -> Iterator[date]:
    """Yield the dates of an exception."""
    rule = exception.recurrence
    last = min(exception.last, exception.first + timedelta(days=_LONGEST_RUN))
    if rule is None:
        yield from days_between(exception.first, last)
        return
    for count, day in enumerate(_repeated(rule, exception.first, last)):
        if rule.occurrences is not None and count >= rule.occurrences:
            return
        yield day


def _repeated(rule: Recurrence, first: date, last: date) -> Iterator[date]:
    if rule.kind == "daily":
        days = recurrence.daily(first, last, 1 if rule.workdays_only else rule.every)
        return (d for d in days if d.weekday() < 5) if rule.workdays_only else days
    if rule.kind == "weekly":
        return recurrence.weekly(first, last, rule.every, rule.weekdays)
    if rule.kind == "monthly_day":
        return recurrence.monthly_day(first, last, rule.every, rule.day)
    if rule.kind == "monthly_nth":
        return recurrence.monthly_nth(first, last, rule.every, rule.nth, rule.nth_weekday)
    if rule.kind == "yearly_nth":
        return recurrence.yearly_nth(first, last, rule.month, rule.nth, rule.nth_weekday)
    return recurrence.yearly_day(first, last, rule.month, rule.day)
