"""Calendars laid out for rows of lanes: working time to instants and back without branches, LANES at once.

The same functions as :mod:`kaname.engine.calendar_kernels`, over int32 tables by day, padded to one number of shifts,
so that a row of lanes is a handful of gathers. A *bucket* of work is a power of two no longer than the shortest
working day: the day sought is the bucket's first or the working day after it. Rows that leave the horizon, and
calendars whose shortest day is too short for that, are left to the one-by-one functions.

A *board* is one flat int32 array (a single array is cheap to hand on): D days, S shifts, where ``before`` (C, D + 1:
work before each day), ``pattern`` (C, D), ``follow`` (C, D: the next day with work), ``opens``, ``lengths``,
``worked`` (P, S), ``bucket`` (C, B: the first day that ends with at least that much work) and ``shift`` (C: the
bucket's power of two, -1 for a calendar that is not laid out) begin, B; then these tables.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.calendars import LOW_BITS
from kaname.engine.jit import njit
from kaname.engine.simulate.streams import LANES

_NEVER = 1 << 30
_MOST_BUCKETS = 1 << 21
_HEAD = 11
_DAYS, _SHIFTS, _BEFORE, _PATTERN, _FOLLOW, _OPENS, _LENGTHS, _WORKED, _BUCKET, _SHIFT, _BUCKETS = range(_HEAD)
_REST, _SLOT = 1, 2  # rows that hold work while a row of times is turned
WAITING = 3  # the latest instant that relations without lag ask, all turned to work at once
SPARE_ROWS = 4
_I32, _I64, _F64 = np.int32, np.int64, np.float64


def lay_board(tape: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the board of a tape's calendars (its layout: :class:`kaname.engine.calendars.CalendarTables`).

    O(calendars x days).
    """
    weeks, count = int(tape[2]), int(tape[3])
    words = tape[tape[4] : tape[4] + count * (weeks + 3)].reshape(count, weeks + 3)
    work = words[:, : weeks + 1] >> LOW_BITS
    address = words[:, :weeks, None] & ((1 << LOW_BITS) - 1)
    before = (work[:, :weeks, None] + tape[address + np.arange(7)]).reshape(count, weeks * 7)
    before = np.append(before, work[:, weeks:], axis=1) - work[:, :1]
    blocks, pattern = np.unique(tape[address + 8 + np.arange(7)], return_inverse=True)
    opens, lengths, worked = _shifts(tape, blocks)
    work = np.diff(before, axis=1)
    shift = np.array([_shift(work[c], int(before[c, -1])) for c in range(count)])
    buckets = max([int(b[-1]) >> s for b, s in zip(before, shift, strict=True) if s >= 0], default=0) + 2
    bucket, follow = np.zeros((count, buckets), np.int64), np.zeros(work.shape, np.int64)
    for c in np.flatnonzero(shift >= 0):
        edges = np.arange(buckets) << shift[c]
        bucket[c] = np.minimum(np.searchsorted(before[c, 1:], edges, side="left"), work.shape[1] - 1)
        follow[c] = _next_working(work[c])
    before[shift < 0] = 0
    tables = [before, pattern, follow, opens, lengths, worked, bucket, shift]
    sizes = [_HEAD, *(table.size for table in tables)]
    head = [work.shape[1], opens.shape[1], *np.cumsum(sizes)[:-1], buckets]
    return np.concatenate([np.array(head), *(table.ravel() for table in tables)]).astype(np.int32)


def _shifts(tape: Any, blocks: Any) -> tuple[Any, Any, Any]:
    """Return opening, length and work before of each pattern's shifts, padded with shifts that never come."""
    most = max(int(tape[blocks].max()), 1)
    opens, lengths, worked = (np.full((blocks.size, most), value, np.int64) for value in (_NEVER, 0, _NEVER))
    for p, at in enumerate(blocks):
        count = int(tape[at])
        triples = tape[at + 1 : at + 1 + 3 * count].reshape(count, 3)
        opens[p, :count], worked[p, :count] = triples[:, 0], triples[:, 2]
        lengths[p, :count] = triples[:, 1] - triples[:, 0]
    return opens, lengths, worked


def _shift(work: Any, total: int) -> int:
    """Return the power of two of a calendar's buckets, -1 where there is no work or there would be too many."""
    least = int(work[work > 0].min(initial=_NEVER))
    power = least.bit_length() - 1
    return power if 0 < total < _NEVER and total >> power < _MOST_BUCKETS else -1


def _next_working(work: Any) -> Any:
    """Return for each day the next day with work, the last day where there is none."""
    at = np.where(work > 0, np.arange(work.size), work.size - 1)
    following = np.minimum.accumulate(at[::-1])[::-1]
    return np.append(following[1:], work.size - 1)


@njit(cache=True, nogil=True, error_model="numpy")
def _inside(row: Any, low: int, high: int) -> bool:
    """Tell whether all numbers of a row lie strictly between two."""
    least, most = row[0, 0], row[0, 0]
    for lane in range(LANES):
        x = row[0, lane]
        least = min(least, x)
        most = max(most, x)
    return bool(low < least and most < high)


