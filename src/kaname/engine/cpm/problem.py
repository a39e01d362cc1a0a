"""Problem: a network as its passes see it, every rule of a policy already turned into bounds on coordinates.

A *coordinate* of a node is working ticks of the node's own calendar. The rules, for node v with span d(v):

    forward   base(v) = max(floor(v), what each predecessor asks), at most cap(v); or pin(v), whatever they ask
              early finish = base + d;  early start = shown(v) where given (a start that happened), else base
    backward  late finish(v) = min(ceiling(v), the project's finish, what each successor allows); or late_pin(v)
              late base = late finish - d

Summaries with logic become virtual nodes behind the N real ones (:mod:`kaname.engine.cpm.summaries`).
"""

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.calendars import CalendarTables

Column = npt.NDArray[Any]

LOW = -(1 << 60)
HIGH = 1 << 60


class Node(IntFlag):
    """What is unusual about a node."""

    PIN = 1  # base is pin, not logic
    CAP = 2  # base is at most cap
    SHOWN = 4  # early start is a start that happened
    LATE_PIN = 8  # late finish is late_pin
    PARTS = 16  # several spans on several calendars at once (assignments of people with other calendars)
    LEAST = 32  # base is the least, not the most, of what the predecessors ask: where a summary starts
    SILENT = 64  # does not count for the project's finish
    FREE = 128  # late finish is not bounded by the project's finish
    # 256 to 1024 are the simulation's own (kaname.engine.simulate.columns)
    AT_START = 2048  # of no span: lies where work begins, not where it ended
    AFTER = 4096  # of no span: lies where work begins if what drives it ends in time not worked, else where work ended


class Edge(IntFlag):
    """Bits above the relation type (0..3) in a problem's ``kind``."""

    NOT_FORWARD = 4
    NOT_BACKWARD = 8


class Backward(IntFlag):
    """How the backward pass counts."""

    FREE_BY_SUCCESSOR = 1  # free float on the successors' calendars
    BY_DATE = 2  # late dates from the successors' dates, not from the time not worked behind them


@dataclass(frozen=True, eq=False)
class Problem:
    """V nodes (the network's N rows first), E edges. Columns that are None have no unusual node.

    Nodes: ``span`` d(v); ``calendar`` row; ``floor``, ``ceiling``; ``flags`` (:class:`Node`); ``rare`` (V, 4) cap, pin,
    shown and late_pin, read only where their flag is set; ``parts`` the spans of nodes with PARTS
    (:mod:`kaname.engine.cpm.parts`), whose own calendar is 0; ``group`` row of the project whose finish bounds it.
    Edges: ``pred``, ``succ``, ``kind`` (type and :class:`Edge` bits), ``lag``, ``lag_calendar``.
    ``finish_by`` (P,) an instant that bounds late finishes instead of the project's own finish, or NONE.
    ``common_finish``: the last of those finishes bounds every project.
    ``least_floor``: floor of every node where ``floor`` is None.
    """

    tables: CalendarTables
    span: Column
    pred: Column
    succ: Column
    kind: Column
    lag: Column
    lag_calendar: Column | None = None
    calendar: Column | None = None
    floor: Column | None = None
    ceiling: Column | None = None
    flags: Column | None = None
    rare: Column | None = None
    parts: Column | None = None
    group: Column | None = None
    least_floor: int = 0
    finish_by: Column | None = None
    common_finish: bool = False

    @property
    def size(self) -> int:
        """Return the number of nodes, virtual ones included."""
        return int(self.span.shape[0])

    def column(self, name: str) -> Column:
        """Return a node column, or an empty array where no node has that property."""
        have = getattr(self, name)
        return _EMPTY if have is None else np.asarray(have)


_EMPTY = np.zeros(0, np.int64)
