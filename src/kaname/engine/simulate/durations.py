"""Kernels that draw the durations of one place, LANES iterations at a time."""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
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
    triangular,
)
from kaname.engine.simulate.draws import TRIANGULAR
from kaname.engine.simulate.normal import to_z
from kaname.engine.simulate.rows import fill_row
from kaname.engine.simulate.streams import ACTIVITY, BRANCH, HAPPENS, IMPACT, LANES, stream_key, uniforms

DELAY, DELAY_PARALLEL, TIMES, TIMES_PARALLEL = range(4)
"""Kinds of effect: added to the duration or multiplying it, in series (all count) or parallel (the largest counts)."""

BOTH = HAVE_U | HAVE_Z
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
def _mix_own(work: Any, own: Any) -> None:
    """Weight the place's own normal number; 0 where it has none."""
    for lane in range(LANES):
        work[Z, lane] = work[Z, lane] * own if own != _F32(0) else _F32(0)


@njit(cache=True, nogil=True, error_model="numpy")
def _mix_factor(work: Any, factor: Any, f: int, weight: Any) -> None:
    """Add a shared normal number."""
    for lane in range(LANES):
        work[Z, lane] += weight * factor[f, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _copy_impact(work: Any, impact_u: Any, impact_z: Any, risk: int) -> None:
    """Take a risk's own numbers: all its effects have the same quantile."""
    for lane in range(LANES):
        work[U, lane] = impact_u[risk, lane]
        work[Z, lane] = impact_z[risk, lane]


@njit(cache=True, nogil=True, error_model="numpy")
def _clear_effects(w: Any) -> None:
    for lane in range(LANES):
        w[DELAY_OF, lane], w[FACTOR_OF, lane] = _F32(0), _F32(1)
        w[WORST_DELAY, lane], w[WORST_FACTOR, lane] = _F32(_NO_DELAY), _F32(_NO_FACTOR)


@njit(cache=True, nogil=True, error_model="numpy")
def _one_effect(w: Any, happens: Any, risk: int, kind: int) -> None:
    """Put the effect in ``work[VALUE]`` on top of the effects before it, where its risk happens."""
    if kind == DELAY:
        for lane in range(LANES):
            w[DELAY_OF, lane] += w[VALUE, lane] * happens[risk, lane]
    elif kind == TIMES:
        for lane in range(LANES):
            w[FACTOR_OF, lane] *= w[VALUE, lane] if happens[risk, lane] > _F32(0) else _F32(1)
    elif kind == DELAY_PARALLEL:
        for lane in range(LANES):
            x = w[VALUE, lane] if happens[risk, lane] > _F32(0) else _F32(_NO_DELAY)
            w[WORST_DELAY, lane] = max(w[WORST_DELAY, lane], x)
    else:
        for lane in range(LANES):
            x = w[VALUE, lane] if happens[risk, lane] > _F32(0) else _F32(_NO_FACTOR)
            w[WORST_FACTOR, lane] = max(w[WORST_FACTOR, lane], x)


@njit(cache=True, nogil=True, error_model="numpy")
def _add_effects(w: Any, duration: Any, i: int) -> None:
    """Change a duration by what risks do: d * factors * worst factor + delays + worst delay, not below 0."""
    for lane in range(LANES):
        d, delay, factor = duration[i, lane], w[WORST_DELAY, lane], w[WORST_FACTOR, lane]
        times = w[FACTOR_OF, lane] * (factor if factor >= _F32(0) else _F32(1))
        more = (times - _F32(1)) * _F32(d) + w[DELAY_OF, lane] + (delay if delay > _F32(_NO_DELAY) else _F32(0))
        new = _I32(d + _I32(np.floor(more + _F32(0.5))))
        duration[i, lane] = max(_I32(0), new)


@njit(cache=True, nogil=True, error_model="numpy")
def _round(duration: Any, i: int, work: Any) -> None:
    """Write the drawn amount as whole ticks, not below 0."""
    for lane in range(LANES):
        x = work[VALUE, lane]
        duration[i, lane] = _I32((max(_F32(0), x)) + _F32(0.5))


@njit(cache=True, nogil=True, error_model="numpy")
def _take_branch(duration: Any, i: int, branch: Any, b: int, low: Any, high: Any) -> None:
    """Let a place take no time where its branch is not taken."""
    for lane in range(LANES):
        u = branch[b, lane]
        duration[i, lane] = duration[i, lane] if low <= u and u < high else _I32(0)


@njit(cache=True, nogil=True, error_model="numpy")
def draw_durations(p: Any, c: Any, s: Any, begin: int, end: int, seed: int, first: int, bits: int) -> None:
    """Fill ``duration`` of the places begin..end-1: the plan's, or drawn, then what risks do, then 0 where the branch
    is not taken. O(places + links + effects) rows.
    """
    whole, item, stream, own, varies = p.whole, c.item, c.stream, c.own, c.varies
    links, link_factor, link_weight, factor = c.link_pointer, c.link_factor, c.link_weight, s.factor
    work, duration, effects, branch = s.work, s.duration, c.effect_pointer, c.branch
    d = c.draws
    shape, da, db, dc, row, count = d.shape, d.a, d.b, d.c, d.row, d.length
    table, height, value = d.table, d.height, d.value
    for i in range(begin, end):
        k = item[i]
        if k < 0:
            fill_row(duration, i, whole[i])
            if not varies[i]:
                continue
        else:
            linked = links[i] < links[i + 1]
            if not linked or own[i] != _F32(0):
                _numbers(work, U, seed, ACTIVITY, stream[i], first, bits)
            if linked:
                to_z(work, Z, work, U, LANES)
                _mix_own(work, own[i])
                for j in range(links[i], links[i + 1]):
                    _mix_factor(work, factor, link_factor[j], link_weight[j])
            if shape[k] == TRIANGULAR and not linked:
                triangular(work, da[k], db[k], dc[k])
            else:
                have = HAVE_Z if linked else HAVE_U
                draw(work, have, shape[k], da[k], db[k], dc[k], row[k], count[k], table, height, value)
            _round(duration, i, work)
        if effects[i] < effects[i + 1]:
            _apply_effects(c, s, i)
        if branch[i] >= 0:
            _take_branch(duration, i, s.branch, branch[i], c.branch_low[i], c.branch_high[i])


@njit(cache=True, nogil=True, error_model="numpy")
def _apply_effects(c: Any, s: Any, i: int) -> None:
    """Change the duration of one place by the risks that happen."""
    work, happens, risk, kind, item, x = s.work, s.happens, c.effect_risk, c.effect_kind, c.effect_item, c.effects
    _clear_effects(work)
    for e in range(c.effect_pointer[i], c.effect_pointer[i + 1]):
        k = item[e]
        _copy_impact(work, s.impact_u, s.impact_z, risk[e])
        draw(work, BOTH, x.shape[k], x.a[k], x.b[k], x.c[k], x.row[k], x.length[k], x.table, x.height, x.value)
        _one_effect(work, happens, risk[e], kind[e])
    _add_effects(work, s.duration, i)


@njit(cache=True, nogil=True, error_model="numpy")
def add_costs(c: Any, s: Any, cost: Any) -> None:
    """Add to ``cost`` (LANES,) durations at their rates, place by place, and what risks cost where they happen."""
    rate, duration, work, happens, x = c.rate, s.duration, s.work, s.happens, c.costs
    for i in range(rate.shape[0]):
        if rate[i] != 0.0:
            for lane in range(LANES):
                cost[lane] += rate[i] * duration[i, lane]
    for e in range(c.cost_risk.shape[0]):
        risk = c.cost_risk[e]
        _copy_impact(work, s.impact_u, s.impact_z, risk)
        k = c.cost_item[e]
        draw(work, BOTH, x.shape[k], x.a[k], x.b[k], x.c[k], x.row[k], x.length[k], x.table, x.height, x.value)
        for lane in range(LANES):
            cost[lane] += np.float64(work[VALUE, lane]) * happens[risk, lane]
