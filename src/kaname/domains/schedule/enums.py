"""Leaves of schedule. Values equal those of exchange.document, so that a bridge only copies them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What a row of a plan is."""

    TASK = "task", _("Activity")
    MILESTONE = "milestone", _("Milestone")
    FINISH_MILESTONE = "finish_milestone", _("Finish milestone")
    SUMMARY = "summary", _("Summary")
    LEVEL_OF_EFFORT = "level_of_effort", _("Level of effort")
    RESOURCE_DEPENDENT = "resource_dependent", _("Resource dependent")


class ProposalState(models.TextChoices):
    """What became of a baseline that was proposed."""

    PROPOSED = "proposed", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RelationKind(models.TextChoices):
    """The four relation types."""

    FS = "FS", _("Finish to start")
    SS = "SS", _("Start to start")
    FF = "FF", _("Finish to finish")
    SF = "SF", _("Start to finish")


class LagKind(models.TextChoices):
    """How a lag is counted."""

    WORKING = "working", _("working time")
    ELAPSED = "elapsed", _("elapsed time")
    PERCENT = "percent", _("percent of the predecessor")
    ELAPSED_PERCENT = "elapsed_percent", _("elapsed percent of the predecessor")


class ConstraintKind(models.TextChoices):
    """Date constraints: the eight, and Primavera's."""

    ASAP = "ASAP", _("As soon as possible")
    ALAP = "ALAP", _("As late as possible")
    SNET = "SNET", _("Start no earlier than")
    SNLT = "SNLT", _("Start no later than")
    FNET = "FNET", _("Finish no earlier than")
    FNLT = "FNLT", _("Finish no later than")
    MSO = "MSO", _("Must start on")
    MFO = "MFO", _("Must finish on")
    MANDATORY_START = "MANDATORY_START", _("Mandatory start")
    MANDATORY_FINISH = "MANDATORY_FINISH", _("Mandatory finish")
    START_ON = "START_ON", _("Start on")
    FINISH_ON = "FINISH_ON", _("Finish on")
    EXPECTED_FINISH = "EXPECTED_FINISH", _("Expected finish")


class SignOff(models.TextChoices):
    """A relation between projects is promised by the giving side and accepted by the receiving one."""

    NOT_NEEDED = "not_needed", _("not needed")
    ASKED = "asked", _("asked")
    GIVEN = "given", _("promised by the giving project")
    AGREED = "agreed", _("agreed by both")
    REFUSED = "refused", _("refused")


class MeasurementMethod(models.TextChoices):
    """How much of a work package counts as done (spec 5.3); values equal those of engine.evm.methods."""

    ZERO_HUNDRED = "0/100", _("0/100: counts when finished")
    FIFTY_FIFTY = "50/50", _("50/50: half when begun")
    QUARTER = "25/75", _("25/75: a quarter when begun")
    MILESTONES = "milestones", _("Weighted steps")
    UNITS = "units", _("Units done")
    PHYSICAL = "physical", _("Physical inspection")
    LEVEL_OF_EFFORT = "loe", _("Level of effort: as planned")
    MANUAL = "manual", _("Manual: an opinion")


class RoundStatus(models.TextChoices):
    """A reporting round's way: collecting, then frozen for good."""

    OPEN = "open", _("Collecting")
    FREEZING = "freezing", _("Being frozen")
    FROZEN = "frozen", _("Frozen")


class ReportStatus(models.TextChoices):
    """Where one person's report of one project stands."""

    WAITING = "waiting", _("Not received")
    RETURNED = "returned", _("Sent back with a question")
    RECEIVED = "received", _("Received")


class ReportWay(models.TextChoices):
    """How a report came in."""

    PAGE = "page", _("signed in")
    LINK = "link", _("by the link of the mail")
    PROXY = "proxy", _("entered by proxy")


class MoveKind(models.TextChoices):
    """What a what-if does to an activity."""

    SWAP = "swap", _("Another person")
    SHIFT = "shift", _("Begins later")
    UNITS = "units", _("Another percent")
