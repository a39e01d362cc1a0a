"""A selection problem as a binary program: maximise value @ x, rows <= limit, at most one column of each group.

A column is one way to do one candidate: a version beginning in a period. Group rows (one column a candidate) are kept
apart from the other rows, since bounds and searches use them in another way.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Chosen = npt.NDArray[np.bool_]

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Column:
    """What a column stands for: a candidate (its position), a version and a start, or a synergy (candidate -1)."""

    candidate: int
    version: int = 0
    start: int = 0
    synergy: int = -1


@dataclass(frozen=True, slots=True)
class RowLabel:
    """What a row limits: ``kind`` limit, total, needs, after, exclusive, mandatory or synergy; ``names`` whom."""

    kind: str
    names: tuple[str, ...] = ()
    period: int = -1


@dataclass(frozen=True)
class Model:
    """The program in compressed columns (n columns, m rows, k stored coefficients).

    ``value`` [n]; ``first`` [n + 1], ``row`` [k], ``amount`` [k]: column j uses amount[e] of row[e] for e in
    first[j]..first[j + 1]; ``limit`` [m]; ``group`` [n]: the candidate of the column, synergies after them;
    ``whole``: every possible total is a whole number, so that a bound may be rounded down.
    """

    value: Floats
    first: Ints
    row: Ints
    amount: Floats
    limit: Floats
    group: Ints
    columns: tuple[Column, ...]
    labels: tuple[RowLabel, ...]
    whole: bool

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.value)

    @cached_property
    def owner(self) -> Ints:
        """The column of each stored coefficient."""
        return np.repeat(np.arange(self.size), np.diff(self.first))

    @cached_property
    def groups(self) -> int:
        """Number of groups."""
        return int(self.group.max()) + 1 if self.size else 0

    @cached_property
    def crowded(self) -> Ints:
        """The groups with more than one column: only these need a group row."""
        return np.flatnonzero(np.bincount(self.group, minlength=self.groups) > 1)

    @cached_property
    def slack_allowed(self) -> Floats:
        """How far a row may be exceeded by rounding alone."""
        return TOLERANCE * np.maximum(1.0, np.abs(self.limit))

    def used(self, x: Floats | Chosen) -> Floats:
        """Return what a selection uses of each row, O(k)."""
        return np.bincount(self.row, weights=self.amount * x[self.owner], minlength=len(self.limit))

    def total(self, x: Chosen) -> float:
        """Return the value of a selection."""
        return float(self.value[x].sum())

    def feasible(self, x: Chosen) -> bool:
        """Whether a selection keeps every row and every group, O(k)."""
        if np.any(np.bincount(self.group[x], minlength=self.groups) > 1):
            return False
        return bool(np.all(self.used(x) <= self.limit + self.slack_allowed))
