"""Primavera P6's rules (P6 Professional user's guide, "Scheduling projects").

- Start-on-or-before and finish-on-or-before bound late dates only; start on and finish on are both bounds at once;
  mandatory dates break the logic in both passes. Expected finish sets what remains.
- Progress: the data date and retained logic, progress override, or actual dates.
- Total float by ``float_type``: finish float (P6's default), start float, or the smaller.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kaname.engine.calendars import CONTINUOUS
from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.policies.policy import Policy
from kaname.engine.cpm.policies.primavera_progress import carry_logic, dated, keep_external
from kaname.engine.cpm.problem import Edge, Node
from kaname.engine.cpm.state import State
from kaname.engine.network import NONE, Flag, Limit, Network


@dataclass(frozen=True)
class Primavera(Policy):
    """P6's rules. ``progress``: retained_logic | progress_override | actual_dates; ``float_type``: finish | start |
    smallest. ``expected_finish``: whether expected finishes set what remains of started activities.

    Under progress override, and likewise under actual dates, what remains of an activity that began out of sequence
    does not wait for the predecessors that it overtook. ``lag_from_actual``: lags of start relations count from a start
    that happened, else from where the rest begins. ``longest_path``: critical is the longest path, not low total float.
    ``critical_ends``: what has no successor may not end later than it does. ``common_finish``: floats count to the
    finish of all opened projects, not of each.
    """

    name = "primavera"
    late_by_date = True
    progress: str = "retained_logic"
    float_type: str = "finish"
    expected_finish: bool = True
    lag_from_actual: bool = False
    longest_path: bool = False
    critical_ends: bool = False
    common_finish: bool = False

    def bound(self, draft: Draft) -> None:
        """Apply what relations to other projects ask as well."""
        super().bound(draft)
        keep_external(draft)
        _place_milestones(draft)

    def limit(self, draft: Draft, limit: Limit, rows: Column, at: Column) -> None:
        """Apply a constraint; mandatory ones beat logic. What has begun is held by bounds on its finish only."""
        begun = draft.network.column("actual_start")[rows] != NONE
        if begun.any():
            going = begun & (draft.network.column("actual_finish")[rows] == NONE)
            if limit in (Limit.FNLT, Limit.FINISH_ON, Limit.MANDATORY_FINISH):
                draft.finish_no_later(rows[going], at[going])
            rows, at = rows[~begun], at[~begun]
        super().limit(draft, limit, rows, at)
        if limit == Limit.MANDATORY_START:
            draft.pin(rows, at)
            draft.pin_late(rows, draft.finish_for(rows, at))
        elif limit == Limit.MANDATORY_FINISH:
            draft.pin(rows, draft.start_for(rows, at))
            draft.pin_late(rows, at)

    def keep_finished(self, draft: Draft) -> None:
        """Nothing remains of finished activities; the logic passes through them at the data date. They lie on the
        continuous calendar, so that nobody waits for working time of theirs.
        """
        super().keep_finished(draft)
        carry_logic(draft, self.lag_from_actual)
        rows = np.flatnonzero((draft.network.column("actual_finish") != NONE) & dated(draft.network))
        draft.make_plain(rows, np.zeros(rows.size, np.int64))
        draft.flags[rows] &= ~np.int16(Node.PIN | Node.LATE_PIN)
        draft.calendar = draft.calendar.copy()
        draft.calendar[rows] = CONTINUOUS
        draft.floor[rows] = draft.network.project_start[draft.network.column("project")[rows]]

    def keep_started(self, draft: Draft) -> None:
        """Keep starts; what remains follows the data date and, under retained logic, every predecessor."""
        super().keep_started(draft)
        if self.progress != "retained_logic" and draft.network.actual_start is not None:
            _forget_overtaken(draft)
        rows, _ = draft.unfinished()
        if not rows.size:
            return
        if not self.lag_from_actual:
            draft.flags[rows] &= ~np.int16(Node.SHOWN)
        resume = draft.network.column("resume")[rows]
        waits = resume != NONE
        draft.start_no_earlier(rows[waits], draft.at(rows[waits], resume[waits]))
        if self.expected_finish:
            _finish_as_expected(draft, rows)

    def before_backward(self, network: Network, state: State) -> None:
        """Close open ends where the option says so: their late finish is their early finish."""
        if self.critical_ends:
            counts = (state.problem.kind[: network.relations] & int(Edge.NOT_BACKWARD)) == 0
            ends = np.setdiff1d(np.arange(network.size), network.pred[counts])
            state.rec[ends, 2] = np.minimum(state.rec[ends, 2], state.rec[ends, 7])

    def facts(self, network: Network, dates: Any) -> None:
        """Show finished activities' dates; P6's early start of a started one is where the rest begins."""
        if network.actual_finish is not None and network.actual_start is not None:
            done = (network.actual_finish != NONE) & (network.actual_start != NONE)
            for line, column in enumerate((network.actual_start, network.actual_finish) * 2):
                dates[line][done] = column[done]

    def floats(self, floats: Any, state: State, draft: Draft) -> None:  # noqa: ARG002 - as the base
        """Finished activities have no float."""
        if draft.network.actual_finish is not None:
            floats[:, draft.network.actual_finish != NONE] = 0

    def total_float(self, start_float: Column, finish_float: Column, draft: Draft) -> Column:  # noqa: ARG002 - as the base
        """Return the float that the option names."""
        if self.float_type == "start":
            return start_float
        return np.minimum(start_float, finish_float) if self.float_type == "smallest" else finish_float

    @classmethod
    def from_options(cls, options: Mapping[str, object], critical_limit: int = 0) -> "Primavera":
        """Return the rules that a project's stored schedule options name."""
        return cls(
            critical_limit,
            str(options.get("progress", "retained_logic")),
            str(options.get("float_type", "finish")),
            bool(options.get("expected_finish", True)),
            options.get("sched_lag_early_start_flag") == "N",
            options.get("critical_path_type") == "CT_DrivPath",
            options.get("sched_open_critical_flag") == "Y",
            options.get("sched_use_project_end_date_for_float") == "N",
        )


