"""Primavera P6's rules (P6 Professional user's guide, "Scheduling projects").

- Start-on-or-before and finish-on-or-before bound late dates only; start on and finish on are both bounds at once;
  mandatory dates break the logic in both passes. Expected finish sets what remains.
- Progress: the data date and retained logic, progress override, or actual dates.
- Total float by ``float_type``: finish float (P6's default), start float, or the smaller.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kaname.engine.cpm.draft import Column, Draft
from kaname.engine.cpm.policies.policy import Policy
from kaname.engine.network import Limit


@dataclass(frozen=True)
class Primavera(Policy):
    """P6's rules. ``progress``: retained_logic | progress_override | actual_dates; ``float_type``: finish | start |
    smallest.
    """

    name = "primavera"
    progress: str = "retained_logic"
    float_type: str = "finish"

    def limit(self, draft: Draft, limit: Limit, rows: Column, at: Column) -> None:
        """Apply a constraint; mandatory ones beat logic."""
        super().limit(draft, limit, rows, at)
        if limit == Limit.MANDATORY_START:
            draft.pin(rows, at)
            draft.pin_late(rows, draft.finish_for(rows, at))
        elif limit == Limit.MANDATORY_FINISH:
            draft.pin(rows, draft.start_for(rows, at))
            draft.pin_late(rows, at)

    def total_float(self, start_float: Column, finish_float: Column, draft: Draft) -> Column:
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
        )
