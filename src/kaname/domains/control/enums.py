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


class SupportKind(models.TextChoices):
    """What a project asks the PMO for (mission row S01)."""

    PLAN = "plan", _("Review of the plan")
    ESTIMATE = "estimate", _("Check of an estimate")
    RISK = "risk", _("Risk workshop")
    FACILITATION = "facilitation", _("Facilitation of a meeting")
    REPORT = "report", _("Writing a report")
    RECOVERY = "recovery", _("Recovery")
    OTHER = "other", _("Something else")


class SupportState(models.TextChoices):
    """A support request's way (specification 4.5): waits for the PMO, is helped, waits for the project's word, over."""

    OPEN = "open", _("waits for help")
    ACCEPTED = "accepted", _("is being helped")
    DELIVERED = "delivered", _("waits for the project's word")
    DONE = "done", _("help is over")
    DECLINED = "declined", _("no help possible")
    WITHDRAWN = "withdrawn", _("taken back by the project")


UNSETTLED_SUPPORT = (SupportState.OPEN, SupportState.ACCEPTED, SupportState.DELIVERED)
"""Somebody still has to do something about it."""


class Power(models.TextChoices):
    """What the table of authority sets limits to; beyond a limit the sponsor of the project decides."""

    DECISION = "decision", _("decisions of a project: its project manager")
    DEMAND = "demand", _("role demands: the PMO manager")
