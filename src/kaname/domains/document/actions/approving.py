"""A version's way to approval: handed in, reviewed, approved by somebody who did not write it, or sent back (DO-02)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.document.actions.telling import tell
from kaname.domains.document.actions.writing import acting, told
from kaname.domains.document.enums import WAITING, DocumentState, StepKind
from kaname.domains.document.models import Document, DocumentStep, DocumentVersion
from kaname.domains.document.rules import (
    demand,
    may_approve,
    may_review,
    may_write,
    reserved_from,
    retention_end,
)
from kaname.domains.document.validators import refuse
from kaname.domains.people.enums import Level
from kaname.domains.people.models import Person


def submit(*, document: Document, by: Any, remark: str = "", version: int | None = None) -> Document:
    """Hand the newest version in: to the reviewer, without one straight to the approver. Names all that is missing."""
    demand(may_write(by, document), by)
    refuse(not_ready(document, by))
    to = DocumentState.APPROVAL if document.reviewer_id is None else DocumentState.REVIEW
    written = _step(document, StepKind.SUBMITTED, {"state": to}, "document.submit", by, remark, version)
    if to == DocumentState.REVIEW:
        tell(written, [written.reviewer], "document.review", but=by)
    else:
        tell(written, [written.approver], "document.approval", but=by)
    return written


def not_ready(document: Document, by: Any) -> list[str]:
    """Return everything that keeps the newest version from being handed in."""
    wrong = []
    latest = document.latest
    if document.state != DocumentState.DRAFT:
        wrong.append(_("Only a draft is handed in: %(state)s.") % {"state": document.get_state_display()})
    if latest is None:
        wrong.append(_("There is no version yet. Put a file up first."))
    if document.approver is None:
        wrong.append(_("No approver is named."))
    if latest is not None and document.approver_id == latest.made_by_id:
        wrong.append(_("The approver put this version up. Name somebody else."))
    if latest is not None and document.reviewer_id == latest.made_by_id:
        wrong.append(_("The reviewer put this version up. Name somebody else, or nobody."))
    if reserved_from(by, document):
        wrong.append(_("%(person)s has reserved it.") % {"person": document.reserved_by})
    return wrong


def review(*, document: Document, by: Any, remark: str = "", version: int | None = None) -> Document:
    """Say that the version was reviewed without objection; it goes to the approver."""
    _turn(document, DocumentState.REVIEW)
    demand(may_review(by, document), by)
    to = {"state": DocumentState.APPROVAL}
    written = _step(document, StepKind.REVIEWED, to, "document.review", by, remark, version)
    tell(written, [written.approver], "document.approval", but=by)
    return written


def send_back(*, document: Document, remark: str, by: Any, version: int | None = None) -> Document:
    """Send a version back with what is missing: whoever's turn it is, or as its owner."""
    if document.state not in WAITING:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": document.get_state_display()})
    demand(may_review(by, document) or may_approve(by, document) or may_write(by, document), by)
    if not remark.strip():
        raise ValidationError({"remark": _("Say what is missing.")})
    back = {"state": DocumentState.DRAFT}
    written = _step(document, StepKind.RETURNED, back, "document.send_back", by, remark, version)
    tell(written, _authors(written), "document.returned", but=by)
    return written


def approve(*, document: Document, by: Any, remark: str = "", version: int | None = None) -> Document:
    """Approve the newest version: it is in force from now, the one before is superseded, retention counts anew."""
    _turn(document, DocumentState.APPROVAL)
    demand(may_approve(by, document), by, Level.DECIDE)
    document.approved_on = today()
    values: dict[str, Any] = {
        "state": DocumentState.APPROVED,
        "in_force": document.latest,
        "approved_on": document.approved_on,
        "approved_by": acting(by),
        "retain_until": retention_end(document),
        "review_by": None,
    }
    written = _step(document, StepKind.APPROVED, values, "document.approve", by, remark, version)
    tell(written, _authors(written), "document.approved", but=by)
    return written


def _authors(document: Document) -> list[Person]:
    """Return whom an answer is for: the owner, and whoever put the version up."""
    return [document.owner] if document.latest is None else [document.owner, document.latest.made_by]


def _turn(document: Document, needed: DocumentState) -> None:
    if document.state != needed:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": document.get_state_display()})


@transaction.atomic
def _step(
    document: Document, kind: StepKind, values: dict[str, Any], verb: str, by: Any, remark: str, version: int | None
) -> Document:
    fresh = records.locked(document)
    if (fresh.state, fresh.latest_id) != (document.state, document.latest_id):
        raise ValidationError(_("The document changed meanwhile. Please look at it again."))
    written = records.change(fresh, values, verb=verb, by=by, version=version, reason=remark.strip(), **told(document))
    latest: DocumentVersion = fresh.latest  # type: ignore[assignment] # handed in: there is one
    DocumentStep.objects.create(
        version=latest, kind=kind, made_at=timezone.now(), made_by=acting(by), remark=remark.strip()
    )
    return written
