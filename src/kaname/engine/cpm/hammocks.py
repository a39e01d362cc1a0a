"""Hammocks (level of effort): they span from what begins them to what ends them, and drive nothing."""

from typing import Any

import numpy as np

from kaname.engine.calendar_kernels import finish_of, start_of, work_at
from kaname.engine.cpm.coordinates import coordinates
from kaname.engine.network import NONE, Flag, Kind, LagCalendar, Network
from kaname.engine.summary_logic import leaves_under


def stretch_hammocks(network: Network, dates: Any, floats: Any) -> None:
    """Give hammocks the dates of their partners, in place. O(relations of hammocks).

    A hammock begins with the earliest of its start relations (FS, SS from predecessors; SS, SF to successors) and ends
    with the latest partner of its finish: a predecessor by FF or SF, a successor by FF, or the start of a successor by
    FS; lags count. One without any relation spans what is unfinished under its summary (P6's WBS summary).
    """
    if network.flags is None:
        return
    rows = np.flatnonzero(network.has(Flag.HAMMOCK))
    if not rows.size:
        return
    related = np.zeros(network.size, np.bool_)
    related[network.pred] = related[network.succ] = True
    below = leaves_under(network) if not related[rows].all() else {}
    for row in rows:
        under = _unfinished(network, below.get(int(network.column("parent")[row]), [])) if not related[row] else []
        for line in (0, 2):  # early, then late
            _stretch(network, dates, int(row), line, under)
        at = [coordinates(network.tables.tape, network.column("calendar"), np.array([row]), d[[row]])[0] for d in dates]
        floats[0][row], floats[1][row] = at[2] - at[0], at[3] - at[1]
        floats[2][row] = max(int(floats[1][row]), 0)


def _unfinished(network: Network, rows: list[int]) -> list[int]:
    """Return which of some rows still have work to come, hammocks left out."""
    out = network.has(Flag.HAMMOCK) | (network.column("actual_finish") != NONE)
    return [v for v in rows if not out[v]]


def _stretch(network: Network, dates: Any, row: int, line: int, under: list[int]) -> None:
    """Put the early (line 0) or late (2) dates of one hammock where its partners, or those under its summary, are."""
    start, finish = _ends(network, dates, row, line)
    if under:
        start, finish = int(dates[line][under].min()), int(dates[line + 1][under].max())
    if start is not None:
        dates[line][row] = start
    dates[line + 1][row] = max(finish if finish is not None else dates[line + 1][row], dates[line][row])


def _ends(network: Network, dates: Any, row: int, line: int) -> tuple[int | None, int | None]:
    """Return where a hammock begins and ends, by early (line 0) or late (2) dates."""
    starts: list[int] = []
    finishes: list[int] = []
    for e in np.flatnonzero(network.succ == row):
        kind, p = int(network.kind[e]) & 3, int(network.pred[e])
        partner = int(dates[line if kind in (Kind.SS, Kind.SF) else line + 1][p])
        (starts if kind in (Kind.FS, Kind.SS) else finishes).append(_after(network, partner, int(e), 1))
    for e in np.flatnonzero(network.pred == row):
        kind, s = int(network.kind[e]) & 3, int(network.succ[e])
        partner = int(dates[line if kind in (Kind.FS, Kind.SS) else line + 1][s])
        (finishes if kind in (Kind.FS, Kind.FF) else starts).append(_after(network, partner, int(e), -1))
    return min(starts, default=None), max(finishes, default=None)


def _after(network: Network, instant: int, relation: int, sign: int) -> int:
    """Return the instant that lies the lag of a relation after (``sign`` 1) or before (-1) another."""
    lag = sign * int(network.lag[relation])
    if lag == 0:
        return instant
    row = LagCalendar.SUCCESSOR if network.lag_calendar is None else int(network.lag_calendar[relation])
    if row < 0:
        ends = network.succ if row == LagCalendar.SUCCESSOR else network.pred
        row = int(network.column("calendar")[ends[relation]])
    tape = network.tables.tape
    work = int(work_at(tape, row, instant)) + lag
    return int(finish_of(tape, row, work) if lag > 0 else start_of(tape, row, work))
