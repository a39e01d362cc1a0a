"""The work axis of a plan: slots of wall-clock time in which one of its calendars works."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kaname.engine.calendar_kernels import work_at
from kaname.engine.calendars import CalendarTables
from kaname.engine.jit import njit

Ints = NDArray[np.int64]
MOST_SLOTS = 60_000


@dataclass(frozen=True, eq=False)
class Slots:
    """``edge`` (S + 1,) is the instant at which each slot begins; ``before`` (C, S + 1) the work done before it."""

    edge: Ints
    before: Ints

    def at(self, instant: int) -> int:
        """Return the first slot that begins at an instant or later."""
        return int(np.searchsorted(self.edge[:-1], instant))

    def upto(self, instant: int) -> int:
        """Return the slot boundary up to which nothing lies after an instant."""
        return int(np.searchsorted(self.edge[:-1], instant, side="right")) - (0 if instant >= self.edge[-1] else 1)

    def moment(self, slot: int) -> int:
        """Return the instant at which a slot begins."""
        return int(self.edge[min(slot, len(self.edge) - 1)])


@njit(cache=True, nogil=True)
def _work_before(tape: Any, row: int, edges: Any) -> Any:
    """Return the work of a calendar before each instant."""
    work = np.empty(len(edges), np.int64)
    for k in range(len(edges)):
        work[k] = work_at(tape, row, edges[k])
    return work


def lay_out(tables: CalendarTables, rows: list[int], first: int, last: int, amounts: Ints) -> Slots:
    """Return the slots between two instants in which one of the calendars ``rows`` works.

    A slot is the largest stretch of time that divides a day's work of ``amounts`` (durations and lags) exactly, made
    coarser where there would be too many.
    """
    quantum = _quantum(tables, rows, first, last, amounts)
    while True:
        edges = np.arange(first, last + quantum, quantum, dtype=np.int64)
        work = np.array([_work_before(tables.tape, row, edges) for row in rows], dtype=np.int64)
        busy = (np.diff(work, axis=1) > 0).any(axis=0)
        if busy.sum() <= MOST_SLOTS:
            break
        quantum *= 2
    keep = np.append(np.flatnonzero(busy), len(edges) - 1)
    work = work[:, keep] - work[:, :1]
    return Slots(edges[keep], work)


def _quantum(tables: CalendarTables, rows: list[int], first: int, last: int, amounts: Ints) -> int:
    """Return the slot's length: a divisor of the hours of work and of the amounts, a quarter of an hour at least."""
    resolution = tables.resolution
    smallest = 15 * resolution
    edges = np.arange(first, min(last, first + 28 * 1440 * resolution), smallest, dtype=np.int64)
    part = math.gcd(int(np.gcd.reduce(amounts)) if len(amounts) else 0, 1440 * resolution)
    for row in rows:
        work = _work_before(tables.tape, row, edges)
        changes = np.flatnonzero(np.diff(np.diff(work))) + 1
        part = math.gcd(part, *((edges[changes] - first).tolist() or [0]))
    return max(smallest, part)
