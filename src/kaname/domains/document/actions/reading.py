"""Handing a file out: what the ledger must know is written, and kept, before the first byte leaves (S35)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kaname.domains.document.enums import LEDGERED, ReadingKind
from kaname.domains.document.models import DocumentReading, DocumentVersion


def note(*, version: DocumentVersion, kind: ReadingKind, address: str, program: str, by: Any) -> DocumentReading | None:
    """Write a line of the ledger where the document's class asks for it; durable when this returns."""
    if version.document.confidentiality < LEDGERED:
        return None
    with transaction.atomic():
        return DocumentReading.objects.create(
            version=version, kind=kind, read_at=timezone.now(), read_by=by, address=address[:45], program=program[:200]
        )
