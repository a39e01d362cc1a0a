"""What really happens in a project, and what its people know of it on a status date.

Each activity takes its plan times its drift. On the way people still believe in the plan, and learn more of the truth
the longer they work: so forecasts move week by week, as they do.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kaname.demo import wbs
from kaname.demo.casting import Case
from kaname.demo.workdays import WorkDays

STUCK = {("S26-03", "I4.2")}
"""Activities that are said to be at 90 % until they are done."""


@dataclass(frozen=True)
class Fact:
    """An activity on a status date, in minutes of working time."""

    code: str
    percent: float
    actual_start: datetime
    actual_finish: datetime | None = None
    actual_duration: float = 0.0
    remaining: float = 0.0


@dataclass(frozen=True)
class Truth:
    """An activity as it will have been: the n-th working day it begins, how many days it takes and was to take."""

    start: int
    days: int
    planned: int


def truth(case: Case, calendar: WorkDays) -> dict[str, Truth]:
    """Return what will have happened: each activity after those before it, as long as it really takes."""
    found: dict[str, Truth] = {}
    for step in wbs.steps(case.kind):
        if step.days is None:
            continue
        planned = wbs.days_of(case, step)
        days = max(1, round(planned * case.drift.get(step.code, case.pace))) if planned else 0
        first = max((found[a].start + found[a].days for a in step.after), default=calendar.number(case.start))
        first = max(first, calendar.number(case.freed.get(step.code, case.start)))
        found[step.code] = Truth(first, days, planned)
    return found


def facts(case: Case, what: dict[str, Truth], calendar: WorkDays, day: date) -> list[Fact]:
    """Return every activity that has begun by the evening of a day."""
    evening = calendar.number(day) + 1
    found = (_fact(case, code, each, calendar, evening) for code, each in what.items())
    return [fact for fact in found if fact is not None]


def _fact(case: Case, code: str, what: Truth, calendar: WorkDays, evening: int) -> Fact | None:
    done = evening - what.start
    if what.days == 0:
        moment = calendar.evening(what.start - 1)
        return Fact(code, 100.0, moment, moment) if done >= 0 and what.start > 0 else None
    if done <= 0:
        return None
    begun = calendar.morning(what.start)
    if done >= what.days:
        return Fact(code, 100.0, begun, calendar.evening(what.start + what.days - 1), what.days * wbs.DAY)
    if (case.code, code) in STUCK:  # they count what was planned, and the last tenth never ends
        percent = min(90.0, 5.0 * round(20 * done / what.planned))
        rest = max(2.0, what.planned - done) * wbs.DAY
        return Fact(code, percent, begun, None, done * wbs.DAY, rest)
    learnt = min(1.0, done / what.planned)
    believed = max(what.planned + (what.days - what.planned) * learnt * learnt, done + 1.0)
    percent = 5.0 * round(20 * done / believed)
    remaining = round(2 * (believed - done)) / 2 * wbs.DAY
    return Fact(code, min(percent, 95.0), begun, None, done * wbs.DAY, max(remaining, wbs.DAY / 2))
