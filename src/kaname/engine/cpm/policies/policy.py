"""What every policy decides, with the rules that all share."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.facts import show_facts
from kaname.engine.cpm.problem import Backward
from kaname.engine.cpm.state import State
from kaname.engine.network import NONE, Flag, Limit, Network


@dataclass(frozen=True)
class Policy:
    """Rules of one school; subclasses say which.

    ``critical_limit`` (ticks): an activity is critical when its total float is at most this. ``free_by_successor``:
    free float is counted on the successors' calendars, not on the activity's own. ``late_by_date``: late
    dates follow from the successors' late dates, not from the end of the time not worked behind those.
    ``common_finish``: the last finish of all projects bounds the late dates of each, not its own.
    """

    name = "pmbok"
    free_by_successor = False
    late_by_date = False
    common_finish = False
    critical_limit: int = 0

    @property
    def backward_rules(self) -> int:
        """Return what the backward pass is told, as :class:`kaname.engine.cpm.problem.Backward`."""
        by_successor = Backward.FREE_BY_SUCCESSOR if self.free_by_successor else Backward(0)
        return int(by_successor | (Backward.BY_DATE if self.late_by_date else Backward(0)))

    def bound(self, draft: Draft) -> None:
        """Write the bounds that constraints, deadlines and progress give."""
        self.constrain(draft)
        self.keep_finished(draft)
        self.keep_started(draft)
        self.keep_manual(draft)

    def constrain(self, draft: Draft) -> None:
        """Turn the date constraints and deadlines into bounds."""
        network = draft.network
        for limits, dates in (
            (network.constraint, network.constraint_at),
            (network.constraint2, network.constraint2_at),
        ):
            if limits is None or dates is None:
                continue
            given = np.flatnonzero((limits > Limit.ALAP) & (dates != NONE))
            codes = limits[given]
            for code in np.unique(codes):
                rows = given[codes == code]
                self.limit(draft, Limit(int(code)), rows, draft.at(rows, dates[rows]))

    def limit(self, draft: Draft, limit: Limit, rows: Column, at: Column) -> None:
        """Apply one kind of constraint to rows, its dates given as coordinates: floors move early dates, ceilings
        late ones; nothing breaks the logic.
        """
        if limit in (Limit.SNET, Limit.MSO, Limit.START_ON, Limit.MANDATORY_START):
            draft.start_no_earlier(rows, at)
        if limit in (Limit.FNET, Limit.MFO, Limit.FINISH_ON, Limit.MANDATORY_FINISH):
            draft.start_no_earlier(rows, draft.start_for(rows, at))
        if limit in (Limit.SNLT, Limit.MSO, Limit.START_ON, Limit.MANDATORY_START):
            draft.finish_no_later(rows, draft.finish_for(rows, at))
        if limit in (Limit.FNLT, Limit.MFO, Limit.FINISH_ON, Limit.MANDATORY_FINISH):
            draft.finish_no_later(rows, at)

    def keep_finished(self, draft: Draft) -> None:
        """Finished activities keep their dates; they have no float."""
        rows, finish = draft.given("actual_finish")
        if not rows.size:
            return
        started = draft.network.column("actual_start")[rows]
        end = draft.at(rows, finish)
        begin = np.where(started == NONE, draft.start_for(rows, end), draft.at(rows, started))
        draft.make_plain(rows, np.maximum(end - begin, 0))
        draft.pin(rows, begin)
        draft.pin_late(rows, end)

    def keep_started(self, draft: Draft) -> None:
        """Started activities keep their start; what remains is done after the data date and after its predecessors
        (retained logic), never before the start, and without a data date after what is done.
        """
        rows, begin = draft.unfinished()
        if rows.size:
            network = draft.network
            start, rest = draft.at(rows, begin), network.column("remaining")[rows]
            dated = np.zeros(rows.size, np.bool_)
            if network.data_date is not None:
                dated = network.data_date[network.column("project")[rows]] != NONE
            draft.span[rows] = rest
            draft.show(rows, start)
            draft.start_no_earlier(rows, np.where(dated, start, start + network.duration[rows] - rest))
        draft.not_before_data_date()

    def keep_manual(self, draft: Draft) -> None:
        """Manually scheduled activities keep their typed dates."""
        if draft.network.manual_start is None:
            return
        rows = np.flatnonzero(draft.network.has(Flag.MANUAL) & (draft.network.manual_start != NONE))
        if not rows.size:
            return
        begin = draft.at(rows, draft.network.column("manual_start")[rows])
        finish = draft.network.column("manual_finish")[rows]
        end = np.where(finish == NONE, draft.finish_for(rows, begin), draft.at(rows, finish))
        draft.make_plain(rows, np.maximum(end - begin, 0))
        draft.pin(rows, begin)

    def before_backward(self, network: Network, state: State) -> None:
        """Adjust late bounds that follow from the early dates, in the records, before the backward pass."""

    def facts(self, network: Network, dates: Any) -> None:
        """Show actual and typed dates as they are, in place."""
        show_facts(network, dates)

    def late_start(self, late: Column, dates: Any, draft: Draft) -> Column:  # noqa: ARG002 - for subclasses
        """Return late starts from where the rest of each activity may begin at the latest."""
        return late

    def floats(self, floats: Any, state: State, draft: Draft) -> None:
        """Adjust the floats of start and finish and the free float, (3, N), in place."""

    def total_float(self, start_float: Column, finish_float: Column, draft: Draft) -> Column:  # noqa: ARG002 - same
        """Return total float from the floats of start and finish."""
        return finish_float

    def critical(self, network: Network, total: Column) -> Column:
        """Return which activities are critical: no more float than the limit, and not finished."""
        low = total <= self.critical_limit
        if network.actual_finish is not None:
            low &= network.actual_finish == NONE
        return np.asarray(low)
