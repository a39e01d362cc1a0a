"""Hammocks (level of effort): they span from what begins them to what ends them, and drive nothing."""

from typing import Any

import numpy as np

from kaname.engine.cpm.coordinates import coordinates
from kaname.engine.network import Flag, Kind, Network


def stretch_hammocks(network: Network, dates: Any, floats: Any) -> None:
    """Give hammocks the dates of their partners, in place. O(relations of hammocks).

    A hammock begins with the latest of its start relations (FS, SS from predecessors) and ends with the latest partner
    of its finish: a predecessor by FF or SF, a successor by FF, or the start of a successor by FS. Lags do not count.
    """
    if network.flags is None:
        return
    hammock = network.has(Flag.HAMMOCK)
    for row in np.flatnonzero(hammock):
        for line in (0, 2):  # early, then late
            start, finish = _ends(network, dates, int(row), line)
            if start is not None:
                dates[line][row] = start
            dates[line + 1][row] = max(finish if finish is not None else dates[line + 1][row], dates[line][row])
        at = [coordinates(network.tables.tape, network.column("calendar"), np.array([row]), d[[row]])[0] for d in dates]
        floats[0][row], floats[1][row] = at[2] - at[0], at[3] - at[1]
        floats[2][row] = max(int(floats[1][row]), 0)


def _ends(network: Network, dates: Any, row: int, line: int) -> tuple[int | None, int | None]:
    """Return where a hammock begins and ends, by early (line 0) or late (2) dates."""
    starts: list[int] = []
    finishes: list[int] = []
    for e in np.flatnonzero(network.succ == row):
        kind, p = int(network.kind[e]) & 3, int(network.pred[e])
        partner = int(dates[line if kind in (Kind.SS, Kind.SF) else line + 1][p])
        (starts if kind in (Kind.FS, Kind.SS) else finishes).append(partner)
    for e in np.flatnonzero(network.pred == row):
        kind, s = int(network.kind[e]) & 3, int(network.succ[e])
        if kind in (Kind.FS, Kind.FF):
            finishes.append(int(dates[line if kind == Kind.FS else line + 1][s]))
    return max(starts, default=None), max(finishes, default=None)
