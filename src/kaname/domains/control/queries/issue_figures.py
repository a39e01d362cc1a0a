"""The figures above issues (specification 6.3): new, closed, open, overdue, mean age, burn by week, ageing.

The ways of ten thousand issues are columns, not objects: the figures stand above a list that shows a hundred of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet

from kaname.domains.control.enums import ISSUE_OVER, IssueState
from kaname.domains.control.models import Issue, IssueStep
from kaname.domains.control.queries.issues import WAY, Standing
from kaname.domains.control.queries.stamps import Days, stamp
from kaname.domains.core.queries import today

AGES = ((0, 7), (8, 14), (15, 30), (31, None))
"""Calendar days since an open issue came up: from, to; the last has no end."""
WEEKS = 12
ESCALATED = 2

type Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Lives:
    """n issues up to a day with the m steps of their ways, those of an issue together and in order.

    ``first``: (n,) where the steps of an issue begin; ``days``, ``over``: (m,) when, and whether it was at its end
    then; ``raised_on``, ``due`` (NaT: none), ``level``, ``unsorted``: (n,) as the last step has it.
    """

    first: npt.NDArray[np.int64]
    days: Days
    over: Flags
    raised_on: Days
    due: Days
    level: npt.NDArray[np.int64]
    unsorted: Flags

    @property
    def last(self) -> npt.NDArray[np.int64]:
        """Where the newest step of each issue stands."""
        return np.append(self.first, len(self.days))[1:] - 1

    def over_by(self, day: np.datetime64) -> Flags:
        """Return which issues had come to their end by a day: they may have been reopened afterwards."""
        known = np.add.reduceat(self.days <= day, self.first) if len(self.first) else self.first
        return (known > 0) & self.over[self.first + np.maximum(known, 1) - 1]


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


def lives(rows: QuerySet[Issue], day: date | None = None) -> Lives:
    """Return the lives of issues up to a day. One query, no row of a model: O(steps)."""
    steps = IssueStep.objects.filter(issue__in=rows.order_by().values("pk"), day__lte=day or today())
    columns = ("issue_id", stamp("issue__raised_on"), stamp("day"), "state", stamp("due"), "level")
    return _columns(steps.order_by("issue_id", "id").values_list(*columns))


def lives_of(found: Iterable[Standing]) -> Lives:
    """Return the lives of issues that were read already."""
    return _columns(
        (s.issue.pk, s.issue.raised_on, step.day, step.state, step.due, step.level)
        for s in found
        for step in getattr(s.issue, WAY)
    )


def figures(found: Lives, day: date, since: date | None = None) -> Figures:
    """Return the figures of issues up to a day. ``since``: new and closed count after that day."""
    now = np.datetime64(day)
    begin = np.datetime64(since or day - timedelta(days=7))
    last = found.last
    ended = found.over[last]
    waiting = ~ended
    ages = np.maximum((now - found.raised_on[waiting]).astype(int), 0)
    return Figures(
        new=_number(found.days[found.first] > begin),
        closed=_number(ended & (found.days[last] > begin)),
        open=_number(waiting),
        overdue=_number(waiting & (found.due < now)),  # without a date: never
        unsorted=_number(waiting & found.unsorted),
        escalated=_number(waiting & (found.level >= ESCALATED)),
        mean_days=float(ages.mean()) if ages.size else None,
        ages=tuple(_number((ages >= low) & (True if high is None else ages <= high)) for low, high in AGES),
        weeks=weeks(found, day),
    )


def weeks(found: Lives, day: date, count: int = WEEKS) -> tuple[Week, ...]:
    """Return the last weeks up to a day, the oldest first; before the register had anything there are none."""
    if not found.first.size:
        return ()
    first = found.days[found.first].min().astype(object)
    ends = [day - timedelta(days=7 * n) for n in range(count)]
    return tuple(_week(found, end) for end in reversed([e for e in ends if e >= first]))


def _week(found: Lives, ends: date) -> Week:
    end, begin = np.datetime64(ends), np.datetime64(ends - timedelta(days=7))
    entered = found.days[found.first]
    had, over = entered <= end, found.over_by(end)
    return Week(
        ends, _number(had & (entered > begin)), _number(over & ~found.over_by(begin)), _number(had) - _number(over)
    )


def _columns(steps: Iterable[tuple[int, date | str, date | str, str, date | str | None, int]]) -> Lives:
    """Return rows (issue, raised on, day, state, due, level), those of an issue together, as columns."""
    rows = list(steps)
    keys, raised, days, states, due, levels = zip(*rows, strict=True) if rows else ((),) * 6
    issues = np.array(keys, dtype=np.int64)
    first = np.flatnonzero(np.append(True, issues[1:] != issues[:-1])) if issues.size else issues
    last = np.append(first, issues.size)[1:] - 1
    return Lives(
        first,
        np.array(days, dtype="datetime64[D]"),
        np.array([state in ISSUE_OVER for state in states], dtype=bool),
        np.array([raised[at] for at in first], dtype="datetime64[D]"),
        np.array([due[at] or "NaT" for at in last], dtype="datetime64[D]"),
        np.array([levels[at] for at in last], dtype=np.int64),
        np.array([states[at] == IssueState.RAISED for at in last], dtype=bool),
    )


def _number(flags: Flags) -> int:
    return int(np.count_nonzero(flags))
