"""Routes of document control: the register as the user may know of it, and the versions of one document; no bytes."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from kaname.api.pages import Page, page_of
from kaname.api.v1.answers import REFUSED, kept, plain
from kaname.domains.document.enums import LEDGERED, DocumentState
from kaname.domains.document.models import Document
from kaname.domains.document.queries.documents import documents_visible_to
from kaname.domains.document.rules import state_of

router = Router()


class DocumentOut(Schema):
    """A document of the register. ``confidentiality``: 0 to 3 (C0 to C3); versions by number, null where none."""

    number: str
    name: str
    name_en: str
    kind: str
    project: str | None
    deliverable: str | None
    owner: str
    confidentiality: int
    state: str
    in_force: str | None
    latest: str | None
    approved_on: date | None
    approved_by: str | None
    review_by: date | None
    retain_until: date | None
    held: bool


class Documents(Schema):
    """A page of documents."""

    items: list[DocumentOut]
    total: int
    next_offset: int | None


class VersionOut(Schema):
    """A version; ``state``: in_force, working, superseded or obsolete. ``place`` is empty for class C3."""

    label: str
    state: str
    file_name: str
    size: int | None
    sha256: str
    place: str
    note: str
    made_at: datetime
    made_by: str


class Versions(Schema):
    """The versions of a document, the newest first."""

    items: list[VersionOut]


@router.get("/documents", response={200: Documents, **REFUSED}, tags=["documents"])
@kept
def list_documents(
    request: HttpRequest, page: Query[Page], project: str | None = None, kind: str | None = None,
    state: DocumentState | None = None,
) -> Any:  # fmt: skip
    """The documents that the user may know of, by number."""
    found = documents_visible_to(request.user).order_by("number")
    if project is not None:
        found = found.filter(project__code=project)
    if kind is not None:
        found = found.filter(kind__code=kind)
    answer = page_of(found if state is None else found.filter(state=state), page)
    answer["items"] = [_row(document) for document in answer["items"]]
    return plain(request, answer)


@router.get("/documents/{number}/versions", response={200: Versions, **REFUSED}, tags=["documents"])
@kept
def list_versions(request: HttpRequest, number: str) -> Any:
    """The versions of one document; their files are downloaded on the pages, where the ledger is kept."""
    document = documents_visible_to(request.user).filter(number=number).first()
    if document is None:
        raise Http404
    secret = document.confidentiality >= LEDGERED
    items = [
        {
            "label": v.label,
            "state": str(state_of(v, document)),
            "file_name": v.file_name,
            "size": v.size,
            "sha256": v.digest,
            "place": "" if secret else v.place,
            "note": v.note,
            "made_at": v.made_at,
            "made_by": v.made_by.name,
        }
        for v in document.versions.select_related("made_by")
    ]
    return plain(request, {"items": items})


def _row(d: Document) -> dict[str, Any]:
    own = ("number", "name", "name_en", "confidentiality", "state", "approved_on", "review_by", "retain_until", "held")
    return {name: getattr(d, name) for name in own} | {
        "kind": d.kind.code,
        "project": d.project.code if d.project else None,
        "deliverable": d.deliverable.code if d.deliverable else None,
        "owner": d.owner.name,
        "in_force": d.in_force.label if d.in_force else None,
        "latest": d.latest.label if d.latest else None,
        "approved_by": d.approved_by.name if d.approved_by else None,
    }
