"""Lists of dates and minutes as columns of ticks. O(rows), of which only the given dates cost anything."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import numpy as np

from kaname.engine.network import NONE

_AT_ONCE = 256


def ticks_of(minutes: Sequence[float], resolution: int) -> Any:
    """Return minutes as ticks, halves to the even one as `round` does. (rows,)."""
    return np.rint(np.array(minutes, np.float64) * resolution).astype(np.int64)


def instants_of(dates: Sequence[datetime | None], resolution: int) -> Any:
    """Return dates as instants, or None where there is none at all. (rows,)."""
    rows = [row for row, moment in enumerate(dates) if moment is not None] if any(dates) else []
    if not rows:
        return None
    given = np.array([dates[row] for row in rows], "datetime64[us]").astype(np.int64) // 1_000_000
    column = np.full(len(dates), NONE, np.int64)
    column[rows] = (given * resolution * 2 + 60) // 120  # as `instant_of`: to the nearest tick
    return column


def attributes(of: Sequence[object], *names: str) -> dict[str, list[Any]]:
    """Return attributes of each by name. O(rows x names).

    A few objects at a time, all their attributes: what costs is to reach an object that left the processor's cache.
    """
    found: dict[str, list[Any]] = {name: [] for name in names}
    for first in range(0, len(of), _AT_ONCE):
        some = of[first : first + _AT_ONCE]
        for name, column in found.items():
            column.extend(map(attrgetter(name), some))
    return found
