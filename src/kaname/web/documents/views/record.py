"""One document: which version holds, whose turn it is, all versions with their way, retention, the access ledger."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaname.domains.core.queries import today
from kaname.domains.document.actions.approving import not_ready
from kaname.domains.document.enums import LEDGERED, LIVE, OPEN, WAITING, DisposalState, DocumentState
from kaname.domains.document.models import Disposal, Document, DocumentVersion
from kaname.domains.document.queries.documents import documents_visible_to, ledger_of
from kaname.domains.document.rules import (
    keeps,
    may_approve,
    may_dispose,
    may_read_ledger,
    may_review,
    may_write,
    person_of,
    reserved_from,
    state_of,
)
from kaname.web.documents.sentences import document_answer
from kaname.web.shell.access import signed_in

LINES = 50
"""Lines of the ledger on the page; the newest."""


@signed_in
def document_page(request: HttpRequest, document: str) -> HttpResponse:
    """Show a document; whoever is to act, does so here."""
    found = found_or_404(request, document)
    versions = list(found.versions.select_related("made_by").prefetch_related("steps__made_by"))
    open_one = Disposal.objects.filter(document=found, state__in=OPEN).select_related("asked_by").first()
    context = {
        "d": found,
        "answer": document_answer(found),
        "versions": [(v, state_of(v, found)) for v in versions],
        "disposal": open_one,
        "disposals": list(found.disposals.exclude(state__in=OPEN).select_related("asked_by", "decided_by")),
        "secret": found.confidentiality >= LEDGERED,
        **_rights(request.user, found, open_one),
    }
    if context["may_read_ledger"]:
        context["ledger"] = list(ledger_of(found)[: LINES + 1])
        context["lines"] = LINES
    return render(request, "documents/document.html", context)


def _rights(user: Any, found: Document, disposal: Disposal | None) -> dict[str, Any]:
    writes, decides = may_write(user, found), may_dispose(user, found)
    waiting, mine = found.state in WAITING, may_review(user, found) or may_approve(user, found)
    asked = disposal is not None and disposal.state == DisposalState.ASKED
    person = person_of(user)
    own = disposal is not None and disposal.asked_by is not None and disposal.asked_by == person
    owns = person is not None and person.pk == found.owner_id
    reserved = found.reserved_until is not None and (reserved_from(user, found) or found.reserved_by == person)
    return {
        "may_write": writes,
        "may_put_up": writes and found.state in (DocumentState.DRAFT, DocumentState.APPROVED)
        and not reserved_from(user, found),
        "may_review": may_review(user, found),
        "may_approve": may_approve(user, found),
        "may_return": waiting and (mine or writes),
        "missing": not_ready(found, user) if writes and found.state == DocumentState.DRAFT else None,
        "reserved": reserved,
        "may_reserve": writes and found.state in LIVE and not reserved,
        "may_release": reserved and (found.reserved_by == person or keeps(user, found.project)),
        "may_withdraw": writes and found.state in LIVE,
        "may_ask": disposal is not None and not asked and (writes or decides or owns),
        "may_dispose": asked and decides and not own,
        "may_keep": disposal is not None and decides,
        "may_hold": decides and not found.held and found.state != DocumentState.DISPOSED,
        "may_lift": decides and found.held,
        "may_read_ledger": may_read_ledger(user, found),
        "today": today(),
    }  # fmt: skip


def found_or_404(request: HttpRequest, number: str) -> Document:
    """Return a document that the reader may know of."""
    rows = documents_visible_to(request.user).select_related("reviewer", "approver", "reserved_by", "latest__made_by")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def version_or_404(document: Document, label: str) -> DocumentVersion:
    """Return a version of a document by its number."""
    major, _dot, minor = label.partition(".")
    if not (len(label) < 12 and f"{major}{minor}".isascii() and major.isdigit() and minor.isdigit()):
        raise Http404
    found = document.versions.select_related("made_by").filter(major=int(major), minor=int(minor)).first()
    if found is None or found.label != label:
        raise Http404
    found.document = document
    return found


def address_of(document: Document) -> str:
    """Return the address of a document."""
    return reverse("documents:document", args=[document.number])
