"""Edits of a plan: tried out, kept, undone. One transaction, one audit event, one new version of the plan.

An edit is written down as changes of rows (:class:`Change`), so that what is tried, what is kept and what is taken back
are one and the same computation.
"""

from kaname.domains.schedule.actions.edits.applying import apply, preview, trial
from kaname.domains.schedule.actions.edits.outcome import Conflicted, Outcome, Refusal, Refused
from kaname.domains.schedule.actions.edits.undoing import NothingToUndo, in_waiting, undo

__all__ = [
    "Conflicted",
    "NothingToUndo",
    "Outcome",
    "Refusal",
    "Refused",
    "apply",
    "in_waiting",
    "preview",
    "trial",
    "undo",
]
