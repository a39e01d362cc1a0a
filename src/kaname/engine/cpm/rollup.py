"""Summaries: their dates roll up from what is under them."""

from typing import Any

import numpy as np

from kaname.engine.cpm.coordinates import coordinates
from kaname.engine.cpm.draft import Draft
from kaname.engine.cpm.policies import Policy
from kaname.engine.network import Flag, Network


def roll_up(
    network: Network, dates: Any, floats: Any, total: Any, start: Any, finish: Any, policy: Policy, draft: Draft
) -> None:
    """Give summaries the first start and last finish of the active activities under them, and floats from those.

    Writes into the rows of summaries in place; a summary with nothing under it stays as it is. O(N x depth).
    """
    parent = network.column("parent")
    summary = network.has(Flag.SUMMARY)
    rows = np.flatnonzero(summary)
    if not rows.size:
        return
    lows, highs = (dates[0], dates[2], start), (dates[1], dates[3], finish)
    filled = np.zeros(network.size, np.bool_)
    filled[~summary & ~network.has(Flag.INACTIVE)] = True
    depth = _depths(parent)
    for level in range(int(depth.max()), 0, -1):
        at = np.flatnonzero((depth == level) & filled)
        above = parent[at]
        for line in lows:
            line[above] = np.iinfo(np.int64).max
            np.minimum.at(line, above, line[at])
        for line in highs:
            line[above] = np.iinfo(np.int64).min
            np.maximum.at(line, above, line[at])
        filled[above] = True
    done = rows[filled[rows]]
    calendar = network.float_calendar if network.float_calendar is not None else network.column("calendar")
    at_dates = [coordinates(network.tables.tape, calendar, done, line[done]) for line in dates]
    floats[0][done], floats[1][done] = at_dates[2] - at_dates[0], at_dates[3] - at_dates[1]
    total[done] = np.asarray(policy.total_float(floats[0], floats[1], draft))[done]
    floats[2][done] = np.maximum(total[done], 0)


def _depths(parent: Any) -> Any:
    """Return how deep each row lies; 0 for a row without parent."""
    depth = np.zeros(parent.shape[0], np.int64)
    above = parent.copy()
    while (above >= 0).any():
        depth[above >= 0] += 1
        above = np.where(above >= 0, parent[above], -1)
    return depth
