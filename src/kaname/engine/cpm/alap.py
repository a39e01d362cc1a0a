"""As late as possible: where such activities, and those behind them, are scheduled."""

from typing import Any

import numpy as np

from kaname.engine.cpm.draft import Draft
from kaname.engine.cpm.state import State
from kaname.engine.network import NONE, Limit, Network


def put_late(network: Network, state: State, dates: Any, floats: Any, draft: Draft) -> tuple[Any, Any]:
    """Return starts and finishes as scheduled: late dates for ALAP activities that have not started, else early."""
    start, finish = dates[0].copy(), dates[1].copy()
    if network.constraint is None:
        return start, finish
    late = (network.constraint == int(Limit.ALAP)) & (network.column("actual_start") == NONE)
    rows = np.flatnonzero(late)
    start[rows], finish[rows] = dates[2][rows], dates[3][rows]
    return start, finish