def _place_milestones(draft: Draft) -> None:
    """Let what has not begun and takes no time lie where work begins; a finish milestone only where what drives it
    ends in time that it does not work.
    """
    network = draft.network
    none = (draft.span == 0) & (network.column("actual_start") == NONE) & (draft.flags & Node.PARTS == 0)
    none &= ~network.has(Flag.SUMMARY) & ~network.has(Flag.HAMMOCK)
    last = network.has(Flag.FINISH_MILESTONE)
    draft.flags[none & ~last] |= np.int16(Node.AT_START)
    draft.flags[none & last] |= np.int16(Node.AFTER)


def _forget_overtaken(draft: Draft) -> None:
    """Mute the relations that a started activity did not wait for: from the finish of what is unfinished, and from
    the start of what has not started, to its own start.
    """
    network = draft.network
    begun = network.column("actual_start") != NONE
    done = np.zeros(network.size, bool) if network.actual_finish is None else network.actual_finish != NONE
    from_start, to_finish = (network.kind & 1) == 1, (network.kind & 2) == 2
    kept_waiting = np.where(from_start, ~begun[network.pred], ~done[network.pred])
    draft.kind[begun[network.succ] & kept_waiting & ~to_finish] |= np.int8(Edge.NOT_FORWARD | Edge.NOT_BACKWARD)


def _finish_as_expected(draft: Draft, rows: Column) -> None:
    """Let what remains of started activities end at their expected finish."""
    network = draft.network
    for limits, dates in ((network.constraint, network.constraint_at), (network.constraint2, network.constraint2_at)):
        if limits is not None and dates is not None:
            due = rows[(limits[rows] == int(Limit.EXPECTED_FINISH)) & (dates[rows] != NONE)]
            if due.size:
                draft.make_plain(due, np.maximum(draft.at(due, dates[due]) - draft.floor[due], 0))
