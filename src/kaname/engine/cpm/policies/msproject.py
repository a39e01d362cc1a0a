"""Microsoft Project's rules, found by comparing with dates that it stored (bench/equality.py).

- "Honour constraint dates" on: SNLT and FNLT keep early dates back, MSO and MFO fix both passes. Off: they only bound
  late dates.
- A started activity keeps its start; the rest follows at once, or from where it resumes. Logic and status date do not
  move it.
- Total slack is the smaller of start slack and finish slack; of a started activity, its finish slack.
"""

from dataclasses import dataclass

import numpy as np

from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.policies.policy import Policy
from kaname.engine.cpm.problem import Node
from kaname.engine.network import NONE, Limit


@dataclass(frozen=True)
class MicrosoftProject(Policy):
    """Microsoft Project's rules; ``honour`` is its option "tasks will always honour their constraint dates"."""

    name = "msproject"
    honour: bool = True

    def limit(self, draft: Draft, limit: Limit, rows: Column, at: Column) -> None:
        """Apply a constraint; when honoured, dates beat logic."""
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
        rows, begin = draft.unfinished()
        if not rows.size:
            return
        network = draft.network
        start = draft.at(rows, begin)
        resume = network.column("resume")[rows]
        done = network.duration[rows] - network.column("remaining")[rows]
        base = np.where(resume == NONE, start + done, draft.at(rows, resume))
        draft.make_plain(rows, network.column("remaining")[rows])
        draft.show(rows, start)
        draft.pin(rows, base)

    def total_float(self, start_float: Column, finish_float: Column, draft: Draft) -> Column:
        """Return the smaller of the two slacks; the finish slack once started."""
        going = (draft.flags & Node.SHOWN) != 0
        return np.where(going, finish_float, np.minimum(start_float, finish_float))
