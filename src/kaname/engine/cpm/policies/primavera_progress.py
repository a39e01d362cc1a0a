"""How P6 carries logic through activities that have begun or finished.

P6 schedules what remains. A finished activity is one of no duration at the data date: where its predecessors are not
finished (work out of sequence under retained logic) they hold its successors through it, in both passes. Of a lag
after a date that has passed only the part counts that lies behind the data date. Where lags are to be counted from
actual starts, those of what is under way run whole from there, and nothing that remains is held by them.
"""

import numpy as np

from kaname.engine.cpm.coordinates import coordinates
from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.problem import Edge, Node
from kaname.engine.network import NONE, Network


def dated(network: Network) -> Column:
    """Return which activities belong to a project with a data date. (N,)."""
    if network.data_date is None:
        return np.zeros(network.size, np.bool_)
    return np.asarray(network.data_date[network.column("project")] != NONE)


def carry_logic(draft: Draft, lag_from_actual: bool) -> None:
    """Let the relations of begun and finished activities count in both passes, with what remains of their lags.

    O(relations). Activities without a data date are left as they are.
    """
    network = draft.network
    begun = (network.column("actual_start") != NONE) & dated(network)
    if not begun.any():
        return
    done = begun & (network.column("actual_finish") != NONE)
    run = ((network.kind & 1) == 1) & (begun & ~done)[network.pred] & lag_from_actual
    out = (begun[network.pred] | done[network.succ]) & ~run
    silent = (draft.kind & np.int8(Edge.NOT_FORWARD)) != 0
    draft.kind[out & ~silent] &= ~np.int8(Edge.NOT_BACKWARD)
    rows = _lag_rows(network).astype(np.int32)  # by row: what is finished will lie on another calendar
    draft.network = network.changed(lag=_remaining_lags(network, begun, done, run), lag_calendar=rows)


def keep_external(draft: Draft) -> None:
    """Bound unfinished activities by what relations to projects outside the file asked of them when P6 scheduled.

    An activity without successors in the file may end as late as they allow, also behind the project's finish.
    """
    network = draft.network
    open_rows = network.column("actual_finish") == NONE
    rows, start = draft.given("external_start")
    keep = open_rows[rows]
    draft.start_no_earlier(rows[keep], draft.at(rows[keep], start[keep]))
    rows, finish = draft.given("external_finish")
    keep = open_rows[rows]
    draft.finish_no_later(rows[keep], draft.at(rows[keep], finish[keep]))
    last = rows[keep & ~np.isin(rows, network.pred)]
    draft.flags[last] |= np.int16(Node.FREE)


def _remaining_lags(network: Network, begun: Column, done: Column, run: Column) -> Column:
    """Return the lags as of the data date: less the time since the start or finish that they count from.

    Since the start of an activity that is under way it is the activity's own working time; nothing remains of a lag
    from a finished activity to one that has begun. Lags that ``run`` from their start stay whole.
    """
    pred, from_start = network.pred, (network.kind & 1) == 1
    passed = np.where(from_start, begun[pred], done[pred]) & ~run
    lag = network.lag.copy()
    rows = np.flatnonzero(passed)
    since = np.where(from_start, network.column("actual_start")[pred], network.column("actual_finish")[pred])[rows]
    own = from_start[rows] & ~done[pred[rows]]
    calendar = np.where(own, network.column("calendar")[pred[rows]], _lag_rows(network)[rows])
    until = np.asarray(network.data_date)[network.column("project")[pred[rows]]]
    every = np.arange(rows.size)
    tape = network.tables.tape
    spent = coordinates(tape, calendar, every, until) - coordinates(tape, calendar, every, since)
    rest = np.maximum(lag[rows] - np.maximum(spent, 0), 0)
    rest[done[pred[rows]] & begun[network.succ[rows]] & (network.kind[rows] == 0)] = 0
    lag[rows] = rest
    return lag


def _lag_rows(network: Network) -> Column:
    """Return the row of the calendar on which each lag is counted. (M,)."""
    calendar = network.column("calendar")
    of_succ, of_pred = calendar[network.succ], calendar[network.pred]
    rows = network.lag_calendar
    if rows is None:
        return of_succ
    return np.where(rows >= 0, rows, np.where(rows == -1, of_succ, of_pred))
