"""The two passes of the critical path method over records, each O(nodes + relations).

``t`` is the calendars' tape, ``rec`` and ``edges`` the records (:mod:`kaname.engine.cpm.records`), ``rare`` the columns
cap, pin, shown, late_pin of unusual nodes, ``parts`` their several spans (:mod:`kaname.engine.cpm.parts`).

The forward pass finds the topological order as it goes (Kahn, first in first out). The bodies of both loops are
functions that an edit runs for single nodes (:mod:`kaname.engine.cpm.repair`); the compiler copies them into the
loops. :mod:`kaname.engine.cpm.plain` says the same in plain Python.

Kernels that allocate nothing are compiled without counting references (``_nrt=False``): counting each array that a
relation's function is handed, with atomic additions, took three quarters of a pass.
"""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.cpm.carry import carry_back, carry_instant, date_back
from kaname.engine.cpm.parts import parts_begin, parts_end, parts_finish, parts_start
from kaname.engine.cpm.prefetch import prefetch
from kaname.engine.jit import njit

_ROW = 0xFFFFFFFF
_FIRST = (1 << 36) - 1
_FAR = 1 << 61
_AHEAD = 6
_USUAL = 3


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def lag_row(word: int, a: int, b: int) -> Any:
    """Return the row on which a lag is counted: 1 is the successor's, 0 the predecessor's, else the row + 2."""
    code = word >> 40
    return b if code == 1 else (a if code == 0 else code - 2)


@njit(cache=True, nogil=True, _nrt=False)
def settle(t: Any, rec: Any, v: int, flags: int, rare: Any, parts: Any) -> Any:
    """Apply cap, pin and parts to a node with flags; write base and finish; return the start that successors see."""
    base = rec[v, 1]
    if flags & 2 and base > rare[v, 0]:
        base = rare[v, 0]
    if flags & 1:
        base = rare[v, 1]
    if flags & 16:
        base = parts_begin(t, parts, v, base)
        rec[v, 7] = parts_finish(t, parts, v, base)
    else:
        rec[v, 7] = base + rec[v, 0]
    rec[v, 1] = base
    return rare[v, 2] if flags & 4 else base


@njit(cache=True, nogil=True, _nrt=False)
def end_of(t: Any, rec: Any, v: int) -> Any:
    """Return the instant at which a settled node ends; of one without span, where it lies."""
    c, flags = (rec[v, 3] >> 32) & 0xFFFF, rec[v, 3] >> 48
    end = finish_of(t, c, rec[v, 7])
    if flags & 6144 and (flags & 2048 or rec[v, 5] > end):
        end = start_of(t, c, rec[v, 7])
    return end


@njit(cache=True, nogil=True, _nrt=False)
def lagged(t: Any, instant: int, lag: int, lc: int, b: int) -> Any:
    """Return the instant that lies a lag after another, as far as it can lie in time that ``b`` does not work."""
    if lag == 0:
        return instant
    if lc == b:
        return -_FAR
    gone = work_at(t, lc, instant) + lag
    return finish_of(t, lc, gone) if lag > 0 else start_of(t, lc, gone)


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def advance(t: Any, rec: Any, edges: Any, v: int, start: int, end: int, e: int, parts: Any) -> Any:
    """Return the least base that relation ``e`` of a settled node asks of its successor.

    ``end`` is the instant of the node's finish.
    """
    word, lag = edges[e, 0], edges[e, 1]
    s = word & _ROW
    other, kind = rec[s, 3] >> 32, word >> 32
    a, b = (rec[v, 3] >> 32) & 0xFFFF, other & 0xFFFF
    if (other >> 16) & 4096:
        date = lagged(t, start_of(t, a, start) if kind & 1 else end, lag, lag_row(word, a, b), b)
        rec[s, 5] = max(rec[s, 5], date)
    if a == b and (word >> 40 == 1 or lag == 0 or lag_row(word, a, b) == b):
        ask = rec[v, 7] + (start - rec[v, 7]) * (kind & 1) + lag
    else:
        instant = start_of(t, a, start) if kind & 1 else end
        if word >> 40 == 1:
            ask = work_at(t, b, instant) + lag
        else:
            ask = carry_instant(t, instant, lag, lag_row(word, a, b), b)
    if (other >> 16) & 16 == 0:
        ask -= rec[s, 0] * ((kind >> 1) & 1)
    elif kind & 2:
        ask = parts_start(t, parts, s, ask)
    edges[e, 2] = ask
    return ask


