"""Kernels on rows of LANES int32 numbers: what one relation asks, and where one place comes to lie.

They take arrays and numbers only, never whole tuples of columns: passing such a tuple costs more than a row of work.
``tape`` is the calendars', ``i`` the place, ``q`` its predecessor; times are coordinates.
"""

from typing import Any

import numpy as np

from kaname.engine.cpm.parts import parts_begin, parts_finish, parts_start
from kaname.engine.jit import njit
from kaname.engine.simulate.columns import CAP_FINISH, HANG, PIN_FINISH
from kaname.engine.simulate.streams import LANES

_PIN, _CAP = 1, 2
_I32, _I64 = np.int32, np.int64


@njit(cache=True, nogil=True)
def fill_row(out: Any, i: int, value: Any) -> None:
    """Write one number into all lanes."""
    for lane in range(LANES):
        out[i, lane] = value


@njit(cache=True, nogil=True)
def raise_start(base: Any, i: int, source: Any, q: int, lag: Any) -> None:
    """Raise the base to source + lag."""
    for lane in range(LANES):
        ask = _I32(source[q, lane] + lag)
        base[i, lane] = max(base[i, lane], ask)


@njit(cache=True, nogil=True)
def raise_finish(base: Any, i: int, source: Any, q: int, lag: Any, duration: Any) -> None:
    """Raise the base so that the finish is at least source + lag."""
    for lane in range(LANES):
        ask = _I32(_I32(source[q, lane] + lag) - duration[i, lane])
        base[i, lane] = max(base[i, lane], ask)


@njit(cache=True, nogil=True)
def copy_row(to: Any, i: int, source: Any, q: int) -> None:
    """Copy row ``q`` of one array to row ``i`` of another."""
    for lane in range(LANES):
        to[i, lane] = source[q, lane]


@njit(cache=True, nogil=True)
def less_duration(ask: Any, duration: Any, i: int) -> None:
    """Turn an asked finish into the base that gives it."""
    for lane in range(LANES):
        ask[0, lane] -= duration[i, lane]


@njit(cache=True, nogil=True)
def most(base: Any, i: int, ask: Any) -> None:
    """Raise the base to what is asked."""
    for lane in range(LANES):
        base[i, lane] = max(base[i, lane], ask[0, lane])


@njit(cache=True, nogil=True)
def least(base: Any, i: int, ask: Any) -> None:
    """Lower the base to what is asked."""
    for lane in range(LANES):
        base[i, lane] = min(base[i, lane], ask[0, lane])


@njit(cache=True, nogil=True)
def add_duration(finish: Any, base: Any, duration: Any, i: int) -> None:
    """Write the finish of an ordinary place."""
    for lane in range(LANES):
        finish[i, lane] = _I32(base[i, lane] + duration[i, lane])


@njit(cache=True, nogil=True)
def bound_row(base: Any, duration: Any, i: int, flags: int, hang: int, cap: int, pin: int) -> None:
    """Apply to the base the bounds of an unusual place; those of its finish move with the duration."""
    for lane in range(LANES):
        d: Any = duration[i, lane]
        at: Any = _I64(base[i, lane])
        if flags & HANG:
            at = max(at, hang - d)
        if flags & _CAP:
            at = min(at, cap - d if flags & CAP_FINISH else cap)
        if flags & _PIN:
            at = pin - d if flags & PIN_FINISH else pin
        base[i, lane] = at


@njit(cache=True, nogil=True)
def scaled_parts(parts: Any, i: int, whole: int, duration: int) -> Any:
    """Return the parts of a place for another duration than its whole one, as a list of one node."""
    first, end = parts[i], parts[i + 1]
    made = np.empty(2 + end - first, np.int64)
    made[0], made[1] = 2, made.shape[0]
    for k in range(first, end, 2):
        span = parts[k + 1]
        made[2 + k - first] = parts[k]
        made[3 + k - first] = (span * duration + whole // 2) // whole if whole > 0 else span
    return made


@njit(cache=True, nogil=True)
def parts_less(tape: Any, ask: Any, duration: Any, i: int, parts: Any, whole: int) -> None:
    """Turn an asked finish into the base of a place with parts."""
    for lane in range(LANES):
        mine = scaled_parts(parts, i, whole, duration[i, lane])
        ask[0, lane] = parts_start(tape, mine, 0, _I64(ask[0, lane]))


@njit(cache=True, nogil=True)
def parts_row(tape: Any, finish: Any, base: Any, duration: Any, i: int, parts: Any, whole: int) -> None:
    """Write base and finish of a place with parts."""
    for lane in range(LANES):
        mine = scaled_parts(parts, i, whole, duration[i, lane])
        at = parts_begin(tape, mine, 0, _I64(base[i, lane]))
        base[i, lane] = at
        finish[i, lane] = parts_finish(tape, mine, 0, at)


@njit(cache=True, nogil=True)
def tight(critical: Any, i: int, q: int, base: Any, source: Any, lag: Any) -> None:
    """Mark the predecessor where place ``i`` is marked and starts exactly at source + lag."""
    for lane in range(LANES):
        holds = _I32(source[q, lane] + lag) == base[i, lane]
        critical[q, lane] |= critical[i, lane] & np.int8(holds)


@njit(cache=True, nogil=True)
def tight_finish(critical: Any, i: int, q: int, base: Any, source: Any, lag: Any, duration: Any) -> None:
    """Mark the predecessor where place ``i`` is marked and finishes exactly at source + lag."""
    for lane in range(LANES):
        holds = _I32(_I32(source[q, lane] + lag) - duration[i, lane]) == base[i, lane]
        critical[q, lane] |= critical[i, lane] & np.int8(holds)


@njit(cache=True, nogil=True)
def tight_ask(critical: Any, i: int, q: int, base: Any, ask: Any) -> None:
    """Mark the predecessor where place ``i`` is marked and has exactly the base that is asked."""
    for lane in range(LANES):
        critical[q, lane] |= critical[i, lane] & np.int8(ask[0, lane] == base[i, lane])
