"""Records: one cache line a node and three words a relation, so that a pass touches memory once a step.

A node's record is 8 int64 (64 bytes, aligned):

    0 SPAN    1 BASE (floor before the forward pass)    2 LATE finish (ceiling before the backward pass)
    3 META    predecessors not yet passed (bits 0-31), the calendar's row (32-47), flags (48-61)
    4 EDGES   where its relations begin (bits 0-35) and how many they are (36-61)
    5 INSTANT of the late base, set by the backward pass; before, the last that is asked of a node with AFTER
    6 FREE float    7 FINISH

A relation is ``word`` = successor | kind << 32 | (lag calendar + 2) << 40, its lag, and what it asks of the successor
(set by the forward pass where the two calendars differ). A node's relations lie together.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.jit import njit

SPAN, BASE, LATE, META, EDGES, INSTANT, FREE, FINISH = range(8)
Records = npt.NDArray[np.int64]
_FIRST = (1 << 36) - 1
_FAR = 1 << 61


def empty_records(count: int) -> Records:
    """Return room for node records that begins on a cache line."""
    room = RESERVE.take(count * 8 + 8)
    skip = (-room.ctypes.data % 64) // 8
    return room[skip : skip + count * 8].reshape(count, 8)


@njit(cache=True, nogil=True, _nrt=False)
def fill_nodes(
    rec: Any, span: Any, calendar: Any, floor: Any, least: int, ceiling: Any, high: int, flags: Any, into: Any, end: Any
) -> None:
    """Write span, floor, ceiling, calendar and flags; empty columns stand for ``least``, ``high`` and 0. O(nodes).

    ``into`` is each node's number of predecessors, ``end`` where its relations end; the one before ends where they
    begin.
    """
    begin = np.int64(0)
    for v in range(rec.shape[0]):
        meta = np.int64(into[v])
        if calendar.shape[0] > 0:
            meta |= np.int64(calendar[v]) << 32
        if flags.shape[0] > 0:
            meta |= np.int64(flags[v]) << 48
        rec[v, 0] = span[v]
        rec[v, 1] = floor[v] if floor.shape[0] > 0 else least
        rec[v, 2] = ceiling[v] if ceiling.shape[0] > 0 else high
        rec[v, 3] = meta
        rec[v, 5] = -_FAR
        rec[v, 4] = begin | ((end[v] - begin) << 36)
        begin = np.int64(end[v])


@njit(cache=True, nogil=True, _nrt=False)
def fill_edges(edges: Any, pred: Any, succ: Any, kind: Any, lag: Any, lag_calendar: Any, into: Any, end: Any) -> None:
    """Group the relations by predecessor (a counting sort) and count each node's predecessors. O(nodes + relations).

    ``into`` and ``end``, small enough for a core's own cache, are handed over as zeros and read by :func:`fill_nodes`.
    """
    for e in range(pred.shape[0]):
        end[np.uint32(pred[e])] += 1
        into[np.uint32(succ[e])] += 1
    begin = np.int64(0)
    for v in range(end.shape[0]):
        count = np.int64(end[v])
        end[v] = begin
        begin += count
    for e in range(pred.shape[0]):
        p = np.uint32(pred[e])
        at = np.int64(end[p])
        end[p] = at + 1
        code = np.int64(lag_calendar[e]) + 2 if lag_calendar.shape[0] > 0 else 1
        edges[at, 0] = np.int64(succ[e]) | (np.int64(kind[e]) << 32) | (code << 40)
        edges[at, 1] = lag[e]
