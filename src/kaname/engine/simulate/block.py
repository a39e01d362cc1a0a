"""The kernel of one block of iterations: draw, place, trace, add up."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.simulate.durations import add_costs, draw_common, draw_durations
from kaname.engine.simulate.passing import last_finish, pass_places
from kaname.engine.simulate.streams import LANES
from kaname.engine.simulate.tracing import tally_durations, trace

TILE = 256
"""Places drawn before they are placed: their rows are still in the nearest memory."""


@njit(cache=True, nogil=True)
def run_block(
    p: Any, c: Any, s: Any, tally: Any, seed: int, bits: int, first: int, end: int, ask: Any, finish: Any, cost: Any,
    kept: Any
) -> None:  # fmt: skip
    """Simulate the iterations first..end-1 (``first`` a multiple of LANES) and write each at its own index.

    ``ask`` is (criticality?, costs?, planned finish as work, shift, the calendar of that work); ``finish`` (N,) int64
    instants, ``cost`` (N,) or empty; ``kept`` (V, K) int32 finishes of every place in the first K iterations, K may
    be 0. O((V + E) * iterations).
    """
    money = np.zeros(LANES, np.float64)
    places = p.node.shape[0]
    weather, branches = (c.weather_pointer, c.weather_index), (c.branch, c.branch_low, c.branch_high)
    for begin in range(first, end, LANES):
        valid = min(LANES, end - begin)
        draw_common(c, s, seed, begin, bits)
        for tile in range(0, places, TILE):
            last = min(tile + TILE, places)
            draw_durations(p, c, s, tile, last, seed, begin, bits)
            pass_places(p, s, tile, last, weather, c.weather_chance, c.weather_day, seed, begin)
        last_finish(p, s)
        finish[begin : begin + valid] = s.last[0, :valid]
        keep = min(valid, kept.shape[1] - begin)
        for i in range(places if keep > 0 else 0):
            for lane in range(keep):
                kept[i, begin + lane] = s.finish[i, lane]
        if ask[0]:
            trace(p, s, branches, tally.critical, valid)
            tally_durations(p, s, c.varies, tally.sums, valid, ask)
        if ask[1]:
            money[:] = 0.0
            add_costs(c, s, money)
            cost[begin : begin + valid] = money[:valid]
