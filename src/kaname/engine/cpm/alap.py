"""As late as possible: where such activities are scheduled."""

from typing import Any

from kaname.engine.network import NONE, Limit, Network


def put_late(network: Network, dates: Any) -> tuple[Any, Any]:
    """Return starts and finishes as scheduled: late dates for ALAP activities not begun, actual starts, early dates."""
    if network.constraint is None and network.actual_start is None:
        return dates[0], dates[1]
    late = network.column("constraint") == int(Limit.ALAP)
    if network.actual_start is None and not late.any():
        return dates[0], dates[1]
    start, finish = dates[0].copy(), dates[1].copy()
    if network.actual_start is not None:
        begun = network.actual_start != NONE
        start[begun] = network.actual_start[begun]
        late &= ~begun
    start[late], finish[late] = dates[2][late], dates[3][late]
    return start, finish
