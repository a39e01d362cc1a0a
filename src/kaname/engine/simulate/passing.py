"""The forward pass of :mod:`kaname.engine.cpm` over places, LANES iterations at a time.

The same rules as :mod:`kaname.engine.cpm.passes`, on coordinates, so that durations without variance give exactly its
early dates. A relation whose lag and ends lie on one calendar is one vector operation; others look calendars up.
"""

from typing import Any

import numpy as np

from kaname.engine.jit import njit
from kaname.engine.simulate import rows
from kaname.engine.simulate.clocks import WAITING, carry_row, reach_row, to_instant, to_work, wait_for
from kaname.engine.simulate.columns import CAP_FINISH, FF, FS, HANG, HIGHEST, LOWEST, PIN_FINISH, SS
from kaname.engine.simulate.ends import end_of
from kaname.engine.simulate.storm import storm_row
from kaname.engine.simulate.streams import LANES

_PARTS, _LEAST, _AT_START = 16, 32, 2048
_BOUND = 1 | 2 | HANG | CAP_FINISH | PIN_FINISH

fill_row, raise_start, raise_finish, copy_row = rows.fill_row, rows.raise_start, rows.raise_finish, rows.copy_row
less_duration, parts_less, most, least = rows.less_duration, rows.parts_less, rows.most, rows.least
bound_row, parts_row, add_duration = rows.bound_row, rows.parts_row, rows.add_duration


@njit(cache=True, nogil=True)
def _raise_plain(base: Any, finish: Any, duration: Any, i: int, q: int, kind: int, lag: Any) -> None:
    """Raise the base to what a relation asks whose lag and ends lie on one calendar."""
    if kind == FS:
        raise_start(base, i, finish, q, lag)
    elif kind == SS:
        raise_start(base, i, base, q, lag)
    elif kind == FF:
        raise_finish(base, i, finish, q, lag, duration)
    else:
        raise_finish(base, i, base, q, lag, duration)


@njit(cache=True, nogil=True)
def pass_places(
    p: Any, s: Any, begin: int, end: int, weather: Any, chance: Any, day0: int, seed: int, first: int
) -> None:
    """Set base and finish of the places begin..end-1 in the iterations from ``first``; those before are done.

    ``weather`` is (pointer, kinds) by place. O(places + relations) rows.
    """
    tape, board, calendar, flags, floor, parts, whole = p.tape, p.board, p.calendar, p.flags, p.floor, p.parts, p.whole
    pointer, pred, kind, lag, on, plain = p.pointer, p.pred, p.kind, p.lag, p.lag_calendar, p.plain
    base, finish, duration, ask, instant, gives = s.base, s.finish, s.duration, s.ask, s.instant, p.gives
    storms, kinds = weather
    for i in range(begin, end):
        fill_row(base, i, floor[i])
        unusual, cal, waiting = flags[i], calendar[i], False
        for e in range(pointer[i], pointer[i + 1]):
            q, k = pred[e], kind[e]
            if plain[e]:
                _raise_plain(base, finish, duration, i, q, k, lag[e])
                continue
            if k == FS and lag[e] == 0 and unusual & _LEAST == 0:
                wait_for(ask, instant, q, not waiting)
                waiting = True
                continue
            if k & 1:
                copy_row(ask, 0, base, q)
                carry_row(ask, tape, board, calendar[q], True, lag[e], on[e], cal)
            else:
                copy_row(ask, 0, instant, q)
                reach_row(ask, tape, board, lag[e], on[e], cal)
            if k >= FF and unusual & _PARTS:
                parts_less(tape, ask, duration, i, parts, whole[i])
            elif k >= FF:
                less_duration(ask, duration, i)
            if unusual & _LEAST:
                least(base, i, ask)
            else:
                most(base, i, ask)
        if waiting:
            copy_row(ask, 0, ask, WAITING)
            to_work(ask, tape, board, cal)
            most(base, i, ask)
        if unusual & _BOUND:
            bound_row(base, duration, i, unusual, p.hang[i], p.cap[i], p.pin[i])
        if unusual & _PARTS:
            parts_row(tape, finish, base, duration, i, parts, whole[i])
        else:
            add_duration(finish, base, duration, i)
        if storms[i + 1] > storms[i]:
            storm_row(tape, cal, base, finish, i, kinds[storms[i] : storms[i + 1]], chance, day0, seed, first)
        if gives[i]:
            copy_row(ask, 0, finish, i)
            to_instant(ask, tape, board, cal, unusual & _AT_START != 0)
            copy_row(instant, i, ask, 0)


@njit(cache=True, nogil=True)
def last_finish(p: Any, s: Any) -> None:
    """Write the instant of the plan's finish into ``last``, and into ``latest`` the latest finish on each calendar,
    where that is the plan's finish; HIGHEST where it is not.
    """
    ends, calendar, finish, latest = p.ends, p.calendar, s.finish, s.latest
    latest[:] = LOWEST
    for i in range(ends.shape[0]):
        if ends[i]:
            cal = calendar[i]
            for lane in range(LANES):
                latest[cal, lane] = max(latest[cal, lane], np.int64(finish[i, lane]))
    for lane in range(LANES):
        last = np.int64(-(1 << 62))
        for cal in range(p.calendars):
            if latest[cal, lane] > LOWEST:
                last = max(last, end_of(p.tape, p.begin, cal, latest[cal, lane]))
        s.last[0, lane] = last if last > -(1 << 62) else p.begin
        for cal in range(p.calendars):
            if latest[cal, lane] > LOWEST and end_of(p.tape, p.begin, cal, latest[cal, lane]) < last:
                latest[cal, lane] = HIGHEST
