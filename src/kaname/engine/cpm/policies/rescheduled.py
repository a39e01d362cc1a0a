"""Microsoft Project's rules after its command "reschedule uncompleted work to start after" the status date.

Without that command Project leaves late work in the past. What a plan says about its finish is then too early; this
policy is the honest forecast: what remains of a started activity goes on at the data date, and nothing else begins
before it. Constraints that are honoured still put their activities where they say.
"""

from dataclasses import dataclass

import numpy as np

from kaname.engine.cpm.draft import PIN, Draft
from kaname.engine.cpm.policies.msproject import MicrosoftProject
from kaname.engine.network import NONE


@dataclass(frozen=True)
class RescheduledMicrosoftProject(MicrosoftProject):
    """Microsoft Project's rules with remaining work after the data date."""

    def keep_started(self, draft: Draft) -> None:
        """Keep the start; the rest goes on where Project puts it, but not before the data date."""
        super().keep_started(draft)
        dates = draft.network.data_date
        if dates is None:
            return
        rows, _ = draft.unfinished()
        rows = rows[dates[draft.network.column("project")[rows]] != NONE]
        if rows.size:
            now = draft.at(rows, dates[draft.network.column("project")[rows]])
            draft.pin(rows, np.maximum(draft.rare[rows, PIN], now))
        draft.not_before_data_date()
