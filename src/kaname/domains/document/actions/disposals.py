"""The end of a document: proposed by the clock, asked for by one person, decided by another. Never silent (S35)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.core.queries import today
from kaname.domains.document.actions import store
from kaname.domains.document.actions.telling import tell
from kaname.domains.document.actions.writing import acting, change, told
from kaname.domains.document.enums import OPEN, DisposalState, DocumentState, RetainedFrom
from kaname.domains.document.models import Disposal, Document, DocumentVersion
from kaname.domains.document.rules import demand, may_dispose, may_write, person_of, retention_end
from kaname.domains.document.validators import checked_keep, refuse
from kaname.domains.people.enums import Level
from kaname.domains.project.enums import ClosingState

ENDED = (ClosingState.ACCEPTED, ClosingState.DECLINED)


def propose_due() -> int:
    """Propose the disposal of every document whose retention has ended; return how many. Safe to call at any time."""
    _begin_counts()
    now = today()
    over = Document.objects.filter(retain_until__lt=now, held=False).exclude(state=DocumentState.DISPOSED)
    over = over.exclude(disposals__state__in=OPEN).exclude(kept_until__gte=now)
    return sum(_propose(document, now) for document in over.order_by("pk"))


def _begin_counts() -> None:
    """Let the years of retention begin where a project was closed since."""
    rows = Document.objects.filter(
        kind__retained_from=RetainedFrom.CLOSING, retain_until=None, project__closing__state__in=ENDED
    ).exclude(state=DocumentState.DISPOSED)
    for document in rows.select_related("kind", "project__closing"):
        end = retention_end(document)
        if end is not None:
            change(document, {"retain_until": end}, "document.retain", None)


@transaction.atomic
def _propose(document: Document, now: date) -> int:
    fresh = records.locked(document)
    gone = fresh.held or fresh.state == DocumentState.DISPOSED or fresh.disposals.filter(state__in=OPEN).exists()
    if gone or fresh.retain_until is None or fresh.retain_until >= now:
        return 0
    made = Disposal(document=fresh, due_on=fresh.retain_until, proposed_on=now)
    records.add(made, verb="disposal.propose", by=None, **told(fresh))
    tell(fresh, [fresh.owner], "document.disposal", but=None, day=fresh.retain_until.isoformat())
    return 1


def ask(*, disposal: Disposal, reason: str, by: Any) -> Disposal:
    """Ask for a document's disposal, with the reason; somebody else decides."""
    document = disposal.document
    demand(may_write(by, document) or may_dispose(by, document) or _owns(by, document), by)
    wrong: dict[str, Any] = {}
    if disposal.state != DisposalState.CANDIDATE:
        wrong["__all__"] = _("This cannot be done any more: %(state)s.") % {"state": disposal.get_state_display()}
    if not reason.strip():
        wrong["remark"] = _("Say why it may be destroyed.")
    refuse(wrong)
    values = {"state": DisposalState.ASKED, "reason": reason.strip(), "asked_by": acting(by)}
    return _write(disposal, values | {"asked_at": timezone.now()}, "disposal.ask", by)


def dispose(*, disposal: Disposal, by: Any, remark: str = "") -> Disposal:
    """Decide that a document is destroyed: its bytes go, what the register, the log and the ledger say of it stays."""
    document = disposal.document
    demand(may_dispose(by, document), by, Level.DECIDE)
    wrong: list[Any] = []
    if disposal.state != DisposalState.ASKED:
        wrong.append(_("Nobody has asked for its disposal."))
    if disposal.asked_by is not None and disposal.asked_by == person_of(by):
        wrong.append(_("You asked for it yourself: somebody else decides."))
    if document.held:
        wrong.append(_("It is under legal hold."))
    refuse(wrong)
    with transaction.atomic():
        written = _decide(disposal, DisposalState.DISPOSED, "disposal.dispose", by, remark)
        free = {"reserved_by": None, "reserved_until": None}
        change(document, {"state": DocumentState.DISPOSED, **free}, "document.dispose", by)
        digests = list(DocumentVersion.objects.filter(document=document).values_list("digest", flat=True))
        transaction.on_commit(lambda: store.destroy(digests))
    tell(document, [document.owner], "document.disposed", but=by)
    return written


def keep(*, disposal: Disposal, until: date | None, by: Any, remark: str = "") -> Disposal:
    """Decide that a document is kept until a day; then it is proposed again."""
    demand(may_dispose(by, disposal.document), by, Level.DECIDE)
    _check_open(disposal)
    day = checked_keep(until, today())
    with transaction.atomic():
        written = _decide(disposal, DisposalState.KEPT, "disposal.keep", by, remark, keep_until=day)
        change(disposal.document, {"kept_until": day}, "document.keep", by)
    return written


def hold(*, document: Document, reason: str, by: Any) -> Document:
    """Put a document under legal hold: nothing proposes or destroys it until the hold is lifted."""
    demand(may_dispose(by, document), by, Level.DECIDE)
    wrong: dict[str, Any] = {}
    if document.state == DocumentState.DISPOSED or document.held:
        wrong["__all__"] = _("This cannot be done any more.")
    if not reason.strip():
        wrong["remark"] = _("Say why it is held.")
    refuse(wrong)
    with transaction.atomic():
        written = change(document, {"held": True, "hold_reason": reason.strip()}, "document.hold", by)
        for disposal in document.disposals.filter(state__in=OPEN):
            _decide(disposal, DisposalState.HELD, "disposal.hold", by, reason)
    return written


def lift(*, document: Document, by: Any) -> Document:
    """Lift a legal hold; what is past its retention is proposed again."""
    demand(may_dispose(by, document), by, Level.DECIDE)
    return change(document, {"held": False, "hold_reason": ""}, "document.lift", by)


def _decide(disposal: Disposal, state: DisposalState, verb: str, by: Any, remark: str, **values: Any) -> Disposal:
    decided = {"decided_by": acting(by), "decided_at": timezone.now(), "remark": remark.strip()}
    return _write(disposal, {"state": state, **decided, **values}, verb, by)


def _write(disposal: Disposal, values: dict[str, Any], verb: str, by: Any) -> Disposal:
    why = values.get("reason", values.get("remark", ""))
    return records.change(
        disposal, values, verb=verb, by=by, version=disposal.version, reason=why, **told(disposal.document)
    )


def _check_open(disposal: Disposal) -> None:
    if disposal.state not in OPEN:
        raise ValidationError(_("This cannot be done any more: %(state)s.") % {"state": disposal.get_state_display()})


def _owns(by: Any, document: Document) -> bool:
    person = person_of(by)
    return person is not None and person.pk == document.owner_id
