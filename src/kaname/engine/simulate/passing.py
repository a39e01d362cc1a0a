"""Kernels that place durations in time, LANES iterations at a time: the forward pass of :mod:`kaname.engine.cpm`.

The same rules as :mod:`kaname.engine.cpm.passes`, on coordinates, so that durations without variance give exactly its
early dates. A relation whose lag and ends lie on one calendar is one vector operation; others look calendars up.
"""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.cpm.carry import carry
from kaname.engine.cpm.parts import parts_begin, parts_finish, parts_start
from kaname.engine.simulate.columns import CAP_FINISH, FF, FS, HANG, HIGHEST, LOWEST, PIN_FINISH, SS
from kaname.engine.simulate.streams import LANES, WEATHER, mix, stream_key

_PIN, _CAP, _PARTS, _LEAST = 1, 2, 16, 32
_I32 = np.int32


@njit(cache=True, nogil=True)
def scaled_parts(p: Any, i: int, duration: int) -> Any:
    """Return the parts of a place for another duration, as a list of one node."""
    first, end = p.parts[i], p.parts[i + 1]
    made = np.empty(2 + end - first, np.int64)
    made[0], made[1] = 2, made.shape[0]
    whole = p.whole[i]
    for k in range(first, end, 2):
        made[2 + k - first] = p.parts[k]
        span = p.parts[k + 1]
        made[3 + k - first] = (span * duration + whole // 2) // whole if whole > 0 else span
    return made


@njit(cache=True, nogil=True)
def asked(p: Any, s: Any, i: int, e: int, lane: int) -> int:
    """Return the base that relation ``e`` asks of place ``i`` in one lane."""
    q, kind = p.pred[e], p.kind[e]
    from_start = kind & 1 == 1
    work = s.base[q, lane] if from_start else s.finish[q, lane]
    ask = carry(p.tape, p.calendar[q], np.int64(work), from_start, p.lag[e], p.lag_calendar[e], p.calendar[i])
    if kind < FF:
        return ask
    if p.flags[i] & _PARTS:
        return parts_start(p.tape, scaled_parts(p, i, s.duration[i, lane]), 0, ask)
    return ask - s.duration[i, lane]


@njit(cache=True, nogil=True)
def _relation(p: Any, s: Any, i: int, e: int) -> None:
    """Raise the base of a place to what a plain relation asks, all lanes at once."""
    q, lag, kind = p.pred[e], p.lag[e], p.kind[e]
    if kind == FS:
        for lane in range(LANES):
            ask = _I32(s.finish[q, lane] + lag)
            s.base[i, lane] = ask if ask > s.base[i, lane] else s.base[i, lane]
    elif kind == SS:
        for lane in range(LANES):
            ask = _I32(s.base[q, lane] + lag)
            s.base[i, lane] = ask if ask > s.base[i, lane] else s.base[i, lane]
    elif kind == FF:
        for lane in range(LANES):
            ask = _I32(_I32(s.finish[q, lane] + lag) - s.duration[i, lane])
            s.base[i, lane] = ask if ask > s.base[i, lane] else s.base[i, lane]
    else:
        for lane in range(LANES):
            ask = _I32(_I32(s.base[q, lane] + lag) - s.duration[i, lane])
            s.base[i, lane] = ask if ask > s.base[i, lane] else s.base[i, lane]


@njit(cache=True, nogil=True)
def _settle(p: Any, s: Any, i: int, lane: int) -> None:
    """Apply what is unusual about a place in one lane: hang, cap, pin, parts; write base and finish."""
    flags, d = p.flags[i], s.duration[i, lane]
    base = np.int64(s.base[i, lane])
    if flags & HANG:
        base = max(base, p.hang[i] - d)
    if flags & _CAP:
        base = min(base, p.cap[i] - d if flags & CAP_FINISH else p.cap[i])
    if flags & _PIN:
        base = p.pin[i] - d if flags & PIN_FINISH else p.pin[i]
    finish = base + d
    if flags & _PARTS:
        mine = scaled_parts(p, i, d)
        base = parts_begin(p.tape, mine, 0, base)
        finish = parts_finish(p.tape, mine, 0, base)
    s.base[i, lane] = base
    s.finish[i, lane] = finish


@njit(cache=True, nogil=True)
def _lost(c: Any, kind: int, seed: int, day: int, iteration: int) -> bool:
    """Tell whether a day is lost to a kind of weather in an iteration."""
    at = day - c.weather_day
    if at < 0 or at >= c.weather_chance.shape[1]:
        return False
    key = stream_key(seed, WEATHER, kind, day)
    return (mix(key + np.uint64(iteration)) >> np.uint64(11)) * (1.0 / 9007199254740992.0) < c.weather_chance[kind, at]


@njit(cache=True, nogil=True)
def _storm(p: Any, c: Any, s: Any, i: int, lane: int, seed: int, iteration: int) -> None:
    """Move the finish of a place behind the working days that its weather takes away."""
    t, cal = p.tape, p.calendar[i]
    work, rest = np.int64(s.base[i, lane]), np.int64(s.finish[i, lane]) - s.base[i, lane]
    day = (start_of(t, cal, work)) // t[1]
    while rest > 0:
        night = work_at(t, cal, (day + 1) * t[1])
        lost = False
        for k in range(c.weather_pointer[i], c.weather_pointer[i + 1]):
            lost = lost or _lost(c, c.weather_index[k], seed, day, iteration)
        if not lost:
            done = min(rest, night - work)
            rest -= done
            work += done
        if rest > 0:
            work = max(work, night)
            day += 1
    s.finish[i, lane] = work


@njit(cache=True, nogil=True)
def pass_place(p: Any, c: Any, s: Any, i: int, seed: int, first: int) -> None:
    """Set base and finish of a place whose duration is drawn and whose predecessors are placed."""
    flags = p.flags[i]
    floor = _I32(p.floor[i])
    for lane in range(LANES):
        s.base[i, lane] = floor
    for e in range(p.pointer[i], p.pointer[i + 1]):
        if flags & _LEAST:
            for lane in range(LANES):
                s.base[i, lane] = min(s.base[i, lane], asked(p, s, i, e, lane))
        elif p.plain[e]:
            _relation(p, s, i, e)
        else:
            for lane in range(LANES):
                s.base[i, lane] = max(s.base[i, lane], asked(p, s, i, e, lane))
    if flags & (_PIN | _CAP | _PARTS | HANG):
        for lane in range(LANES):
            _settle(p, s, i, lane)
    else:
        for lane in range(LANES):
            s.finish[i, lane] = _I32(s.base[i, lane] + s.duration[i, lane])
    if c.weather_pointer[i + 1] > c.weather_pointer[i]:
        for lane in range(LANES):
            _storm(p, c, s, i, lane, seed, first + lane)


@njit(cache=True, nogil=True)
def note_finish(p: Any, s: Any, i: int) -> None:
    """Raise the latest finish of the place's calendar, where the place can be the last."""
    if p.ends[i]:
        cal = p.calendar[i]
        for lane in range(LANES):
            s.latest[cal, lane] = max(s.latest[cal, lane], np.int64(s.finish[i, lane]))


@njit(cache=True, nogil=True)
def clear_finish(s: Any) -> None:
    """Forget the latest finishes."""
    s.latest[:] = LOWEST


@njit(cache=True, nogil=True)
def last_finish(p: Any, s: Any) -> None:
    """Write the instant of the plan's finish into ``last``, and keep in ``latest`` only calendars that reach it."""
    for lane in range(LANES):
        last = np.int64(-(1 << 62))
        for cal in range(p.calendars):
            if s.latest[cal, lane] > LOWEST:
                last = max(last, finish_of(p.tape, cal, s.latest[cal, lane]))
        s.last[0, lane] = last
        for cal in range(p.calendars):
            if s.latest[cal, lane] > LOWEST and finish_of(p.tape, cal, s.latest[cal, lane]) < last:
                s.latest[cal, lane] = HIGHEST