@njit(cache=True, nogil=True, error_model="numpy")
def to_work(row: Any, t: Any, k: Any, c: int) -> None:
    """Turn ``row[0]`` of instants into work on a calendar; ``t`` the tape, ``k`` the board."""
    if c == 0:
        return
    first, day_ticks, days, shifts = _I32(t[0]), _I32(t[1]), k[_DAYS], k[_SHIFTS]
    if k[k[_SHIFT] + c] < 0 or not _inside(row, t[0] - 1, t[0] + t[1] * days):
        for lane in range(LANES):
            row[0, lane] = work_at(t, c, _I64(row[0, lane]))
        return
    before, pattern = k[_BEFORE] + c * (days + 1), k[_PATTERN] + c * days
    zero = _I32(work_at(t, c, t[0]))
    share = _F64(1.0) / _F64(day_ticks)
    for lane in range(LANES):
        rest = _I32(row[0, lane] - first)
        day = _I32(_F64(rest) * share)
        rest = _I32(rest - _I32(day * day_ticks))
        under, over = _I32(rest < 0), _I32(rest >= day_ticks)  # the product may be one day off
        day = _I32(_I32(day - under) + over)
        row[_REST, lane] = _I32(_I32(rest + _I32(under * day_ticks)) - _I32(over * day_ticks))
        row[_SLOT, lane] = _I32(k[pattern + day] * shifts)
        row[0, lane] = _I32(k[before + day] + zero)
    for s in range(shifts):
        opens, lengths = k[_OPENS] + s, k[_LENGTHS] + s
        for lane in range(LANES):
            inside = _I32(row[_REST, lane] - k[opens + row[_SLOT, lane]])
            inside = inside if inside > 0 else _I32(0)
            whole = k[lengths + row[_SLOT, lane]]
            row[0, lane] = _I32(row[0, lane] + min(whole, inside))


@njit(cache=True, nogil=True, error_model="numpy")
def to_instant(row: Any, t: Any, k: Any, c: int, as_start: bool) -> None:
    """Turn ``row[0]`` of work on a calendar into instants: where the next working tick begins, or the last ended."""
    if c == 0:
        return
    first, day_ticks, days, shifts = _I32(t[0]), _I32(t[1]), k[_DAYS], k[_SHIFTS]
    before = k[_BEFORE] + c * (days + 1)
    zero = _I32(work_at(t, c, t[0]))
    shift = k[k[_SHIFT] + c]
    if shift < 0 or not _inside(row, zero, zero + k[before + days]):
        for lane in range(LANES):
            row[0, lane] = start_of(t, c, _I64(row[0, lane])) if as_start else finish_of(t, c, _I64(row[0, lane]))
        return
    late = _I32(0 if as_start else 1)  # 1: at the very end of a shift or a day stay there
    pattern, follow, bucket = k[_PATTERN] + c * days, k[_FOLLOW] + c * days, k[_BUCKET] + c * k[_BUCKETS]
    opens, worked = k[_OPENS], k[_WORKED]
    for lane in range(LANES):
        work = _I32(row[0, lane] - zero)
        day = k[bucket + (work >> shift)]
        day = day if k[before + day + 1] >= _I32(_I32(work + _I32(1)) - late) else k[follow + day]
        rest = _I32(work - k[before + day])
        slot = _I32(k[pattern + day] * shifts)
        row[_REST, lane], row[_SLOT, lane] = rest, slot
        row[0, lane] = _I32(_I32(_I32(first + _I32(day * day_ticks)) + rest) + k[opens + slot])
    for s in range(1, shifts):
        for lane in range(LANES):
            slot = _I32(row[_SLOT, lane] + s)
            new = _I32(k[opens + slot] - k[worked + slot])
            old = _I32(k[opens + slot - 1] - k[worked + slot - 1])
            behind = row[_REST, lane] >= _I32(k[worked + slot] + late)
            row[0, lane] = _I32(row[0, lane] + (_I32(new - old) if behind else _I32(0)))


@njit(cache=True, nogil=True, error_model="numpy")
def carry_row(row: Any, t: Any, k: Any, a: int, from_start: bool, lag: int, on: int, b: int) -> None:
    """Turn ``row[0]`` of work on calendar ``a`` into work on ``b`` that lies ``lag`` (counted on ``on``) later.

    :func:`kaname.engine.cpm.carry.carry`, LANES at once.
    """
    if a == b and (lag == 0 or on == b):
        _shift_row(row, lag)
    else:
        to_instant(row, t, k, a, from_start)
        reach_row(row, t, k, lag, on, b)


@njit(cache=True, nogil=True, error_model="numpy")
def reach_row(row: Any, t: Any, k: Any, lag: int, on: int, b: int) -> None:
    """Turn ``row[0]`` of instants into work on ``b`` that lies ``lag`` (counted on ``on``) later."""
    if lag != 0 and on != b:
        to_work(row, t, k, on)
        _shift_row(row, lag)
        to_instant(row, t, k, on, lag < 0)
        to_work(row, t, k, b)
    else:
        to_work(row, t, k, b)
        _shift_row(row, lag)


@njit(cache=True, nogil=True, error_model="numpy")
def _shift_row(row: Any, lag: int) -> None:
    gap = _I32(lag)
    for lane in range(LANES):
        row[0, lane] = _I32(row[0, lane] + gap)


@njit(cache=True, nogil=True, error_model="numpy")
def wait_for(row: Any, instants: Any, q: int, begin: bool) -> None:
    """Raise the instants that are waited for to those of place ``q``; ``begin`` with them."""
    for lane in range(LANES):
        new, old = instants[q, lane], row[WAITING, lane]
        row[WAITING, lane] = new if begin or new > old else old
