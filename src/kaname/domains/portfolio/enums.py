"""Leaves of portfolio: how strategic objectives, key figures and portfolios stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectiveState(models.TextChoices):
    """A strategic objective's way (specification 4.1): drafted, approved, under way, then its end."""

    DRAFT = "draft", _("Drafted")
    APPROVED = "approved", _("Approved")
    RUNNING = "running", _("Executing")
    ACHIEVED = "achieved", _("Achieved")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


IN_FORCE = (ObjectiveState.APPROVED, ObjectiveState.RUNNING)
"""Objectives that projects may serve now."""
NEXT_STATES: dict[str, tuple[ObjectiveState, ...]] = {
    ObjectiveState.DRAFT: (ObjectiveState.APPROVED, ObjectiveState.CANCELLED),
    ObjectiveState.APPROVED: (ObjectiveState.RUNNING, ObjectiveState.CANCELLED),
    ObjectiveState.RUNNING: (ObjectiveState.ACHIEVED, ObjectiveState.MISSED, ObjectiveState.CANCELLED),
}
"""Which state may follow which; what is not named is an end."""


class Direction(models.TextChoices):
    """Where a key figure is to go."""

    HIGHER = "higher", _("the higher the better")
    LOWER = "lower", _("the lower the better")


class PortfolioState(models.TextChoices):
    """A portfolio's way (specification 4.1): being formed, approved, run, reviewed, closed."""

    FORMING = "forming", _("Forming")
    APPROVED = "approved", _("Approved")
    RUNNING = "running", _("In operation")
    REVIEW = "review", _("Under review")
    CLOSED = "closed", _("Wound up")


NEXT_PORTFOLIO_STATES: dict[str, tuple[PortfolioState, ...]] = {
    PortfolioState.FORMING: (PortfolioState.APPROVED, PortfolioState.CLOSED),
    PortfolioState.APPROVED: (PortfolioState.RUNNING, PortfolioState.CLOSED),
    PortfolioState.RUNNING: (PortfolioState.REVIEW, PortfolioState.CLOSED),
    PortfolioState.REVIEW: (PortfolioState.RUNNING, PortfolioState.CLOSED),
}
"""Which state may follow which; closed is the end."""
