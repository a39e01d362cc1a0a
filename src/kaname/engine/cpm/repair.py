"""After an edit: both passes over only what the edit can reach.

Nodes wait in heaps by their topological place, so each is recomputed once and only when something it depends on has
changed. ``before`` and ``arrivals`` list each node's incoming relations (a compressed table built once).
"""

import heapq
from typing import Any

import numpy as np

from kaname.engine.cpm.passes import _FIRST, _ROW, advance, end_of, late_base_of, retreat, settle
from kaname.engine.jit import njit


@njit(cache=True, nogil=True)
def incoming(rec: Any, edges: Any) -> Any:
    """Return where each node's incoming relations begin, their edge numbers, and the node each leaves from."""
    n, m = rec.shape[0], edges.shape[0]
    begin = np.zeros(n + 2, np.int64)
    origin = np.empty(m, np.int32)
    for v in range(n):
        packed = rec[v, 4]
        for e in range(packed & _FIRST, (packed & _FIRST) + (packed >> 36)):
            origin[e] = v
            begin[(edges[e, 0] & _ROW) + 2] += 1
    for v in range(n):
        begin[v + 2] += begin[v + 1]
    arrivals = np.empty(m, np.int64)
    for e in range(m):
        s = edges[e, 0] & _ROW
        arrivals[begin[s + 1]] = e
        begin[s + 1] += 1
    return begin[:-1], arrivals, origin


@njit(cache=True, nogil=True)
def spread_forward(
    t: Any, rec: Any, edges: Any, order: Any, ends: Any, place: Any, before: Any, arrivals: Any, floor: Any,
    rare: Any, parts: Any, row: int, least: int,
) -> Any:  # fmt: skip
    """Recompute early dates from an edited row on; return the rows whose early dates changed, the edited one first.

    O(k log k) for the k nodes that are looked at.
    """
    touched = [np.int64(row)]
    heap = [np.int64(place[row])]
    waiting = np.zeros(rec.shape[0], np.bool_)
    waiting[place[row]] = True
    while len(heap) > 0:
        at = heapq.heappop(heap)
        waiting[at] = False
        v = np.int64(order[at])
        old_base, old_finish = rec[v, 1], rec[v, 7]
        base = floor[v] if floor.shape[0] > 0 else np.int64(least)
        flags = rec[v, 3] >> 48
        for i in range(before[v], before[v + 1]):
            e = arrivals[i]
            if (edges[e, 0] >> 32) & 4 == 0:
                base = min(base, edges[e, 2]) if flags & 32 else max(base, edges[e, 2])
        rec[v, 1] = base
        if flags != 0:
            start = settle(t, rec, v, flags, rare, parts)
        else:
            start = base
            rec[v, 7] = base + rec[v, 0]
        if v != row:
            if rec[v, 1] == old_base and rec[v, 7] == old_finish:
                continue
            touched.append(v)
        ends[v] = end_of(t, rec, v)
        packed = rec[v, 4]
        for e in range(packed & _FIRST, (packed & _FIRST) + (packed >> 36)):
            if (edges[e, 0] >> 32) & 4 == 0:
                advance(t, rec, edges, v, start, ends[v], e, parts)
            there = np.int64(place[edges[e, 0] & _ROW])
            if not waiting[there]:
                waiting[there] = True
                heapq.heappush(heap, there)
    return np.array(touched)


@njit(cache=True, nogil=True)
def ask_again(
    t: Any, rec: Any, edges: Any, ends: Any, before: Any, arrivals: Any, origin: Any, row: int, rare: Any, parts: Any
) -> None:
    """Recompute what the relations into a row ask of it: its span or kind of end has changed."""
    for i in range(before[row], before[row + 1]):
        e = arrivals[i]
        p = np.int64(origin[e])
        if (edges[e, 0] >> 32) & 4 == 0:
            start = rare[p, 2] if (rec[p, 3] >> 48) & 4 else rec[p, 1]
            advance(t, rec, edges, p, start, ends[p], e, parts)


@njit(cache=True, nogil=True)
def spread_backward(
    t: Any, rec: Any, edges: Any, order: Any, place: Any, before: Any, arrivals: Any, origin: Any, ceiling: Any,
    bound: Any, group: Any, rare: Any, parts: Any, rules: int, rows: Any,
) -> Any:  # fmt: skip
    """Recompute late dates and free floats of rows whose early dates changed and of all that depends on them; return
    the rows looked at. O(k log k) for the k nodes that are looked at.
    """
    heap = [-np.int64(place[rows[0]])]
    waiting, changed = np.zeros(rec.shape[0], np.bool_), np.zeros(rec.shape[0], np.bool_)
    waiting[place[rows[0]]] = True
    for row in rows:
        changed[row] = True
        if not waiting[place[row]]:
            waiting[place[row]] = True
            heapq.heappush(heap, -np.int64(place[row]))
    touched = [np.int64(rows[0])]
    while len(heap) > 0:
        key = heapq.heappop(heap)
        waiting[-key] = False
        v = np.int64(order[-key])
        old_late, old_base = rec[v, 2], late_base_of(t, rec, v, parts)
        rec[v, 2] = ceiling[v] if ceiling.shape[0] > 0 else np.int64(1 << 60)
        retreat(t, rec, edges, v, bound, group, rare, parts, rules)
        touched.append(v)
        same = rec[v, 2] == old_late and late_base_of(t, rec, v, parts) == old_base
        if same and not changed[v]:
            continue
        for i in range(before[v], before[v + 1]):
            there = np.int64(place[origin[arrivals[i]]])
            if not waiting[there]:
                waiting[there] = True
                heapq.heappush(heap, -there)
    return np.array(touched)
