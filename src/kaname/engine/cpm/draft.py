"""Draft: a problem in the making. Policies write bounds into it with the few verbs below.

Rows are arrays of node numbers; instants are ticks. O(rows) each; nothing loops in Python over all nodes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm.coordinates import after_span, before_span, coordinates
from kaname.engine.cpm.problem import HIGH, LOW, Node
from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.network import NONE, Network

Column = npt.NDArray[Any]
CAP, PIN, SHOWN, LATE_PIN = range(4)  # columns of `rare`


@dataclass(eq=False)
class Draft:
    """Columns of a :class:`kaname.engine.cpm.problem.Problem` over a network's rows, to be written into."""

    network: Network
    calendar: Column
    span: Column
    floor: Column
    ceiling: Column
    flags: Column
    rare: Column
    kind: Column
    parts: Column

    @classmethod
    def of(cls, network: Network) -> "Draft":
        """Return a draft in which every activity may start with its project and nothing bounds it from above."""
        n = network.size
        draft = cls(
            network,
            network.column("calendar"),
            RESERVE.copy(network.duration),
            RESERVE.filled(n, LOW),
            RESERVE.filled(n, HIGH),
            np.zeros(n, np.int16),
            RESERVE.take(n * 4).reshape(n, 4),
            network.kind,
            _EMPTY if network.parts is None else network.parts,
        )
        if network.parts is not None:
            draft.flags[np.diff(network.parts[: n + 1]) > 0] |= Node.PARTS
        return draft

    @property
    def tape(self) -> Column:
        """Return the calendars."""
        return self.network.tables.tape

    def at(self, rows: Column, instants: Column) -> Column:
        """Return instants as coordinates of the rows' calendars."""
        return np.asarray(coordinates(self.tape, self.calendar, rows, instants))

    def start_for(self, rows: Column, finish: Column) -> Column:
        """Return the coordinate at which rows start when they finish at a coordinate."""
        return np.asarray(before_span(self.tape, self.parts, self.span, self.flags, rows, finish))

    def finish_for(self, rows: Column, start: Column) -> Column:
        """Return the coordinate at which rows finish when they start at a coordinate."""
        return np.asarray(after_span(self.tape, self.parts, self.span, self.flags, rows, start))

    def start_no_earlier(self, rows: Column, start: Column) -> None:
        """Raise the floor to coordinates."""
        self.floor[rows] = np.maximum(self.floor[rows], start)

    def finish_no_later(self, rows: Column, finish: Column) -> None:
        """Lower the ceiling to coordinates."""
        self.ceiling[rows] = np.minimum(self.ceiling[rows], finish)

    def cap(self, rows: Column, start: Column) -> None:
        """Keep starts from going beyond coordinates, whatever the logic asks."""
        had = (self.flags[rows] & Node.CAP) != 0
        self.rare[rows, CAP] = np.where(had, np.minimum(self.rare[rows, CAP], start), start)
        self.flags[rows] |= Node.CAP

    def pin(self, rows: Column, start: Column) -> None:
        """Put starts at coordinates, whatever the logic asks."""
        self.rare[rows, PIN] = start
        self.flags[rows] |= Node.PIN

    def pin_late(self, rows: Column, finish: Column) -> None:
        """Put late finishes at coordinates, whatever the logic allows."""
        self.rare[rows, LATE_PIN] = finish
        self.flags[rows] |= Node.LATE_PIN

    def show(self, rows: Column, start: Column) -> None:
        """Give the start that happened, as coordinates: it is the early start and what successors' starts follow."""
        self.rare[rows, SHOWN] = start
        self.flags[rows] |= Node.SHOWN

    def make_plain(self, rows: Column, span: Column) -> None:
        """Give rows one span on their own calendar."""
        self.span[rows] = span
        self.flags[rows] &= ~np.int16(Node.PARTS)

    def unfinished(self) -> tuple[Column, Column]:
        """Return the rows that have started and not finished, and their actual starts."""
        rows, begin = self.given("actual_start")
        if rows.size and self.network.actual_finish is not None:
            going = self.network.actual_finish[rows] == NONE
            rows, begin = rows[going], begin[going]
        return rows, begin

    def not_before_data_date(self) -> None:
        """No work remains to be done before the data date of its project."""
        dates = self.network.data_date
        if dates is None:
            return
        groups = self.network.column("project")
        rows = np.flatnonzero(dates[groups] != NONE)
        self.start_no_earlier(rows, self.at(rows, dates[groups[rows]]))

    def given(self, name: str) -> tuple[Column, Column]:
        """Return the rows that have an instant in a column, and those instants."""
        column = getattr(self.network, name)
        if column is None:
            return _EMPTY, _EMPTY
        rows = np.flatnonzero(column != NONE)
        return rows, column[rows]


_EMPTY = np.zeros(0, np.int64)
