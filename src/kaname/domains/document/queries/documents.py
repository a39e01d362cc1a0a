"""Documents as lists, homes and pages read them; a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kaname.domains.core.queries import today
from kaname.domains.document.enums import OPEN, WAITING, DisposalState, DocumentState
from kaname.domains.document.models import Disposal, Document, DocumentReading
from kaname.domains.document.rules import may_dispose
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.enums import DeliverableStatus, ProjectStatus
from kaname.domains.project.models import Deliverable, Project
from kaname.domains.project.rules import know_roles

JOINED = ("project", "kind", "owner", "latest", "in_force", "approved_by", "deliverable", "phase")
OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)
BEGUN = (
    DeliverableStatus.SUBMITTED,
    DeliverableStatus.ACCEPTED,
    DeliverableStatus.APPROVED,
    DeliverableStatus.IN_REVIEW,
)
"""Deliverables of these states exist, so that their document must be known (rule DO-01)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents a reader sees, and what of them waits."""

    all: int
    waiting: int
    late: int
    proposed: int


def documents_visible_to(user: Any) -> QuerySet[Document]:
    """Return the documents a user may know of, with what a list shows of them."""
    return Document.objects.visible_to(user).select_related(*JOINED)


def counts_of(user: Any) -> Counts:
    """Return the counts of what a user sees; one query."""
    seen = Document.objects.visible_to(user)
    found = seen.aggregate(
        all=Count("pk", filter=~Q(state=DocumentState.DISPOSED), distinct=True),
        waiting=Count("pk", filter=Q(state__in=WAITING), distinct=True),
        late=Count("pk", filter=Q(state__in=WAITING, review_by__lt=today()), distinct=True),
        proposed=Count("pk", filter=Q(disposals__state__in=OPEN), distinct=True),
    )
    return Counts(**found)


def waiting_for(user: Any) -> list[Document]:
    """Return the documents whose review or approval is this user's, the most urgent first."""
    if not getattr(user, "is_authenticated", False):
        return []
    mine = Q(state=DocumentState.REVIEW, reviewer__user=user)
    mine |= Q(state=DocumentState.APPROVAL, approver__user=user) & ~Q(latest__made_by__user=user)
    return list(documents_visible_to(user).filter(mine).order_by("review_by", "number"))


def waiting_for_others(user: Any) -> list[Document]:
    """Return the documents that wait for a review or approval past its day, wherever a user sees them."""
    late = documents_visible_to(user).filter(state__in=WAITING, review_by__lt=today())
    return list(late.order_by("review_by", "number"))


def disposals_visible_to(user: Any) -> QuerySet[Disposal]:
    """Return the proposals of the documents that a user may know of."""
    seen = Document.objects.visible_to(user)
    return Disposal.objects.filter(document__in=seen).select_related(
        "document__project", "document__kind", "document__owner", "document__latest", "document__in_force", "asked_by",
        "decided_by",
    )  # fmt: skip


def disposals_for(user: Any) -> list[Disposal]:
    """Return the open proposals that wait for a user: to decide where another asked, to ask as the owner."""
    rows = list(disposals_visible_to(user).filter(state__in=OPEN))
    know_roles(user, [d.document.project for d in rows if d.document.project is not None])
    return [d for d in rows if _acts(user, d)]


def _acts(user: Any, disposal: Disposal) -> bool:
    if disposal.state == DisposalState.ASKED:
        asked = disposal.asked_by is not None and disposal.asked_by.user_id == user.pk
        return may_dispose(user, disposal.document) and not asked
    return bool(disposal.document.owner.user_id == user.pk)


def unregistered(user: Any, projects: Any = None) -> QuerySet[Deliverable]:
    """Return mandatory deliverables that exist but have no document with a version (rule DO-01), where a user edits
    the register.
    """
    where = Project.objects.visible_to(user, Subject.DOCUMENT, Level.EDIT)
    rows = Deliverable.objects.exclude(project__status__in=OVER).filter(
        mandatory=True, status__in=BEGUN, project__in=where if projects is None else projects
    )
    known = Document.objects.filter(deliverable=OuterRef("pk"), latest__isnull=False)
    return rows.filter(~Exists(known)).select_related("project", "owner").order_by("project__code", "code")


def ledger_of(document: Document) -> QuerySet[DocumentReading]:
    """Return a document's access ledger, the newest first; who may read it, ``rules.may_read_ledger`` says."""
    rows = DocumentReading.objects.filter(version__document=document)
    return rows.select_related("version", "read_by__person")
