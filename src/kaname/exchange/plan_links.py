"""The relations of a plan between the activities that can move; those of summaries pass to what is under them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kaname.engine.network import Kind, Network

Ints = NDArray[np.int64]
_FROM_START = (int(Kind.SS), int(Kind.SF))
_TO_FINISH = (int(Kind.FF), int(Kind.SF))


@dataclass(frozen=True, slots=True)
class Links:
    """Relations between places in the list of activities; lags in ticks of the calendar rows ``lag_calendar``."""

    pred: list[int]
    succ: list[int]
    kind: list[int]
    lag: Ints
    lag_calendar: Ints


def links_of(network: Network, rows: list[int]) -> Links:
    """Return the relations among ``rows`` of a network. O(relations, and pairs under related summaries)."""
    place = {row: i for i, row in enumerate(rows)}
    below = _below(network, place)
    calendar = network.column("calendar")
    lag_calendar = np.full(network.relations, -1) if network.lag_calendar is None else network.lag_calendar
    found: list[tuple[int, int, int, int, int]] = []
    for e in range(network.relations):
        a, b, row = int(network.pred[e]), int(network.succ[e]), int(lag_calendar[e])
        row = int(calendar[b]) if row == -1 else int(calendar[a]) if row == -2 else row
        kind = int(network.kind[e])
        if (a not in place and kind in _FROM_START) or (b not in place and kind in _TO_FINISH):
            continue  # the first start or last finish of a summary: its earliest date holds it, no single activity does
        found += [(i, j, kind, int(network.lag[e]), row) for i in below[a] for j in below[b] if i != j]
    columns: list[Any] = list(zip(*found, strict=True)) if found else [()] * 5
    return Links(
        list(columns[0]),
        list(columns[1]),
        list(columns[2]),
        np.array(columns[3], np.int64),
        np.array(columns[4], np.int64),
    )


def _below(network: Network, place: dict[int, int]) -> dict[int, list[int]]:
    """Return, for each row, the movable activities that it stands for: itself, or what lies under a summary."""
    parent = network.column("parent")
    found: dict[int, list[int]] = defaultdict(list)
    for row, i in place.items():
        at, steps = row, 0
        while at >= 0 and steps < 1000:
            found[at].append(i)
            at, steps = int(parent[at]), steps + 1
    return found
