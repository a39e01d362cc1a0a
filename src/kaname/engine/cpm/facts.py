"""Dates that are facts are shown as they are, not as the working instant they stand for."""

from typing import Any

import numpy as np

from kaname.engine.network import NONE, Flag, Network


def show_facts(network: Network, dates: Any) -> None:
    """Put actual and typed dates into early (and, once finished, late) dates; empty summaries start with their project.

    ``dates`` (4, N) are early start, early finish, late start, late finish; written in place. O(N).
    """
    _put(network.actual_start, dates, 0)
    _put(network.actual_finish, dates, 1, 3)
    if network.actual_finish is not None and network.actual_start is not None:
        done = (network.actual_finish != NONE) & (network.actual_start != NONE)
        dates[2][done] = network.actual_start[done]
    if network.flags is None:
        return
    manual = network.has(Flag.MANUAL) & (network.column("actual_start") == NONE)
    _put(network.manual_start, dates, 0, where=manual)
    _put(network.manual_finish, dates, 1, where=manual)
    for line in dates:
        summary = network.has(Flag.SUMMARY)
        line[summary] = network.project_start[network.column("project")[summary]]


def _put(column: Any, dates: Any, *lines: int, where: Any = True) -> None:
    if column is None:
        return
    given = (column != NONE) & where
    for line in lines:
        dates[line][given] = np.asarray(column)[given]