@njit(cache=True, nogil=True, _nrt=False)
def forward(t: Any, rec: Any, edges: Any, order: Any, ends: Any, rare: Any, parts: Any) -> Any:
    """Set base and finish of every node, write the instants of the finishes to ``ends`` and the topological order;
    return how many nodes it reached.

    Fewer than all: the rest holds a cycle. ``order`` has room for one more than the nodes: each successor is written
    behind the ready ones and counted only where it is ready, which spares a branch that nobody can foresee.
    """
    ready: Any = 0
    for source in range(rec.shape[0]):
        if rec[source, 3] & _ROW == 0:
            order[ready] = source
            ready += 1
    done = 0
    while done < ready:
        look_ahead(rec, edges, order, done, 1, ready)
        v = np.int64(order[done])
        done += 1
        flags = rec[v, 3] >> 48
        if flags != 0:
            start = settle(t, rec, v, flags, rare, parts)
            end = end_of(t, rec, v)
        else:
            start = rec[v, 1]
            rec[v, 7] = start + rec[v, 0]
            end = finish_of(t, (rec[v, 3] >> 32) & 0xFFFF, rec[v, 7])
        ends[v] = end
        packed = rec[v, 4]
        first = packed & _FIRST
        for e in range(first, first + (packed >> 36)):
            word = edges[e, 0]
            s = word & _ROW
            left = rec[s, 3] - 1
            rec[s, 3] = left
            if (word >> 32) & 4 == 0:
                ask = advance(t, rec, edges, v, start, end, e, parts)
                rec[s, 1] = min(rec[s, 1], ask) if (left >> 48) & 32 else max(rec[s, 1], ask)
            order[ready] = s
            ready += np.int64(left & _ROW == 0)
    return done


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def look_ahead(rec: Any, edges: Any, order: Any, at: int, step: int, end: int) -> None:
    """Ask memory for what the nodes soon to come in an order need: their records, then edges, then successors."""
    far, near, next_one = at + step * _AHEAD * 3, at + step * _AHEAD * 2, at + step * _AHEAD
    if (end - far) * step > 0:
        prefetch(rec, np.int64(order[far]))
    if (end - near) * step > 0:
        prefetch(edges, rec[order[near], 4] & _FIRST)
    last = edges.shape[0] - 1
    if (end - next_one) * step > 0 and last >= 0:
        first = rec[order[next_one], 4] & _FIRST
        for e in range(_USUAL):  # not as many as they are: how many is what a processor guesses wrong
            prefetch(rec, edges[min(first + e, last), 0] & _ROW)


@njit(cache=True, nogil=True)
def last_finish(t: Any, rec: Any, group: Any, groups: int) -> Any:
    """Return the latest finish of each project as coordinates: (projects, calendars), the bound of its late dates."""
    latest = np.full((groups, t[3]), -(1 << 62), np.int64)
    for v in range(rec.shape[0]):
        meta = rec[v, 3]
        if (meta >> 48) & 64 == 0:
            g = group[v] if group.shape[0] > 0 else 0
            c = (meta >> 32) & 0xFFFF
            if rec[v, 7] > latest[g, c]:
                latest[g, c] = rec[v, 7]
    return latest


@njit(cache=True, nogil=True, _nrt=False)
def late_base_of(t: Any, rec: Any, v: int, parts: Any) -> Any:
    """Return the latest base of a node whose late finish is known."""
    if (rec[v, 3] >> 48) & 16:
        return parts_start(t, parts, v, rec[v, 2])
    return rec[v, 2] - rec[v, 0]


