"""Who may do what to a document, when its retention ends, and what the company set."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kaname.domains.core.models import Organisation
from kaname.domains.document.enums import LEDGERED, LIVE, DocumentState, RetainedFrom, VersionState
from kaname.domains.document.models import Document, DocumentVersion
from kaname.domains.people.enums import Level, Role, Subject
from kaname.domains.people.models import Person
from kaname.domains.people.rules import NotAllowed, can_company, company_roles
from kaname.domains.project.enums import ClosingState
from kaname.domains.project.models import Project
from kaname.domains.project.rules import can, roles_in

PLACE = "documents"
KEEPERS = frozenset({Role.PMO_MANAGER, Role.PMO_ADMINISTRATOR, Role.PROJECT_MANAGER})
"""Who keeps the whole register of a project (2.3: full edit of registers); others write what they own."""
LEDGER_READERS = frozenset({Role.PMO_MANAGER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Filing:
    """What the company set, from ``Organisation.thresholds["documents"]``: the numbering scheme, what stands for
    {project} in numbers of company-wide documents, for how many hours a reservation holds.
    """

    scheme: str = "{project}-{kind}-{year}-{serial:4}"
    company: str = "CO"
    hours: int = 24

    @classmethod
    def of(cls, company: Organisation) -> "Filing":
        """Return the company's settings."""
        kept = company.thresholds.get(PLACE, {})
        return cls(**{name: kept[name] for name in ("scheme", "company", "hours") if name in kept})


def person_of(user: Any) -> Person | None:
    """Return who a user is; kept on the user for the request."""
    if user is None:
        return None
    if "_document_person" not in user.__dict__:
        user.__dict__["_document_person"] = Person.objects.filter(user_id=user.pk).first()
    found: Person | None = user.__dict__["_document_person"]
    return found


def _is(user: Any, key: int | None) -> bool:
    person = person_of(user)
    return person is not None and person.pk == key


def keeps(user: Any, project: Project | None) -> bool:
    """Return whether a user keeps the register of a project, or the company-wide one."""
    if project is None:
        return can_company(user, Subject.FILING, Level.EDIT)
    return bool(roles_in(user, project) & KEEPERS)


def may_register(user: Any, project: Project | None) -> bool:
    """Return whether a user may enter a document: in a project everybody who writes documents there."""
    return keeps(user, None) if project is None else can(user, project, Subject.DOCUMENT, Level.EDIT)


def may_write(user: Any, document: Document) -> bool:
    """Return whether a user may change a document or put up its next version: its keepers and its owner."""
    if document.state in (DocumentState.DISPOSED, DocumentState.OBSOLETE):
        return False
    return keeps(user, document.project) or _is(user, document.owner_id)


def may_review(user: Any, document: Document) -> bool:
    """Return whether it is this user's turn to review."""
    return document.state == DocumentState.REVIEW and _is(user, document.reviewer_id)


def may_approve(user: Any, document: Document) -> bool:
    """Return whether it is this user's turn to approve: the approver, unless it is their own version."""
    own = document.latest is not None and _is(user, document.latest.made_by_id)
    return document.state == DocumentState.APPROVAL and _is(user, document.approver_id) and not own


def may_dispose(user: Any, document: Document) -> bool:
    """Return whether a user decides about the end of a document (matrix: ◎)."""
    if document.project is None:
        return can_company(user, Subject.FILING, Level.DECIDE)
    return can(user, document.project, Subject.DOCUMENT, Level.DECIDE)


def may_read_ledger(user: Any, document: Document) -> bool:
    """Return whether a user may read who read a document: owner, PMO manager, auditor."""
    roles = company_roles(user) if document.project is None else roles_in(user, document.project)
    return _is(user, document.owner_id) or bool(roles & LEDGER_READERS)


def may_read_class(person: Person, project: Project | None, confidentiality: int) -> bool:
    """Return whether a person reads documents of a class there by their roles; without an account by being named."""
    if confidentiality < LEDGERED or person.user is None:
        return True
    if project is None:
        return bool(company_roles(person.user) & LEDGER_READERS)
    return can(person.user, project, Subject.COST, Level.READ)


def demand(allowed: bool, by: Any, needed: Level = Level.EDIT) -> None:
    """Raise NotAllowed where it is not; the system itself (None) may."""
    if by is not None and not allowed:
        raise NotAllowed(Subject.DOCUMENT, needed)


def reserved_from(user: Any, document: Document) -> bool:
    """Return whether somebody else has reserved a document now."""
    if document.reserved_until is None or document.reserved_until <= timezone.now():
        return False
    return not _is(user, document.reserved_by_id)


def state_of(version: DocumentVersion, document: Document) -> VersionState:
    """Return how a version stands: in force, being worked on behind the one in force, or superseded (旧版)."""
    if document.state in (DocumentState.OBSOLETE, DocumentState.DISPOSED):
        return VersionState.OBSOLETE
    if version.pk == document.in_force_id:
        return VersionState.IN_FORCE
    return VersionState.WORKING if version.pk == document.latest_id else VersionState.SUPERSEDED


def retention_end(document: Document) -> date | None:
    """Return the day until which a document is kept by its rule; None: for good, or the count has not begun."""
    years = document.years
    begin = document.approved_on
    if document.kind.retained_from == RetainedFrom.CLOSING and document.project is not None:
        begin = closed_on(document.project)
    if years is None or begin is None:
        return None
    try:
        return begin.replace(year=begin.year + years)
    except ValueError:  # the 29th of February
        return begin.replace(year=begin.year + years, day=28)


def closed_on(project: Project) -> date | None:
    """Return the day on which the sponsor answered the closing report; None before."""
    closing = getattr(project, "closing", None)
    if closing is None or closing.state not in (ClosingState.ACCEPTED, ClosingState.DECLINED):
        return None
    day: date = timezone.localtime(closing.answered_at).date()
    return day


def is_live(document: Document) -> bool:
    """Return whether a document is in use."""
    return document.state in LIVE
