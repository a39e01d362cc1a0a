"""State: a problem's records while its passes run, kept so that an edit can go on from them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.calendar_kernels import finish_of, work_at
from kaname.engine.cpm import passes
from kaname.engine.cpm.problem import HIGH, Problem
from kaname.engine.cpm.records import empty_records, fill_edges, fill_nodes
from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.network import NONE

Column = npt.NDArray[Any]
_NO_RARE = np.zeros((0, 4), np.int64)


@dataclass(eq=False)
class State:
    """Records of nodes and edges, the topological order, and the instant at which each node ends."""

    problem: Problem
    rec: Column
    edges: Column
    order: Column
    ends: Column
    rare: Column
    parts: Column
    group: Column
    bound: Column

    @classmethod
    def of(cls, problem: Problem) -> "State":
        """Return the records of a problem, before any pass. O(V + E)."""
        rec = empty_records(problem.size)
        edges = RESERVE.take(problem.pred.shape[0] * 3).reshape(-1, 3)
        calendar, floor, flags = problem.column("calendar"), problem.column("floor"), problem.column("flags")
        ceiling = problem.column("ceiling")
        links = problem.pred, problem.succ, problem.kind, problem.lag, problem.column("lag_calendar")
        into, end = np.zeros(problem.size, np.int32), np.zeros(problem.size, np.int64)
        fill_edges(edges, *links, into, end)
        bounds = problem.span, calendar, floor, problem.least_floor, ceiling, HIGH, flags
        fill_nodes(rec, *bounds, into, end)
        rare = _NO_RARE if problem.rare is None else problem.rare
        order, empty = np.zeros(0, np.int32), np.zeros(0, np.int64)
        return cls(problem, rec, edges, order, empty, rare, problem.column("parts"), problem.column("group"), empty)

    @property
    def tape(self) -> Column:
        """Return the calendars."""
        return self.problem.tables.tape

    def forward(self) -> int:
        """Run the forward pass; return how many nodes it reached (fewer than all: a cycle)."""
        room = np.empty(self.problem.size + 1, np.int32)
        self.order = room[:-1]
        self.ends = RESERVE.take(self.problem.size)
        return int(passes.forward(self.tape, self.rec, self.edges, room, self.ends, self.rare, self.parts))

    def backward(self, rules: int = 0) -> None:
        """Run the backward pass from each project's finish; ``rules`` are :class:`Backward`."""
        self.bound = self.finishes()
        rest = self.bound, self.group, self.rare, self.parts, int(rules)
        passes.backward(self.tape, self.rec, self.edges, self.order, *rest)

    def finishes(self) -> Column:
        """Return the bound of late finishes: (projects, calendars) coordinates."""
        groups = 1 if self.problem.group is None else int(self.problem.group.max(initial=0)) + 1
        latest = passes.last_finish(self.tape, self.rec, self.group, groups)
        instants = [self._finish_instant(latest[g], g) for g in range(groups)]
        if self.problem.common_finish:
            instants = [max(instants)] * groups
        for g, instant in enumerate(instants):
            latest[g] = self._as_coordinates(instant)
        return np.asarray(latest)

    def _finish_instant(self, latest: Column, group: int) -> int:
        """Return the instant of a project's finish: given, or the last of its activities."""
        by = self.problem.finish_by
        if by is not None and by[group] != NONE:
            return int(by[group])
        used = [int(finish_of(self.tape, c, int(w))) for c, w in enumerate(latest) if w > NONE]
        return max(used, default=self.problem.least_floor)

    def _as_coordinates(self, instant: int) -> list[int]:
        return [int(work_at(self.tape, c, instant)) for c in range(self.problem.tables.count)]