@njit(cache=True, nogil=True, _nrt=False)
def allowed(t: Any, rec: Any, word: int, lag: int, v: int, now: bool, rules: int, parts: Any) -> Any:
    """Return the latest finish that a relation allows node ``v``, across calendars or parts: given the successor's
    early dates where ``now``, else its late ones.
    """
    s = word & _ROW
    a, b = (rec[v, 3] >> 32) & 0xFFFF, (rec[s, 3] >> 32) & 0xFFFF
    lc, kind = lag_row(word, a, b), word >> 32
    if kind & 2:
        work = rec[s, 7] if now else rec[s, 2]
    else:
        work = rec[s, 1] if now else late_base_of(t, rec, s, parts)
    if rules & 2:
        of_succ = rec[s, 3] >> 48
        to_finish = (kind & 2 != 0 and of_succ & 2048 == 0) or of_succ & 4096 != 0
        limit = date_back(t, b, work, to_finish, lag, lc, a)
    else:
        limit = carry_back(t, b, work, lag, lc, a)
    if kind & 1:
        return parts_finish(t, parts, v, limit) if (rec[v, 3] >> 48) & 16 else limit + rec[v, 0]
    return limit


@njit(cache=True, nogil=True, _nrt=False, forceinline=True)
def retreat(t: Any, rec: Any, edges: Any, v: int, bound: Any, group: Any, rare: Any, parts: Any, rules: int) -> Any:
    """Set late finish, the instant of the late base and free float of one node whose successors are done.

    ``rec[v, LATE]`` holds its ceiling; returned is its new late finish.
    """
    meta = rec[v, 3]
    a = (meta >> 32) & 0xFFFF
    flags = meta >> 48
    last = bound[group[v] if group.shape[0] > 0 else 0, a]
    late = rec[v, 2]
    if flags & 128 == 0 and last < late:
        late = last
    free = _FAR
    span = rec[v, 0]
    packed = rec[v, 4]
    first = packed & _FIRST
    for e in range(first, first + (packed >> 36)):
        word = edges[e, 0]
        s = word & _ROW
        lag = edges[e, 1]
        other = rec[s, 3] >> 32
        starts = (other >> 16) & 32 != 0 and edges[e, 2] != rec[s, 1]  # another child of a summary starts first
        if (word >> 32) & 8 == 0 and not starts:
            b = other & 0xFFFF
            if (
                a == b
                and (word >> 40 == 1 or lag == 0 or lag_row(word, a, b) == b)
                and ((other >> 16) | flags) & 16 == 0
            ):
                gap = span * ((word >> 32) & 1) - lag
                limit = rec[s, 2] - rec[s, 0] * (((word >> 32) & 2) == 0) + gap
                room = rec[s, 1] + (rec[s, 7] - rec[s, 1]) * ((word >> 33) & 1) + gap
            else:
                if lag == 0 and (word >> 32) & 2 == 0 and flags & 16 == 0:
                    limit = work_at(t, a, rec[s, 5]) + span * ((word >> 32) & 1)
                else:
                    limit = allowed(t, rec, word, lag, v, False, rules, parts)
                if rules & 1:
                    room = rec[v, 7] + rec[s, 1] - edges[e, 2]
                else:
                    room = allowed(t, rec, word, lag, v, True, rules, parts)
            late = min(late, limit)
            free = min(free, room)
    if flags & 16:
        late = parts_end(t, parts, v, late)
    if flags & 8:
        late = rare[v, 3]
    rec[v, 2] = late
    rec[v, 5] = start_of(t, a, late_base_of(t, rec, v, parts) if flags & 16 else late - span)
    if flags & 4096:
        rec[v, 5] = finish_of(t, a, late)
    rec[v, 6] = max((late if free == _FAR else free) - rec[v, 7], 0)
    return late


@njit(cache=True, nogil=True, _nrt=False)
def backward(
    t: Any, rec: Any, edges: Any, order: Any, bound: Any, group: Any, rare: Any, parts: Any, rules: int
) -> None:
    """Set late finish and free float of every node, in reverse topological order.

    ``rules``: :class:`kaname.engine.cpm.problem.Backward`.
    """
    for i in range(rec.shape[0] - 1, -1, -1):
        look_ahead(rec, edges, order, i, -1, -1)
        v = np.int64(order[i])
        retreat(t, rec, edges, v, bound, group, rare, parts, rules)
