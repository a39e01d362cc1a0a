"""The kernel of one block of iterations: draw, place, trace, add up."""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.simulate.drawing import VALUE
from kaname.engine.simulate.durations import draw_common, draw_durations, effect_value
from kaname.engine.simulate.passing import clear_finish, last_finish, note_finish, pass_place
from kaname.engine.simulate.streams import LANES
from kaname.engine.simulate.tracing import tally_durations, trace


@njit(cache=True, nogil=True)
def _cost(c: Any, s: Any, cost: Any) -> None:
    """Add to ``cost`` (LANES,) durations at their rates, place by place, and what risks cost where they happen."""
    for i in range(c.rate.shape[0]):
        if c.rate[i] != 0.0:
            for lane in range(LANES):
                cost[lane] += c.rate[i] * s.duration[i, lane]
    for e in range(c.cost_risk.shape[0]):
        risk = c.cost_risk[e]
        effect_value(c, s, c.costs, c.cost_item[e], risk)
        for lane in range(LANES):
            cost[lane] += np.float64(s.work[VALUE, lane]) * s.happens[risk, lane]


@njit(cache=True, nogil=True)
def run_block(
    p: Any, c: Any, s: Any, tally: Any, seed: int, bits: int, first: int, end: int, ask: Any, finish: Any, cost: Any,
    kept: Any
) -> None:  # fmt: skip
    """Simulate the iterations first..end-1 (``first`` a multiple of LANES) and write each at its own index.

    ``ask`` is (criticality?, costs?, planned finish as work, shift, the calendar of that work); ``finish`` (N,) int64 instants, ``cost`` (N,) or empty;
    ``kept`` (V, K) int32 finishes of every place in the first K iterations, K may be 0. O((V + E) * iterations).
    """
    money = np.zeros(LANES, np.float64)
    places = p.node.shape[0]
    for begin in range(first, end, LANES):
        valid = min(LANES, end - begin)
        draw_common(c, s, seed, begin, bits)
        clear_finish(s)
        for i in range(places):
            draw_durations(p, c, s, i, seed, begin, bits)
            pass_place(p, c, s, i, seed, begin)
            note_finish(p, s, i)
        last_finish(p, s)
        finish[begin : begin + valid] = s.last[0, :valid]
        keep = min(valid, kept.shape[1] - begin)
        for i in range(places if keep > 0 else 0):
            for lane in range(keep):
                kept[i, begin + lane] = s.finish[i, lane]
        if ask[0]:
            trace(p, c, s, tally, valid)
            tally_durations(p, c, s, tally, valid, ask)
        if ask[1]:
            money[:] = 0.0
            _cost(c, s, money)
            cost[begin : begin + valid] = money[:valid]
