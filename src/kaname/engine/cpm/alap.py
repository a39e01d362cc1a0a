"""As late as possible: where such activities are scheduled."""

from typing import Any

import numpy as np

from kaname.engine.network import NONE, Limit, Network


def put_late(network: Network, dates: Any) -> tuple[Any, Any]:
    """Return starts and finishes as scheduled: late dates for ALAP activities that have not started, else early."""
    if network.constraint is None:
        return dates[0], dates[1]
    rows = np.flatnonzero(network.constraint == int(Limit.ALAP))
    if network.actual_start is not None:
        rows = rows[network.actual_start[rows] == NONE]
    if not rows.size:
        return dates[0], dates[1]
    start, finish = dates[0].copy(), dates[1].copy()
    start[rows], finish[rows] = dates[2][rows], dates[3][rows]
    return start, finish
