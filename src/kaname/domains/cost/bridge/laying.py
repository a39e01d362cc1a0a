"""Budget lines laid out over working time: the engine's columns, each row knowing its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from kaname.domains.core.instants import ticks_of_date
from kaname.domains.cost.bridge.axis import CostAxis
from kaname.domains.cost.enums import Phasing
from kaname.engine.evm.budget import Budget

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Columns of n budget lines: ``start`` and ``finish`` ticks of the wall clock, ``months`` shares by "YYYY-MM"."""

    phasing: Sequence[str]
    months: Sequence[Mapping[str, float]]
    start: Ints
    finish: Ints


@dataclass(frozen=True, slots=True)
class Laid:
    """Rows on the axis of working ticks; ``share`` of the amount of their line, whole lines have one row of share 1."""

    line: Ints
    start: Ints
    duration: Ints
    share: Floats
    at_start: npt.NDArray[np.bool_]

    def budget(self, amounts: Floats, rows: "npt.NDArray[np.bool_] | slice" = slice(None), origin: int = 0) -> Budget:
        """Return the engine's budget of amounts by line, of some rows, counted from an origin on the axis."""
        due = (amounts[self.line] * self.share)[rows]
        first = self.at_start[rows]
        return Budget.of(
            self.start[rows] - origin, self.duration[rows], np.where(first, due, 0.0), np.where(first, 0.0, due)
        )


def laid(lines: Lines, axis: CostAxis) -> Laid:
    """Return lines over working time. O(lines + months)."""
    begin, end = axis.ticks(lines.start), axis.ticks(lines.finish)
    kinds = np.array(lines.phasing, dtype=object)
    late = kinds == Phasing.FINISH
    whole = np.flatnonzero(kinds != Phasing.MONTHS)
    start = np.where(late, end, begin)[whole]
    duration = np.where(late, 0, np.maximum(end - begin, 0))[whole]
    at_start = (kinds == Phasing.START)[whole]
    dated = np.flatnonzero(kinds == Phasing.MONTHS).tolist()
    parts = [part for n in dated for part in _by_month(n, lines.months[n], axis)]
    if not parts:
        return Laid(whole, start, duration, np.ones(len(whole)), at_start)
    line, opens, length, share = (np.array(column) for column in zip(*parts, strict=True))
    return Laid(
        np.concatenate([whole, line]).astype(np.int64),
        np.concatenate([start, opens]).astype(np.int64),
        np.concatenate([duration, length]).astype(np.int64),
        np.concatenate([np.ones(len(whole)), share]),
        np.concatenate([at_start, np.zeros(len(line), np.bool_)]),
    )


def _by_month(line: int, months: Mapping[str, float], axis: CostAxis) -> list[tuple[int, int, int, float]]:
    total = sum(months.values())
    rows = []
    for month, share in months.items():
        first = date.fromisoformat(f"{month}-01")
        opens, closes = axis.ticks([ticks_of_date(first), ticks_of_date(next_month(first))])
        rows.append((line, int(opens), int(closes - opens), share / total))
    return rows


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
