"""Calendar risks: working days lost at random, by season (rain, snow, typhoons)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Season:
    """From a day of the year to another, both included ((month, day); it may go over the new year), each day is lost
    with a probability.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    probability: float

    def holds(self, day: date) -> bool:
        """Tell whether a date lies in the season."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class Weather:
    """A kind of weather: its seasons and the activities (rows) that stop on a lost day, all on the same days."""

    activities: tuple[int, ...]
    seasons: tuple[Season, ...]
    name: str = ""


def day_chances(kinds: Sequence[Weather], first_day: int, days: int) -> npt.NDArray[np.float32]:
    """Return (kinds, days) the probability that each day is lost; of overlapping seasons the first counts.

    Days are numbered from 1970-01-01. Never quite 1, so that work always ends. O(kinds x days).
    """
    chances = np.zeros((len(kinds), days), np.float32)
    for row, kind in enumerate(kinds):
        for offset in range(days):
            day = _EPOCH + timedelta(days=first_day + offset)
            found = next((s.probability for s in kind.seasons if s.holds(day)), 0.0)
            chances[row, offset] = min(found, 0.99)
    return chances
