"""The two passes of the critical path method over records, each O(nodes + relations).

``t`` is the calendars' tape, ``rec`` and ``edges`` the records (:mod:`kaname.engine.cpm.records`), ``rare`` the columns
cap, pin, shown, late_pin of unusual nodes, ``parts`` their several spans (:mod:`kaname.engine.cpm.parts`).

The forward pass finds the topological order as it goes (Kahn, last in first out: neighbours stay near in memory).
:mod:`kaname.engine.cpm.plain` says the same in plain Python.
"""

from typing import Any

import numpy as np
from numba import njit

from kaname.engine.cpm.carry import carry, carry_back
from kaname.engine.cpm.parts import parts_begin, parts_end, parts_finish, parts_start

_CODE = 40
_KIND = 0xFF
_ROW = 0xFFFFFFFF


@njit(cache=True, nogil=True, inline="always")
def _calendar_of(meta: int) -> Any:
    return (meta >> 32) & 0xFFFF


@njit(cache=True, nogil=True, inline="always")
def _lag_calendar(word: int, a: int, b: int) -> Any:
    """Return the row on which a lag is counted: 1 is the successor's, 0 the predecessor's, else the row + 2."""
    code = word >> 40
    if code == 1:
        return b
    if code == 0:
        return a
    return code - 2


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def demand(t: Any, rec: Any, word: int, lag: int, a: int, start: int, finish: int, parts: Any) -> Any:
    """Return the least base that a relation asks of its successor."""
    s = word & 0xFFFFFFFF
    meta = rec[s, 3]
    b = (meta >> 32) & 0xFFFF
    lc = _lag_calendar(word, a, b)
    kind = (word >> 32) & 3
    from_start = kind == 1 or kind == 3
    ask = carry(t, a, start if from_start else finish, from_start, lag, lc, b)
    if kind >= 2:
        if (meta >> 48) & 16:
            return parts_start(t, parts, s, ask)
        return ask - rec[s, 0]
    return ask


@njit(cache=True, nogil=True)
def forward(t: Any, rec: Any, edges: Any, order: Any, rare: Any, parts: Any) -> Any:
    """Set base and finish of every node and write the topological order; return how many nodes it reached.

    Fewer than all: the rest holds a cycle.
    """
    n = rec.shape[0]
    stack = np.empty(n, np.int32)
    top = 0
    for v in range(n):
        if rec[v, 3] & 0xFFFFFFFF == 0:
            stack[top] = v
            top += 1
    done = 0
    while top > 0:
        top -= 1
        v = stack[top]
        order[done] = v
        done += 1
        meta = rec[v, 3]
        a = (meta >> 32) & 0xFFFF
        flags = meta >> 48
        if flags != 0:
            start = settle(t, rec, v, flags, rare, parts)
        else:
            start = rec[v, 1]
            rec[v, 7] = start + rec[v, 0]
        finish = rec[v, 7]
        for e in range(rec[v, 4], rec[v, 5]):
            word = edges[e, 0]
            s = word & 0xFFFFFFFF
            if (word >> 32) & 4 == 0:
                ask = demand(t, rec, word, edges[e, 1], a, start, finish, parts)
                if (rec[s, 3] >> 48) & 32:
                    rec[s, 1] = min(rec[s, 1], ask)
                elif ask > rec[s, 1]:
                    rec[s, 1] = ask
            left = rec[s, 3] - 1
            rec[s, 3] = left
            if left & 0xFFFFFFFF == 0:
                stack[top] = s
                top += 1
    return done


@njit(cache=True, nogil=True)
def last_finish(t: Any, rec: Any, group: Any, groups: int) -> Any:
    """Return the latest finish of each project as coordinates: (projects, calendars), the bound of its late dates."""
    count = t[3]
    latest = np.full((groups, count), -(1 << 62), np.int64)
    for v in range(rec.shape[0]):
        meta = rec[v, 3]
        if (meta >> 48) & 64 == 0:
            g = group[v] if group.shape[0] > 0 else 0
            c = (meta >> 32) & 0xFFFF
            if rec[v, 7] > latest[g, c]:
                latest[g, c] = rec[v, 7]
    return latest


@njit(cache=True, nogil=True)
def allowed(t: Any, rec: Any, word: int, lag: int, v: int, a: int, late_base: int, late: int, parts: Any) -> Any:
    """Return the latest finish that a relation allows its predecessor, given the successor's (late) base and finish."""
    b = (rec[word & 0xFFFFFFFF, 3] >> 32) & 0xFFFF
    lc = _lag_calendar(word, a, b)
    kind = (word >> 32) & 3
    limit = carry_back(t, b, late if kind >= 2 else late_base, lag, lc, a)
    if kind == 1 or kind == 3:
        if (rec[v, 3] >> 48) & 16:
            return parts_finish(t, parts, v, limit)
        return limit + rec[v, 0]
    return limit


@njit(cache=True, nogil=True)
def late_base_of(t: Any, rec: Any, v: int, parts: Any) -> Any:
    """Return the latest base of a node whose late finish is known."""
    if (rec[v, 3] >> 48) & 16:
        return parts_start(t, parts, v, rec[v, 2])
    return rec[v, 2] - rec[v, 0]


@njit(cache=True, nogil=True)
def backward(t: Any, rec: Any, edges: Any, order: Any, bound: Any, group: Any, rare: Any, parts: Any) -> None:
    """Set late finish and free float of every node, in reverse topological order."""
    for i in range(rec.shape[0] - 1, -1, -1):
        v = order[i]
        retreat(t, rec, edges, v, bound, group, rare, parts)


@njit(cache=True, nogil=True)
def retreat(t: Any, rec: Any, edges: Any, v: int, bound: Any, group: Any, rare: Any, parts: Any) -> None:
    """Set late finish and free float of one node whose successors are done; ``rec[v, LATE]`` holds its ceiling."""
    meta = rec[v, 3]
    a = (meta >> 32) & 0xFFFF
    flags = meta >> 48
    last = bound[group[v] if group.shape[0] > 0 else 0, a]
    late = rec[v, 2]
    if flags & 128 == 0 and last < late:
        late = last
    free = last
    for e in range(rec[v, 4], rec[v, 5]):
        word = edges[e, 0]
        s = word & 0xFFFFFFFF
        if (word >> 32) & 8:
            continue
        lag = edges[e, 1]
        if (rec[s, 3] >> 48) & 32 and demand(t, rec, word, lag, a, rec[v, 1], rec[v, 7], parts) != rec[s, 1]:
            continue  # another child starts first
        limit = allowed(t, rec, word, lag, v, a, late_base_of(t, rec, s, parts), rec[s, 2], parts)
        if limit < late:
            late = limit
        limit = allowed(t, rec, word, lag, v, a, rec[s, 1], rec[s, 7], parts)
        if limit < free:
            free = limit
    if flags & 16:
        late = parts_end(t, parts, v, late)
    rec[v, 2] = rare[v, 3] if flags & 8 else late
    rec[v, 6] = free - rec[v, 7]
