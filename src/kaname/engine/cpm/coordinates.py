"""Instants to coordinates and spans, for many rows at once."""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.cpm.parts import parts_finish, parts_start
from kaname.engine.jit import njit


@njit(cache=True, nogil=True)
def coordinates(t: Any, calendar: Any, rows: Any, instants: Any) -> Any:
    """Return the work before each instant on the calendar of its row. O(rows)."""
    out = np.empty(rows.shape[0], np.int64)
    for i in range(rows.shape[0]):
        out[i] = work_at(t, calendar[rows[i]], instants[i])
    return out


@njit(cache=True, nogil=True)
def starts_of(t: Any, calendar: Any, rows: Any, work: Any) -> Any:
    """Return the latest instant of each coordinate: where its next working tick begins. O(rows)."""
    out = np.empty(rows.shape[0], np.int64)
    for i in range(rows.shape[0]):
        out[i] = start_of(t, calendar[rows[i]], work[i])
    return out


@njit(cache=True, nogil=True)
def finishes_of(t: Any, calendar: Any, rows: Any, work: Any) -> Any:
    """Return the earliest instant of each coordinate: where its last working tick ended. O(rows)."""
    out = np.empty(rows.shape[0], np.int64)
    for i in range(rows.shape[0]):
        out[i] = finish_of(t, calendar[rows[i]], work[i])
    return out


@njit(cache=True, nogil=True)
def before_span(t: Any, parts: Any, span: Any, flags: Any, rows: Any, finish: Any) -> Any:
    """Return the start of each row that finishes at a coordinate. O(rows)."""
    out = np.empty(rows.shape[0], np.int64)
    for i in range(rows.shape[0]):
        v = rows[i]
        out[i] = parts_start(t, parts, v, finish[i]) if flags[v] & 16 else finish[i] - span[v]
    return out


@njit(cache=True, nogil=True)
def after_span(t: Any, parts: Any, span: Any, flags: Any, rows: Any, start: Any) -> Any:
    """Return the finish of each row that starts at a coordinate. O(rows)."""
    out = np.empty(rows.shape[0], np.int64)
    for i in range(rows.shape[0]):
        v = rows[i]
        out[i] = parts_finish(t, parts, v, start[i]) if flags[v] & 16 else start[i] + span[v]
    return out
