"""Leaves of staffing: a demand's way (specification 4.2), and the steps that time-to-fill is broken down by (S22)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemandState(models.TextChoices):
    """A role demand's way. The specification's 候補選定 is two states here, the choosing and the arranging, since the
    time for interviews and the time for the contract are told apart.
    """

    RAISED = "raised", _("Raised, not approved yet")
    APPROVED = "approved", _("Approved")
    INSIDE = "inside", _("Searched inside the company")
    OUTSIDE = "outside", _("Searched outside")
    CHOOSING = "choosing", _("Candidates are interviewed")
    ARRANGING = "arranging", _("Chosen, being arranged")
    FILLED = "filled", _("Filled")
    WITHDRAWN = "withdrawn", _("Called off")
    EXPIRED = "expired", _("Expired unfilled")


OPEN = (
    DemandState.RAISED,
    DemandState.APPROVED,
    DemandState.INSIDE,
    DemandState.OUTSIDE,
    DemandState.CHOOSING,
    DemandState.ARRANGING,
)
"""Somebody still has to act."""

SEARCHED = (DemandState.APPROVED, DemandState.INSIDE, DemandState.OUTSIDE)

NEXT: dict[str, tuple[DemandState, ...]] = {
    DemandState.RAISED: (DemandState.APPROVED,),
    DemandState.APPROVED: (DemandState.INSIDE, DemandState.OUTSIDE),
    DemandState.INSIDE: (DemandState.CHOOSING, DemandState.OUTSIDE),
    DemandState.OUTSIDE: (DemandState.CHOOSING,),
    DemandState.CHOOSING: (DemandState.ARRANGING, DemandState.INSIDE, DemandState.OUTSIDE),
    DemandState.ARRANGING: (DemandState.FILLED, DemandState.CHOOSING),
}
"""Where a demand may go from a state, the usual way first. Every open one may also be cancelled, or expire."""


class Step(models.TextChoices):
    """The parts of time-to-fill (mission row S22): 承認, 探索, 面談, 契約."""

    APPROVAL = "approval", _("Approval")
    SEARCH = "search", _("Finding somebody")
    INTERVIEW = "interview", _("Interviews")
    ARRANGEMENT = "arrangement", _("Contract or assignment")


STEP_OF: dict[str, Step] = {
    DemandState.RAISED: Step.APPROVAL,
    DemandState.APPROVED: Step.SEARCH,
    DemandState.INSIDE: Step.SEARCH,
    DemandState.OUTSIDE: Step.SEARCH,
    DemandState.CHOOSING: Step.INTERVIEW,
    DemandState.ARRANGING: Step.ARRANGEMENT,
}
"""Which step the time in a state belongs to."""


class Source(models.TextChoices):
    """Who fills a demand: the company's own people alone, or anybody from elsewhere."""

    INTERNAL = "internal", _("internal")
    EXTERNAL = "external", _("external")
