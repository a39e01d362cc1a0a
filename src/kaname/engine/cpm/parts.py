"""Spans of a node: one on its own calendar, or several at once on the calendars of the people who do it.

``parts`` is one flat array: for node v, ``parts[v]`` and ``parts[v + 1]`` bound its pairs (calendar, span).
"""

from typing import Any

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.jit import njit


@njit(cache=True, nogil=True, _nrt=False)
def parts_finish(t: Any, parts: Any, v: int, base: int) -> Any:
    """Return the instant at which the last part that begins at instant ``base`` ends."""
    last = base
    for i in range(parts[v], parts[v + 1], 2):
        c = parts[i]
        last = max(last, finish_of(t, c, work_at(t, c, base) + parts[i + 1]))
    return last


@njit(cache=True, nogil=True, _nrt=False)
def parts_start(t: Any, parts: Any, v: int, finish: int) -> Any:
    """Return the instant at which the first part must begin for every part to end by instant ``finish``."""
    first = finish
    for i in range(parts[v], parts[v + 1], 2):
        c = parts[i]
        first = min(first, start_of(t, c, work_at(t, c, finish) - parts[i + 1]))
    return first


@njit(cache=True, nogil=True, _nrt=False)
def parts_begin(t: Any, parts: Any, v: int, base: int) -> Any:
    """Return the first instant from ``base`` on at which any part works."""
    c = parts[parts[v]]
    first = start_of(t, c, work_at(t, c, base))
    for i in range(parts[v] + 2, parts[v + 1], 2):
        c = parts[i]
        first = min(first, start_of(t, c, work_at(t, c, base)))
    return first


@njit(cache=True, nogil=True, _nrt=False)
def parts_end(t: Any, parts: Any, v: int, finish: int) -> Any:
    """Return the last instant up to ``finish`` at which any part works."""
    c = parts[parts[v]]
    last = finish_of(t, c, work_at(t, c, finish))
    for i in range(parts[v] + 2, parts[v + 1], 2):
        c = parts[i]
        last = max(last, finish_of(t, c, work_at(t, c, finish)))
    return last
