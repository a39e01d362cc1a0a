"""LiveSchedule: a schedule that follows edits, recomputing only what each can reach."""

from typing import Any

import numpy as np

from kaname.engine.cpm.passes import backward
from kaname.engine.cpm.policies import Policy, Primavera, policy_named
from kaname.engine.cpm.problem import HIGH, Node
from kaname.engine.cpm.repair import ask_again, incoming, spread_backward, spread_forward
from kaname.engine.cpm.schedule import Schedule, schedule
from kaname.engine.cpm.unpack import unpack_rows
from kaname.engine.network import Flag, Limit, Network

_DERIVED = ("parent", "float_calendar", "parts", "actual_start", "actual_finish", "manual_start")


def _derives(network: Network, policy: Policy) -> bool:
    """Tell whether any date or float follows from more than the two passes."""
    late = network.constraint is not None and bool((network.constraint == int(Limit.ALAP)).any())
    rolled = bool(network.has(Flag.SUMMARY | Flag.HAMMOCK | Flag.MANUAL).any())
    closed = isinstance(policy, Primavera) and policy.critical_ends
    return late or rolled or closed or any(getattr(network, name) is not None for name in _DERIVED)


class LiveSchedule:
    """The schedule of a network, kept up to date while durations change.

    ``dates`` (4 columns of N), ``total_float``, ``free_float`` and ``critical`` are updated in place. Networks whose
    columns derive from more than the passes (summaries, actual dates, people's calendars, as late as possible) are
    scheduled whole after each edit. Relations are not added or removed here: make a new one for that.
    """

    def __init__(self, network: Network, policy: str | Policy = "msproject"):
        """Schedule the network once, whole. O(N + M)."""
        self.policy = policy_named(policy)
        remaining = None if network.remaining is None else network.remaining.copy()
        self.network = network.changed(duration=network.duration.copy(), remaining=remaining)
        self.simple = not network.from_finish and not _derives(network, self.policy)
        self._whole()
        flags = self.state.problem.column("flags")
        self.simple = self.simple and not (flags & int(Node.AFTER)).any()

    def _whole(self) -> None:
        """Schedule everything: at first, and where a span has become a bound of something else."""
        self._take(schedule(self.network, self.policy))
        state = self.state
        self.place = np.empty(state.rec.shape[0], np.int32)
        self.place[state.order] = np.arange(state.rec.shape[0], dtype=np.int32)
        self.before, self.arrivals, self.origin = incoming(state.rec, state.edges)

    def _take(self, dates: Schedule) -> None:
        self.schedule = dates
        self.state = dates.state
        self.dates = [dates.early_start, dates.early_finish, dates.late_start, dates.late_finish]
        self.total_float, self.free_float, self.critical = dates.total_float, dates.free_float, dates.critical

    def set_duration(self, row: int, ticks: int) -> int:
        """Change an activity's remaining duration; return how many activities were looked at.

        Median over random edits: a few hundred activities of a hundred thousand. Raises ValueError for a negative one.
        """
        if ticks < 0:
            raise ValueError(f"a duration cannot be negative: {ticks}")
        self.network.duration[row] = ticks
        if self.network.remaining is not None:
            self.network.remaining[row] = ticks
        if not self._direct(row):
            self._whole()
            return self.network.size
        state = self.state
        state.rec[row, 0] = ticks
        ask_again(
            state.tape, state.rec, state.edges, state.ends,
            self.before, self.arrivals, self.origin, row, state.rare, state.parts,
        )  # fmt: skip
        return self._spread(row)

    def _direct(self, row: int) -> bool:
        """Tell whether a row's span is its duration, and no bound was made from it."""
        network = self.network
        limited = network.constraint is not None and network.constraint[row] > Limit.SNET
        limited |= network.constraint2 is not None and network.constraint2[row] > Limit.SNET
        return self.simple and not limited

    def _spread(self, row: int) -> int:
        """Run both passes from a row and refresh the columns."""
        state, problem = self.state, self.state.problem
        floor, ceiling = problem.column("floor"), problem.column("ceiling")
        links = self.place, self.before, self.arrivals
        early = spread_forward(
            state.tape, state.rec, state.edges, state.order, state.ends, *links,
            floor, state.rare, state.parts, row, problem.least_floor,
        )  # fmt: skip
        bound = state.finishes()
        rest = bound, state.group, state.rare, state.parts, self.policy.backward_rules
        if not np.array_equal(bound, state.bound):
            state.bound = bound
            state.rec[:, 2] = ceiling if ceiling.size else HIGH
            backward(state.tape, state.rec, state.edges, state.order, *rest)
            rows: Any = np.arange(self.network.size)
        else:
            touched = spread_backward(
                state.tape, state.rec, state.edges, state.order, *links, self.origin, ceiling, *rest, early
            )
            rows = np.unique(np.append(early, touched))
        self._refresh(rows)
        return int(rows.size)

    def _refresh(self, rows: Any) -> None:
        state = self.state
        floor = state.problem.column("floor")
        unpack_rows(
            state.tape, state.rec, state.ends, rows, floor, state.problem.least_floor, state.rare,
            *self.dates, self.total_float, self.free_float,
        )  # fmt: skip
        self.critical[rows] = self.total_float[rows] <= self.policy.critical_limit
