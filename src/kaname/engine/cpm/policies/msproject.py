"""Microsoft Project's rules, found by comparing with dates that it stored (bench/equality.py).

- "Honour constraint dates" on: SNLT and FNLT keep early dates back, MSO and MFO fix both passes. Off: they only bound
  late dates.
- A started activity keeps its start; the rest follows at once, or from where it resumes. Logic and status date do not
  move it.
- Total slack is the smaller of start slack and finish slack; of a started activity, its finish slack.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.policies.policy import Policy
from kaname.engine.cpm.problem import HIGH, Edge, Node
from kaname.engine.cpm.relations import relation_limits, slack_on
from kaname.engine.cpm.reserve import RESERVE
from kaname.engine.cpm.state import State
from kaname.engine.network import NONE, Limit, Network

_NOTHING = np.zeros(0, np.int32)


@dataclass(frozen=True)
class MicrosoftProject(Policy):
    """Microsoft Project's rules; ``honour`` is its option "tasks will always honour their constraint dates".

    ``reschedule``: work that remains moves behind the data date, as its command "reschedule uncompleted work" does.
    """

    name = "msproject"
    free_by_successor = True
    honour: bool = True
    reschedule: bool = False

    def limit(self, draft: Draft, limit: Limit, rows: Column, at: Column) -> None:
        """Apply a constraint; when honoured, dates beat logic.

        A start or finish no earlier than a date also takes the place of the project's start.
        """
        if limit in (Limit.SNET, Limit.FNET):
            draft.floor[rows] = at if limit == Limit.SNET else draft.start_for(rows, at)
            return
        super().limit(draft, limit, rows, at)
        if not self.honour:
            return
        if limit == Limit.SNLT:
            draft.cap(rows, at)
        elif limit == Limit.FNLT:
            draft.cap(rows, draft.start_for(rows, at))
        elif limit == Limit.MSO:
            draft.pin(rows, at)
            draft.pin_late(rows, draft.finish_for(rows, at))
        elif limit == Limit.MFO:
            draft.pin(rows, draft.start_for(rows, at))
            draft.pin_late(rows, at)

    def keep_started(self, draft: Draft) -> None:
        """Keep the start, and go on where the activity resumes or after what is done."""
        if self.reschedule:
            draft.not_before_data_date()
        rows, begin = draft.unfinished()
        if not rows.size:
            return
        network = draft.network
        start = draft.at(rows, begin)
        rest = network.column("remaining")[rows]
        done = start + network.duration[rows] - rest
        base = np.maximum(done, draft.at(rows, network.column("resume")[rows]))  # NONE lies before everything
        if self.reschedule and network.data_date is not None:
            base = np.maximum(base, draft.at(rows, network.data_date[network.column("project")[rows]]))
        if network.constraint is not None and network.constraint_at is not None:
            until = draft.at(rows, network.constraint_at[rows])
            rest = np.where(network.constraint[rows] == int(Limit.FNET), np.maximum(rest, until - base), rest)
        draft.span[rows] = rest
        draft.show(rows, start)
        draft.pin(rows, base)

    def late_start(self, late: Column, dates: Any, draft: Draft) -> Column:
        """Return late starts: of started activities, the start that happened."""
        if draft.network.actual_start is None:
            return late
        return np.where((draft.flags & Node.SHOWN) != 0, dates[0], late)

    def floats(self, floats: Any, state: State, draft: Draft) -> None:
        """Count free slack over the successors' calendars; none is negative, finished activities have none, and one
        without unfinished successors has its total slack.
        """
        network = draft.network
        free = floats[2]
        if network.float_calendar is not None or network.parts is not None:
            total = self.total_float(floats[0], floats[1], draft)
            successors = _free_over_successors(network, state, draft)
            free[:] = np.maximum(np.where(successors == HIGH, total, successors), 0)
        if network.actual_finish is not None:
            free[network.actual_finish != NONE] = 0
        if network.constraint is not None:
            late = np.flatnonzero(network.constraint == int(Limit.ALAP))
            if late.size and network.actual_start is not None:
                late = late[network.actual_start[late] == NONE]
            floats[0][late] = floats[1][late] = 0

    def total_float(self, start_float: Column, finish_float: Column, draft: Draft) -> Column:
        """Return the smaller of the two slacks; the finish slack once started."""
        if draft.network.actual_start is None:
            return np.minimum(start_float, finish_float, out=RESERVE.take(start_float.size))
        going = (draft.flags & Node.SHOWN) != 0
        return np.where(going, finish_float, np.minimum(start_float, finish_float))


def _free_over_successors(network: Network, state: State, draft: Draft) -> Column:
    """Return the least slack of each activity's relations, counted on the successors' calendars; HIGH without any."""
    counted = (draft.kind & int(Edge.NOT_BACKWARD)) == 0
    pred, succ, kind, lag = (c[counted] for c in (network.pred, network.succ, network.kind, network.lag))
    rows = network.column("lag_calendar")[counted] if network.lag_calendar is not None else _NOTHING
    rec = state.rec
    limits = relation_limits(state.tape, rec, pred, succ, kind, lag, rows, rec[: network.size, 1])[0]
    now = np.where((kind & 1) == 1, rec[pred, 1], rec[pred, 7])  # those from starts that happened do not count
    nominal = network.float_calendar if network.float_calendar is not None else draft.calendar
    slack = slack_on(state.tape, nominal[succ], draft.calendar, pred, limits, now)
    free = np.full(network.size, HIGH, np.int64)
    np.minimum.at(free, pred, slack)
    return free
