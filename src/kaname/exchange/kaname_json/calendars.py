"""Calendars of our own format that cannot be right: weeks of other than seven days, shifts out of order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.calendar_bases import base_cycles
from kaname.exchange.document import Calendar, PlanDocument, Shifts

KINDS = ("daily", "weekly", "monthly_day", "monthly_nth", "yearly_day", "yearly_nth")
_DAY = 1440


def check_calendars(document: PlanDocument, problems: list[Diagnostic]) -> None:
    """Note every impossible week, shift, exception and recurrence, with its path."""
    for i, calendar in enumerate(document.calendars):
        problems.extend(_of_calendar(calendar, f"$.calendars[{i}]"))
    problems.extend(base_cycles(document.calendars))


def _of_calendar(calendar: Calendar, path: str) -> Iterable[Diagnostic]:
    yield from _of_week(calendar.week, f"{path}.week")
    for i, exception in enumerate(calendar.exceptions):
        here = f"{path}.exceptions[{i}]"
        yield from _of_shifts(exception.shifts, f"{here}.shifts")
        if exception.last < exception.first:
            first, last = exception.first.isoformat(), exception.last.isoformat()
            yield error("calendar-exception-backwards", here, first=first, last=last)
        rule = exception.recurrence
        if rule is not None and rule.kind not in KINDS:
            yield error("json-unknown-choice", f"{here}.recurrence.kind", value=rule.kind[:80], expected=list(KINDS))
        if rule is not None and any(not 0 <= day <= 6 for day in rule.weekdays):
            yield error("json-not-a-weekday", f"{here}.recurrence.weekdays", value=list(rule.weekdays)[:10])
        if rule is not None and (rule.every < 1 or (rule.kind.startswith("yearly") and not 1 <= rule.month <= 12)):
            yield error("json-not-a-rule", f"{here}.recurrence", every=rule.every, month=rule.month)
    for i, week in enumerate(calendar.work_weeks):
        yield from _of_week(week.week, f"{path}.work_weeks[{i}].week")


def _of_week(week: Sequence[Shifts | None], path: str) -> Iterable[Diagnostic]:
    if len(week) != 7:
        yield error("json-not-a-week", path, count=len(week))
    for day, shifts in enumerate(week):
        yield from _of_shifts(shifts or (), f"{path}[{day}]")


def _of_shifts(shifts: Shifts, path: str) -> Iterable[Diagnostic]:
    outside = any(not 0 <= first < last <= _DAY for first, last in shifts)
    if outside or any(following[0] < one[1] for one, following in pairwise(shifts)):
        yield error("json-not-shifts", path, value=[list(shift) for shift in shifts][:10])
