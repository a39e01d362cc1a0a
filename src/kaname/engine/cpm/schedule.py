"""schedule(): a network's dates and floats."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kaname.engine.cpm.alap import put_late
from kaname.engine.cpm.draft import Draft
from kaname.engine.cpm.floats import on_their_calendars
from kaname.engine.cpm.hammocks import stretch_hammocks
from kaname.engine.cpm.lower import lower
from kaname.engine.cpm.policies import Policy, policy_named
from kaname.engine.cpm.rollup import roll_up
from kaname.engine.cpm.state import State
from kaname.engine.cpm.unpack import columns, unpack, unpack_plain
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import NONE, Network
from kaname.engine.validate import problems_of

Column = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Schedule:
    """Dates as instants (ticks), floats as working ticks of each activity's calendar; row i is the network's row i.

    ``start`` and ``finish`` are where the activity is scheduled: its early dates, or its late ones for an activity that
    is to be as late as possible. ``total_float`` follows the policy; ``critical`` is total float at most the policy's
    limit, and not finished.
    """

    network: Network
    policy: Policy
    early_start: Column
    early_finish: Column
    late_start: Column
    late_finish: Column
    total_float: Column
    free_float: Column
    start_float: Column
    finish_float: Column
    critical: npt.NDArray[np.bool_]
    start: Column
    finish: Column
    state: State

    @property
    def project_finish(self) -> int:
        """Return the last finish of any activity that counts, an instant; the project's start if none does.

        A finished activity counts with where the logic puts it, too: P6 carries the logic through it.
        """
        rec = self.state.rec[: self.network.size]
        counted = (rec[:, 3] >> 48) & 64 == 0
        if not counted.any():
            return int(self.network.project_start.min())
        last = int(self.finish[counted].max())
        if self.network.actual_finish is None:
            return last
        done = np.flatnonzero(counted & (self.network.actual_finish != NONE))
        return max(last, int(self.state.ends[done].max(initial=last)))

    @cached_property
    def order(self) -> Column:
        """Return the rows in topological order."""
        return self.state.order[self.state.order < self.network.size]


def schedule(network: Network, policy: str | Policy = "msproject") -> Schedule:
    """Return the schedule of a network under a policy (``msproject``, ``primavera``, ``pmbok`` or an object).

    Raises ProblemsFound with every problem of the network (cycles and the like). O(N + M).
    """
    rules = policy_named(policy)
    if network.from_finish and network.finish_by is not None:
        return _from_finish(network, rules)
    if not _joined(network):
        raise ProblemsFound(problems_of(network))
    problem, draft = lower(network, rules)
    state = State.of(problem)
    if state.forward() < problem.size:
        raise ProblemsFound(problems_of(network))
    rules.before_backward(network, state)
    state.backward(rules.backward_rules)
    return result(network, rules, state, draft)


def _from_finish(network: Network, policy: Policy) -> Schedule:
    """Return the schedule of a plan that is scheduled back from its finish: it begins where its late dates begin."""
    back = schedule(network.changed(from_finish=False), policy)
    counted = (back.state.rec[: network.size, 3] >> 48) & 64 == 0
    if not counted.any():
        return back
    start = np.full_like(network.project_start, back.late_start[counted].min())
    return schedule(network.changed(from_finish=False, project_start=start), policy)


def _joined(network: Network) -> bool:
    """Tell whether every relation joins two activities of the network; kernels do not look."""
    ends = [e for e in (network.pred, network.succ) if e.size]
    return all(int(e.min()) >= 0 and int(e.max()) < network.size for e in ends)


def result(network: Network, policy: Policy, state: State, draft: Draft | None) -> Schedule:
    """Return the schedule that a state's records hold."""
    if draft is None and network.calendar is None:
        return _plain_result(network, policy, state)
    dates, floats = columns(4, network.size), columns(3, network.size)
    problem = state.problem
    floor = problem.column("floor")
    unpack(state.tape, state.rec, state.ends, floor, problem.least_floor, state.rare, state.parts, dates, floats)
    if draft is None:
        total, critical = floats[1], floats[1] <= policy.critical_limit
        return _schedule(network, policy, dates, (total, floats[2], total, total), critical, dates[:2], state)
    if network.float_calendar is not None:
        on_their_calendars(network, dates, floats)
    stretch_hammocks(network, dates, floats)
    policy.facts(network, dates)
    dates[2] = policy.late_start(dates[2], dates, draft)
    policy.floats(floats, state, draft)
    total = np.asarray(policy.total_float(floats[0], floats[1], draft))
    start, finish = put_late(network, dates)
    if network.parent is not None:
        start, finish = start.copy(), finish.copy()
        roll_up(network, dates, floats, total, start, finish, policy, draft)
    critical = policy.critical(network, total)
    return _schedule(network, policy, dates, (total, floats[2], floats[0], floats[1]), critical, (start, finish), state)


def _plain_result(network: Network, policy: Policy, state: State) -> Schedule:
    dates, floats = columns(4, network.size), columns(2, network.size)
    unpack_plain(state.rec, dates, floats[0], floats[1])
    total, free = floats
    critical = total <= policy.critical_limit
    return _schedule(network, policy, dates, (total, free, total, total), critical, (dates[0], dates[1]), state)


def _schedule(
    network: Network, policy: Policy, dates: Any, floats: Any, critical: Any, placed: Any, state: State
) -> Schedule:
    """Put the columns into their places."""
    es, ef, ls, lf = dates
    total, free, start_float, finish_float = floats
    return Schedule(
        network, policy, es, ef, ls, lf, total, free, start_float, finish_float, critical, placed[0], placed[1], state
    )
