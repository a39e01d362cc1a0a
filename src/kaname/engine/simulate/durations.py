"""Kernels that draw the durations of one place, LANES iterations at a time."""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.simulate.drawing import (
    DELAY_OF,
    FACTOR_OF,
    HAVE_U,
    HAVE_Z,
    VALUE,
    WORST_DELAY,
    WORST_FACTOR,
    U,
    Z,
    draw,
)
from kaname.engine.simulate.normal import to_z
from kaname.engine.simulate.streams import ACTIVITY, BRANCH, HAPPENS, IMPACT, LANES, stream_key, uniforms

DELAY, DELAY_PARALLEL, TIMES, TIMES_PARALLEL = range(4)
"""Kinds of effect: added to the duration or multiplying it, in series (all count) or in parallel (the largest counts)."""

_NO_DELAY, _NO_FACTOR = -1e30, -1.0
_F32, _I32 = np.float32, np.int32


@njit(cache=True, nogil=True, error_model="numpy")
def _numbers(out: Any, row: int, seed: int, family: int, index: int, first: int, bits: int) -> None:
    key = stream_key(seed, family, index, first >> bits if bits > 0 else 0)
    uniforms(out, row, key, first, bits)


@njit(cache=True, nogil=True, error_model="numpy")
def draw_common(c: Any, s: Any, seed: int, first: int, bits: int) -> None:
    """Draw what places share in these iterations: factors, which risks happen and how hard, branches."""
    for f in range(c.factor_index.shape[0]):
        _numbers(s.factor, f, seed, c.factor_family[f], c.factor_index[f], first, bits)
        to_z(s.factor, f, s.factor, f, LANES)
    for r in range(c.happens.shape[0]):
        _numbers(s.happens, r, seed, HAPPENS, r, first, bits)
        chance = c.happens[r]
        for lane in range(LANES):
            s.happens[r, lane] = _F32(1) if s.happens[r, lane] < chance else _F32(0)
        _numbers(s.impact_u, r, seed, IMPACT, r, first, bits)
        to_z(s.impact_z, r, s.impact_u, r, LANES)
    for b in range(c.branches):
        _numbers(s.branch, b, seed, BRANCH, b, first, bits)


@njit(cache=True, nogil=True, error_model="numpy")
def _mix(c: Any, s: Any, i: int) -> None:
    """Turn the place's own normal number in ``work[Z]`` into a correlated one."""
    own = c.own[i]
    for lane in range(LANES):
        s.work[Z, lane] = s.work[Z, lane] * own
    for k in range(c.link_pointer[i], c.link_pointer[i + 1]):
        f, weight = c.link_factor[k], c.link_weight[k]
        for lane in range(LANES):
            s.work[Z, lane] = s.work[Z, lane] + weight * s.factor[f, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _draw_own(c: Any, s: Any, i: int, seed: int, first: int, bits: int) -> None:
    """Write the place's own uncertain amount into ``work[VALUE]``."""
    linked = c.link_pointer[i + 1] > c.link_pointer[i]
    if not linked or c.own[i] != _F32(0):
        _numbers(s.work, U, seed, ACTIVITY, c.stream[i], first, bits)
    if linked:
        if c.own[i] != _F32(0):
            to_z(s.work, Z, s.work, U, LANES)
        else:
            for lane in range(LANES):
                s.work[Z, lane] = _F32(0)
        _mix(c, s, i)
    draw(s.work, c.draws, c.item[i], HAVE_Z if linked else HAVE_U)


@njit(cache=True, nogil=True, error_model="numpy")
def effect_value(c: Any, s: Any, draws: Any, item: int, risk: int) -> None:
    """Write what an effect would be into ``work[VALUE]``; all effects of a risk take the same quantile."""
    for lane in range(LANES):
        s.work[U, lane] = s.impact_u[risk, lane]
        s.work[Z, lane] = s.impact_z[risk, lane]
    draw(s.work, draws, item, HAVE_U | HAVE_Z)


@njit(cache=True, nogil=True, error_model="numpy")
def _one_effect(s: Any, risk: int, kind: int) -> None:
    """Put the effect in ``work[VALUE]`` on top of the effects before it, where its risk happens."""
    w = s.work
    for lane in range(LANES):
        x, on = w[VALUE, lane], s.happens[risk, lane] > _F32(0)
        if kind == DELAY:
            w[DELAY_OF, lane] += x if on else _F32(0)
        elif kind == TIMES:
            w[FACTOR_OF, lane] *= x if on else _F32(1)
        elif kind == DELAY_PARALLEL:
            w[WORST_DELAY, lane] = max(w[WORST_DELAY, lane], x if on else _F32(_NO_DELAY))
        else:
            w[WORST_FACTOR, lane] = max(w[WORST_FACTOR, lane], x if on else _F32(_NO_FACTOR))


@njit(cache=True, nogil=True, error_model="numpy")
def _apply_effects(c: Any, s: Any, i: int) -> None:
    """Add to ``duration[i]`` what risks do: d * factors * worst factor + delays + worst delay, not below 0."""
    w = s.work
    for lane in range(LANES):
        w[DELAY_OF, lane], w[FACTOR_OF, lane] = _F32(0), _F32(1)
        w[WORST_DELAY, lane], w[WORST_FACTOR, lane] = _F32(_NO_DELAY), _F32(_NO_FACTOR)
    for e in range(c.effect_pointer[i], c.effect_pointer[i + 1]):
        effect_value(c, s, c.effects, c.effect_item[e], c.effect_risk[e])
        _one_effect(s, c.effect_risk[e], c.effect_kind[e])
    for lane in range(LANES):
        worst = w[WORST_DELAY, lane]
        factor = w[FACTOR_OF, lane] * (w[WORST_FACTOR, lane] if w[WORST_FACTOR, lane] >= _F32(0) else _F32(1))
        more = (factor - _F32(1)) * _F32(s.duration[i, lane])
        more += w[DELAY_OF, lane] + (worst if worst > _F32(_NO_DELAY) else _F32(0))
        s.duration[i, lane] = max(_I32(s.duration[i, lane] + _I32(np.floor(more + _F32(0.5)))), _I32(0))


@njit(cache=True, nogil=True, error_model="numpy")
def draw_durations(p: Any, c: Any, s: Any, i: int, seed: int, first: int, bits: int) -> None:
    """Fill ``duration[i]``: the plan's, or drawn, then risks, then 0 where its branch is not taken."""
    if c.item[i] < 0:
        span = p.whole[i]
        for lane in range(LANES):
            s.duration[i, lane] = span
    else:
        _draw_own(c, s, i, seed, first, bits)
        for lane in range(LANES):
            s.duration[i, lane] = _I32(max(s.work[VALUE, lane], _F32(0)) + _F32(0.5))
    if c.effect_pointer[i + 1] > c.effect_pointer[i]:
        _apply_effects(c, s, i)
    b = c.branch[i]
    if b >= 0:
        low, high = c.branch_low[i], c.branch_high[i]
        for lane in range(LANES):
            u = s.branch[b, lane]
            s.duration[i, lane] = s.duration[i, lane] if low <= u and u < high else _I32(0)
