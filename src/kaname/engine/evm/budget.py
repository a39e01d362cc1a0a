"""The plan's money over time: what each activity costs when it begins and while it runs, and the curve of the sum."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kaname.engine.evm.columns import Floats, Ints, floats, ticks
from kaname.engine.evm.curve_kernels import cumulative


@dataclass(frozen=True)
class Budget:
    """Columns of one length, a row an activity.

    ``start`` and ``duration`` are working ticks on the project's time axis (0 is the project's start); ``at_start``
    falls due when the activity begins, ``spread`` evenly over its duration (at once for a duration of 0).
    """

    start: Ints
    duration: Ints
    at_start: Floats
    spread: Floats

    @classmethod
    def of(
        cls, start: npt.ArrayLike, duration: npt.ArrayLike, at_start: npt.ArrayLike, spread: npt.ArrayLike
    ) -> "Budget":
        """Return a budget from anything array-like."""
        return cls(
            ticks(start),
            ticks(duration),
            floats(at_start),
            floats(spread),
        )

    @property
    def total(self) -> Floats:
        """Each activity's budget at completion."""
        return self.at_start + self.spread

    @property
    def finish(self) -> int:
        """The tick at which the last activity ends; 0 for an empty plan."""
        return int(np.max(self.start + self.duration, initial=0))

    def value_at(self, tick: int, opening: bool = False) -> Floats:
        """Return each activity's planned value at a tick. O(activities).

        The end of one working day and the opening of the next are the same tick; ``opening`` says that the moment is
        the later of the two, when what begins there has begun.
        """
        gone = np.minimum(tick - self.start, self.duration)
        at_once = self.duration == 0
        part = np.where(at_once, 1.0, gone / np.maximum(self.duration, 1))
        begun = tick >= self.start if opening else (tick > self.start) | (at_once & (tick == self.start))
        return np.where(begun, self.at_start + self.spread * part, 0.0)

    def curve(self, step: int, count: int) -> Floats:
        """Return the cumulative planned value at ticks step, 2 step, ... count x step. O(activities + count)."""
        values: Floats = cumulative(self.start, self.duration, self.at_start, self.spread, step, count)
        return values
