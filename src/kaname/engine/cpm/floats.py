"""Floats counted on another calendar than the one an activity is scheduled on."""

from typing import Any

import numpy as np

from kaname.engine.cpm.coordinates import coordinates, finishes_of
from kaname.engine.network import Network


def on_their_calendars(network: Network, dates: Any, floats: Any) -> None:
    """Count the floats of activities with a float calendar of their own on it, in place. O(N)."""
    own, other = network.column("calendar"), network.float_calendar
    if other is None:
        return
    rows = np.flatnonzero(own != other)
    if not rows.size:
        return
    tape = network.tables.tape
    at = [coordinates(tape, other, rows, line[rows]) for line in dates]
    free_end = coordinates(tape, own, rows, dates[1][rows]) + floats[2][rows]
    free_end = coordinates(tape, other, rows, finishes_of(tape, own, rows, free_end))
    floats[0][rows] = at[2] - at[0]
    floats[1][rows] = at[3] - at[1]
    floats[2][rows] = free_end - at[1]
