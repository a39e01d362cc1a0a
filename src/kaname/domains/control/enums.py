"""Leaves of control."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    """A decision's way: drafted, raised, then decided, sent back or shelved; whoever raised it may withdraw it."""

    DRAFT = "draft", _("Drafted")
    RAISED = "raised", _("Waiting for a decision")
    SENT_BACK = "sent_back", _("Sent back")
    DECIDED = "decided", _("Decided")
    SHELVED = "shelved", _("Not pursued")
    WITHDRAWN = "withdrawn", _("Withdrawn")


BEING_WRITTEN = (DecisionState.DRAFT, DecisionState.SENT_BACK)
"""The question may still be changed."""

SETTLED = (DecisionState.DECIDED, DecisionState.SHELVED)
"""Somebody has spoken: the row is never changed again, and a new decision may take its place."""

OPTION_KEYS = ("A", "B", "C", "D")
"""How the options of a question are named; a choice among more than four is prepared badly."""
