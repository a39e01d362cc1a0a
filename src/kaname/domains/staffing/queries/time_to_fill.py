"""Time to fill (mission row S22): role demand raised to person confirmed, in business days, internal and external."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaname.domains.core.queries import organisation, today
from kaname.domains.staffing.enums import OPEN, DemandState, Source, Step
from kaname.domains.staffing.queries.demands import Standing, demands_visible_to, standings

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Median:
    """The median of some days and of how many; ``days`` None where there is none."""

    days: float | None
    count: int

    @classmethod
    def of(cls, days: Sequence[int]) -> "Median":
        """Return the median of days."""
        return cls(statistics.median(days) if days else None, len(days))


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was filled in a quarter of the fiscal year. ``by_step``: the median of each step; medians do not add up.

    What was ``cancelled`` or ``expired`` in it is counted apart and in no median.
    """

    begins: date
    filled: Median
    internal: Median
    external: Median
    by_step: dict[str, Median]
    slowest: Standing | None
    cancelled: int
    expired: int


@dataclass(frozen=True, slots=True)
class TimeToFill:
    """The quarters, newest first; the filled demands, the last first; the open ones, the oldest first."""

    quarters: list[Quarter]
    filled: list[Standing]
    waiting: list[Standing]

    @property
    def overdue(self) -> list[Standing]:
        """The open ones past needed-by, the latest first."""
        return sorted((s for s in self.waiting if s.late is not None), key=lambda s: s.demand.needed_by)

    @property
    def oldest(self) -> Standing | None:
        """The open one that was raised first."""
        return self.waiting[0] if self.waiting else None


def time_to_fill(user: Any, project: str = "", quarters: int = 8) -> TimeToFill:
    """Return the time to fill of what a user may read, of one project or all, over some last quarters, this included.

    Quarters without any end of a demand are left out, save this one. A constant number of queries.
    """
    rows = demands_visible_to(user)
    if project:
        rows = rows.filter(project__code=project)
    found = standings(rows.order_by("project__code", "number"))
    begins = [quarter_of(today())]
    while len(begins) < quarters:
        begins.append(_before(begins[-1]))
    ended: dict[date, list[Standing]] = {begin: [] for begin in begins}
    for standing in found:
        if standing.ended is not None and (begin := quarter_of(standing.ended)) in ended:
            ended[begin].append(standing)
    shown = [quarter(begin, ended[begin]) for n, begin in enumerate(begins) if n == 0 or ended[begin]]
    filled = [s for begin in begins for s in ended[begin] if s.demand.state == DemandState.FILLED]
    filled.sort(key=lambda s: (s.ended or today(), s.demand.pk), reverse=True)
    waiting = sorted((s for s in found if s.demand.state in OPEN), key=lambda s: (s.raised, s.demand.pk))
    return TimeToFill(shown, filled, waiting)


def quarter(begins: date, ended: Iterable[Standing]) -> Quarter:
    """Return what came to its end in a quarter."""
    rows = list(ended)
    filled = [s for s in rows if s.demand.state == DemandState.FILLED]
    return Quarter(
        begins,
        _median(filled, lambda s: s.days),
        _median([s for s in filled if s.source == Source.INTERNAL], lambda s: s.days),
        _median([s for s in filled if s.source == Source.EXTERNAL], lambda s: s.days),
        {str(step): _median(filled, lambda s, step=step: s.by_step[step]) for step in Step},  # type: ignore[misc] # bound now
        max(filled, key=lambda s: s.days, default=None),
        sum(s.demand.state == DemandState.WITHDRAWN for s in rows),
        sum(s.demand.state == DemandState.EXPIRED for s in rows),
    )


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter; quarters are those of the fiscal year."""
    past = (day.month - organisation().fiscal_year_start_month) % MONTHS
    return _back(day.replace(day=1), past)


def _before(begin: date) -> date:
    return _back(begin, MONTHS)


def _back(month: date, count: int) -> date:
    n = month.year * 12 + month.month - 1 - count
    return date(n // 12, n % 12 + 1, 1)


def _median(rows: Iterable[Standing], days: Callable[[Standing], int]) -> Median:
    return Median.of([days(s) for s in rows])
