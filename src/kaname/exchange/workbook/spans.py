"""What the typed dates of a table mean together: does a finish belong to the activity, are days calendar days."""

from collections.abc import Sequence
from dataclasses import dataclass

from kaname.exchange.workbook.amounts import Amounts
from kaname.exchange.workbook.dated import Dates
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.working_calendar import Span


@dataclass(frozen=True, slots=True)
class Habit:
    """How the people of this sheet write."""

    exclusive: bool = False  # the finish date is the first day after the work
    calendar_days: bool = False  # days count Saturdays, Sundays and holidays too


def spans_of(dates: Sequence[Dates], amounts: Sequence[Amounts], minutes_per_day: float) -> list[Span]:
    """Return the planned spans of the rows that have both dates in order."""
    spans = []
    for dated, amount in zip(dates, amounts, strict=True):
        start, finish = dated.planned(Role.START), dated.planned(Role.FINISH)
        if start is None or finish is None or finish.when < start.when or start.rough or finish.rough:
            continue
        minutes = amount.minutes(Role.DURATION)
        if minutes is None and (Role.DURATION, Aspect.PLAN) not in amount.times:
            minutes = amount.minutes(Role.WORK)
        days = None if minutes is None else minutes / minutes_per_day
        spans.append(Span(start.when.date(), finish.when.date(), days))
    return spans


def habit_of(spans: Sequence[Span], explained: int, counted: bool) -> Habit:
    """Find the habits from the rows that say both dates and days.

    ``explained``: how many of the spans the calendar explains as working days, finish included; ``counted``: the
    days are a duration, not effort (effort alone shows only an exclusive finish, never calendar days).
    """
    told = [span for span in spans if span.days is not None]
    exclusive = sum((s.finish - s.start).days == s.days for s in told)
    calendar = sum((s.finish - s.start).days + 1 == s.days for s in told)
    half = len(told) / 2
    if exclusive > max(explained, calendar, half):
        return Habit(exclusive=True)
    return Habit(calendar_days=counted and calendar > max(explained, half))
