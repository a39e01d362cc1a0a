"""How much working time lies before any instant, for many instants at once."""

from datetime import date

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import TICKS_A_DAY, TICKS_A_MINUTE
from kaname.engine.calendars import DayRules
from kaname.engine.days import day_number

Ticks = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]


class WorkingTime:
    """The cumulative working time of a calendar over some days: a line that rises inside shifts and is level between.

    Interpolating it is exact, since it bends only where a shift begins or ends.
    """

    def __init__(self, rules: DayRules, first: date, last: date) -> None:
        """Lay out the shifts of the days first..last. O(days)."""
        points, done, total = [day_number(first) * TICKS_A_DAY], [0.0], 0.0
        for day in range(day_number(first), day_number(last) + 1):
            for start, end in rules.shifts(day):
                points += [day * TICKS_A_DAY + start * TICKS_A_MINUTE, day * TICKS_A_DAY + end * TICKS_A_MINUTE]
                done += [total, total + (end - start) * TICKS_A_MINUTE]
                total = done[-1]
        self._points = np.array(points, np.float64)
        self._done = np.array(done)

    def at(self, instants: npt.ArrayLike) -> Amounts:
        """Return the working ticks before each instant; constant outside the days laid out."""
        done: Amounts = np.interp(np.asarray(instants, np.float64), self._points, self._done)
        return done

    def between(self, starts: npt.ArrayLike, finishes: npt.ArrayLike) -> Amounts:
        """Return the working ticks of each span."""
        return self.at(finishes) - self.at(starts)


def default_rules() -> DayRules:
    """Return the rules of a company that has set up no calendar: the engine's standard week."""
    return DayRules()
