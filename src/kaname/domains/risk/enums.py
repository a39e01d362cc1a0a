"""Leaves of risk (specification 4.3 and 5.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskState(models.TextChoices):
    """A risk's way: found, scored, answered by a plan, watched; then it happened, or it is closed."""

    IDENTIFIED = "identified", _("Identified")
    ANALYSED = "analysed", _("Analysed")
    PLANNED = "planned", _("Response planned")
    WATCHED = "watched", _("Watched")
    HAPPENED = "happened", _("Happened")
    CLOSED = "closed", _("Ended")


OPEN = (RiskState.IDENTIFIED, RiskState.ANALYSED, RiskState.PLANNED, RiskState.WATCHED)
"""It may still happen."""
ANSWERED = (RiskState.PLANNED, RiskState.WATCHED)
"""There is a plan of what is done about it."""

NEXT: dict[str, tuple[RiskState, ...]] = {
    RiskState.IDENTIFIED: (RiskState.HAPPENED, RiskState.CLOSED),
    RiskState.ANALYSED: (RiskState.HAPPENED, RiskState.CLOSED),
    RiskState.PLANNED: (RiskState.WATCHED, RiskState.HAPPENED, RiskState.CLOSED),
    RiskState.WATCHED: (RiskState.HAPPENED, RiskState.CLOSED),
    RiskState.HAPPENED: (RiskState.CLOSED,),
    RiskState.CLOSED: (RiskState.ANALYSED,),
}
"""Where somebody may bring a risk. Scoring brings what was identified to analysed, planning what was analysed to
planned; what was closed is opened again as analysed."""


class Direction(models.TextChoices):
    """Whether its effect is feared or hoped for."""

    THREAT = "threat", _("Threat")
    OPPORTUNITY = "opportunity", _("Opportunity")


class Category(models.TextChoices):
    """Where a risk comes from."""

    TECHNICAL = "technical", _("Technical")
    REQUIREMENTS = "requirements", _("Requirements")
    PEOPLE = "people", _("People and skills")
    SUPPLIER = "supplier", _("Suppliers and contracts")
    PLANNING = "planning", _("Plan and estimates")
    ORGANISATION = "organisation", _("Organisation and stakeholders")
    OUTSIDE = "outside", _("Outside (law, market, nature)")
    OTHER = "other", _("Something else")


class Proximity(models.TextChoices):
    """How near in time it is."""

    MONTH = "month", _("within a month")
    QUARTER = "quarter", _("within three months")
    LATER = "later", _("later than that")


class Response(models.TextChoices):
    """What is done about it; which of them fit, the direction says."""

    AVOID = "avoid", _("Avoid")
    TRANSFER = "transfer", _("Transfer")
    MITIGATE = "mitigate", _("Mitigate")
    EXPLOIT = "exploit", _("Exploit")
    SHARE = "share", _("Share")
    ENHANCE = "enhance", _("Enhance")
    ACCEPT = "accept", _("Accept the risk")
    ESCALATE = "escalate", _("Escalate")


RESPONSES: dict[str, tuple[Response, ...]] = {
    Direction.THREAT: (Response.AVOID, Response.TRANSFER, Response.MITIGATE, Response.ACCEPT, Response.ESCALATE),
    Direction.OPPORTUNITY: (Response.EXPLOIT, Response.SHARE, Response.ENHANCE, Response.ACCEPT),
}


class Band(models.TextChoices):
    """How high a score is: 1-4 low, 5-9 medium, 10-16 high, 17-25 extreme (specification 5.5)."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    EXTREME = "extreme", _("extreme")


HIGH = 10
"""From this score on a risk needs a response and somebody who answers for it."""
