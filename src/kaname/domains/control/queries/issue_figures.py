"""The figures above issues (specification 6.3): new, closed, open, overdue, mean age, burn by week, ageing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from kaname.domains.control.enums import ISSUE_OVER, IssueState
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.control.queries.issues import WAY, Standing
from kaname.domains.core.queries import today

AGES = ((0, 7), (8, 14), (15, 30), (31, None))
"""Calendar days since an open issue came up: from, to; the last has no end."""
WEEKS = 12
ESCALATED = 2


@dataclass(frozen=True, slots=True)
class Life:
    """An issue up to a day, as figures need it. ``way``: (day, state), in order; ``due``, ``level``: the last."""

    raised_on: date
    way: Sequence[tuple[date, str]]
    due: date | None
    level: int

    @property
    def entered(self) -> date:
        """The day on which the register got it."""
        return self.way[0][0]

    @property
    def ended(self) -> date | None:
        """The day of its end; None while it is open."""
        return self.way[-1][0] if self.way[-1][1] in ISSUE_OVER else None

    def over(self, day: date) -> bool:
        """Return whether it had come to its end by a day: it may have been reopened afterwards."""
        states = [state for on, state in self.way if on <= day]
        return bool(states) and states[-1] in ISSUE_OVER


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days up to ``ends``, both included: what the register got, what ended, and what was open at the end."""

    ends: date
    new: int
    over: int
    open: int


@dataclass(frozen=True, slots=True)
class Figures:
    """``new`` and ``closed``: within the last seven days (rejected ones count as closed); ``mean_days``: of the open
    ones, calendar days since they came up; ``ages``: how many open ones fall into each of AGES; ``unsorted``: wait to
    be taken in; ``escalated``: open on level 2 or 3.
    """

    new: int
    closed: int
    open: int
    overdue: int
    unsorted: int
    escalated: int
    mean_days: float | None
    ages: tuple[int, ...]
    weeks: tuple[Week, ...]


def lives(rows: QuerySet[Issue], day: date | None = None) -> list[Life]:
    """Return the lives of issues up to a day. One query, no row of a model: O(steps)."""
    steps = IssueStep.objects.filter(issue__in=rows.order_by().values("pk"), day__lte=day or today())
    names = ("issue_id", "issue__raised_on", "day", "state", "due", "level")
    told = steps.order_by("issue_id", "id").values_list(*names)
    return [_life(list(group)) for _key, group in groupby(told, key=itemgetter(0))]


def lives_of(found: Iterable[Standing]) -> list[Life]:
    """Return the lives of issues that were read already."""
    return [
        Life(s.issue.raised_on, [(step.day, step.state) for step in getattr(s.issue, WAY)], s.due, s.level)
        for s in found
    ]


def figures(found: Sequence[Life], day: date, since: date | None = None) -> Figures:
    """Return the figures of issues up to a day. ``since``: new and closed count after that day."""
    begin = since or day - timedelta(days=7)
    waiting = [life for life in found if life.ended is None]
    ages = [max((day - life.raised_on).days, 0) for life in waiting]
    return Figures(
        new=sum(life.entered > begin for life in found),
        closed=sum(life.ended is not None and life.ended > begin for life in found),
        open=len(waiting),
        overdue=sum(life.due is not None and life.due < day for life in waiting),
        unsorted=sum(life.way[-1][1] == IssueState.RAISED for life in waiting),
        escalated=sum(life.level >= ESCALATED for life in waiting),
        mean_days=sum(ages) / len(ages) if ages else None,
        ages=tuple(sum(low <= age and (high is None or age <= high) for age in ages) for low, high in AGES),
        weeks=weeks(found, day),
    )


def weeks(found: Sequence[Life], day: date, count: int = WEEKS) -> tuple[Week, ...]:
    """Return the last weeks up to a day, the oldest first; before the register had anything there are none."""
    if not found:
        return ()
    first = min(life.entered for life in found)
    ends = [day - timedelta(days=7 * n) for n in range(count)]
    return tuple(_week(found, end) for end in reversed([e for e in ends if e >= first]))


def _week(found: Sequence[Life], ends: date) -> Week:
    begin = ends - timedelta(days=7)
    had = [life for life in found if life.entered <= ends]
    over = [life.over(ends) for life in had]
    ended = sum(now and not life.over(begin) for life, now in zip(had, over, strict=True))
    return Week(ends, sum(life.entered > begin for life in had), ended, len(had) - sum(over))


def _life(rows: Sequence[tuple[int, date, date, str, date | None, int]]) -> Life:
    *_told, due, level = rows[-1]
    return Life(rows[0][1], [(day, state) for _key, _raised, day, state, _due, _level in rows], due, level)
