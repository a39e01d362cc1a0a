"""Time as a row of slots in which somebody works, for plans whose activities follow different calendars.

Nights and weekends of everybody are left out, so that a plan with one calendar becomes plain integers. A calendar is
the work done before each slot; converting both ways is a lookup or a binary search.
"""

from dataclasses import dataclass

import numpy as np

from kaname.engine.level.problem import Ints


@dataclass(frozen=True, eq=False)
class WorkAxis:
    """S slots, C calendars.

    ``before`` (C, S + 1) is the work of each calendar before a slot, in slots; ``calendar`` (n,) the row of each
    activity, ``lag_calendar`` (E,) of each relation. Releases, deadlines and starts are slots; durations and lags are
    work of those calendars.
    """

    before: Ints
    calendar: Ints
    lag_calendar: Ints

    @property
    def slots(self) -> int:
        """Return the number of slots."""
        return int(self.before.shape[1] - 1)

    def uniform(self) -> bool:
        """Say whether every calendar that is used works in every slot, so that plain integers do."""
        used = np.unique(np.concatenate([self.calendar, self.lag_calendar]))
        return bool((self.before[used] == np.arange(self.slots + 1)).all())
