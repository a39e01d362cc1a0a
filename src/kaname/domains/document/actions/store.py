"""The bytes of documents, kept by the SHA-256 of their content under MEDIA_ROOT/documents, beside those of imports.

Bytes come first, rows after: what a crash leaves are bytes that no row names, and :func:`sweep` removes those. Bytes
go last, when the rows that say so are kept.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from kaname.domains.core.actions import files
from kaname.domains.document.enums import DocumentState
from kaname.domains.document.models import DocumentVersion

STRAY = timedelta(days=1)
"""How long bytes without a row are left alone: their row may be on its way."""
MARK = ".swept"


def keep(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file to its place and return its digest and size; it appears there only whole, and on the disk."""
    return files.keep_by_digest(folder(), chunks)


def content(version: DocumentVersion) -> bytes | None:
    """Return a version's bytes; None where they were destroyed, or are no longer what was put up."""
    with suppress(FileNotFoundError):
        data = (folder() / version.digest).read_bytes()
        if hashlib.sha256(data).hexdigest() == version.digest:
            return data
    return None


def needed(digests: Iterable[str]) -> set[str]:
    """Return those digests that a document which was not disposed of still needs."""
    rows = DocumentVersion.objects.filter(digest__in=list(digests)).exclude(document__state=DocumentState.DISPOSED)
    return set(rows.values_list("digest", flat=True))


def destroy(digests: Iterable[str]) -> int:
    """Remove bytes that no document needs any more; return how many."""
    given = {digest for digest in digests if digest}
    gone = given - needed(given)
    for digest in gone:
        (folder() / digest).unlink(missing_ok=True)
    return len(gone)


def sweep(now: datetime) -> int:
    """Once a day remove what a crash left: bytes without a row, and those of documents disposed of."""
    mark = folder() / MARK
    if mark.exists() and mark.stat().st_mtime > (now - STRAY).timestamp():
        return 0
    mark.touch()
    old = (now - STRAY).timestamp()
    names = [p.name for p in folder().iterdir() if p.name != MARK and p.stat().st_mtime < old]
    return destroy(names)


def folder() -> Path:
    """Return where the bytes lie."""
    place = Path(settings.MEDIA_ROOT) / "documents"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place
