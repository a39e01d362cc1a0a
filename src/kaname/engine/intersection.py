"""Time that two calendars both work: a task's calendar with its resource's."""

from itertools import pairwise

from kaname.engine.calendars import DayRules, WeekRange
from kaname.engine.days import Shifts


def both(a: DayRules, b: DayRules) -> DayRules:
    """Return the rules of the time worked in both. O(exceptions + ranges squared)."""
    days = {d: overlap(a.shifts(d), b.shifts(d)) for d in {*a.days, *b.days}}
    edges = sorted({x for r in (*a.ranges, *b.ranges) for x in (r.first, r.last + 1)})
    ranges = tuple(
        WeekRange(first, after - 1, _week(_in_force(a, first), _in_force(b, first))) for first, after in pairwise(edges)
    )
    return DayRules(_week(a.week, b.week), days, ranges, f"{a.name} + {b.name}")


def overlap(a: Shifts, b: Shifts) -> Shifts:
    """Return the minutes in both."""
    found = [(max(s, t), min(e, f)) for s, e in a for t, f in b]
    return tuple(sorted((s, e) for s, e in found if s < e))


def _week(a: tuple[Shifts, ...], b: tuple[Shifts, ...]) -> tuple[Shifts, ...]:
    return tuple(overlap(x, y) for x, y in zip(a, b, strict=True))


def _in_force(rules: DayRules, day: int) -> tuple[Shifts, ...]:
    """Return the week's pattern on a day, exceptions aside."""
    return next((r.week for r in rules.ranges if r.first <= day <= r.last), rules.week)
