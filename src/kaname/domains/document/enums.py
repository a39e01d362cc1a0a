"""Leaves of document control: classes, a document's way, what may be done to it, retention."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.enums import Confidentiality


class DocumentClass(models.IntegerChoices):
    """The classes of specification 2.0 that a document of the register may have, by the words written on documents.

    C4 to C6 (consultation, personal data, contract prices) have rules of their own and no place here.
    """

    PUBLIC = Confidentiality.PUBLIC.value, _("Public (C0)")
    COMPANY = Confidentiality.COMPANY.value, _("Within the company (C1)")
    PROJECT = Confidentiality.PROJECT.value, _("Within the project (C2)")
    MANAGEMENT = Confidentiality.MANAGEMENT.value, _("Company secret, management only (C3)")


LEDGERED = DocumentClass.MANAGEMENT
"""From this class on, every reading of a file is written into the access ledger."""


class DocumentState(models.TextChoices):
    """Where a document's newest version stands; the version in force stays so until the next is approved."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Being reviewed")
    APPROVAL = "approval", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    OBSOLETE = "obsolete", _("Obsolete")
    DISPOSED = "disposed", _("Disposed of")


WAITING = (DocumentState.REVIEW, DocumentState.APPROVAL)
"""Somebody is asked to act."""
WRITABLE = (DocumentState.DRAFT, DocumentState.APPROVED)
"""A next version may be put up."""
LIVE = (*WRITABLE, *WAITING)


class StepKind(models.TextChoices):
    """What happened to a version on its way."""

    SUBMITTED = "submitted", _("handed in")
    REVIEWED = "reviewed", _("reviewed, no objection")
    RETURNED = "returned", _("sent back")
    APPROVED = "approved", _("approved")


class VersionState(models.TextChoices):
    """How a version stands beside the others: what a reader must know before using its file."""

    IN_FORCE = "in_force", _("in force")
    WORKING = "working", _("being worked on")
    SUPERSEDED = "superseded", _("superseded version")
    OBSOLETE = "obsolete", _("obsolete document")


class RetainedFrom(models.TextChoices):
    """From which day the years of retention are counted."""

    APPROVAL = "approval", _("from the approval of the version in force")
    CLOSING = "closing", _("from the closing of the project")


class DisposalState(models.TextChoices):
    """A proposal's way. The clock proposes, one person asks for disposal, another decides."""

    CANDIDATE = "candidate", _("disposal proposed")
    ASKED = "asked", _("disposal asked for")
    DISPOSED = "disposed", _("disposed of")
    KEPT = "kept", _("kept longer")
    HELD = "held", _("under legal hold")


OPEN = (DisposalState.CANDIDATE, DisposalState.ASKED)


class ReadingKind(models.TextChoices):
    """How somebody came to see a file."""

    VIEW = "view", _("looked at")
    DOWNLOAD = "download", _("downloaded")
    PLACE = "place", _("opened the place where it lies")
