"""Files that came in, kept by the digest of their content under MEDIA_ROOT/imports, each with the plan read from it."""

from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from kaname.domains.core.actions import files
from kaname.domains.schedule.bridge.packing import pack, unpack
from kaname.exchange.document import PlanDocument


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name without folders, the SHA-256 of its content, its size in bytes."""

    name: str
    digest: str
    size: int

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def keep(name: str, chunks: Iterable[bytes]) -> Upload:
    """Write a file to its place; it appears there only whole."""
    digest, size = files.keep_by_digest(_folder(), chunks)
    return Upload(Path(name.replace("\\", "/")).name[:255] or "plan", digest, size)


def content(upload: Upload) -> bytes:
    """Return the bytes of a file."""
    return (_folder() / upload.digest).read_bytes()


def likely_rows(upload: Upload) -> int:
    """Return about how many activities a file holds, without reading it: to decide whether somebody can wait for it."""
    data = content(upload)
    if data[:1] in (b"P", b"\xd0"):  # packed or compound: a row takes a hundred bytes or more
        return upload.size // 100
    return max(data.count(mark) for mark in (b"<Task>", b"<Activity>", b"\n%R", b'"id":'))


def keep_document(upload: Upload, document: PlanDocument) -> None:
    """Keep the plan read from a file, so that it is read once."""
    files.keep(_folder(), [pack(document)], lambda: _packed(upload).name)


def packed(upload: Upload) -> bytes:
    """Return the plan of a file as it is kept: also the form in which a PlanSource holds it."""
    return _packed(upload).read_bytes()


def document(upload: Upload) -> PlanDocument:
    """Return the plan of a file that was read."""
    return unpack(packed(upload), upload.name)


def file_is_kept(upload: Upload) -> bool:
    """Tell whether a file is still there."""
    return (_folder() / upload.digest).is_file()


def forget(before: datetime, needed: Container[str]) -> int:
    """Remove the files that came before a moment and that nobody needs; return how many. ``needed``: digests."""
    found = 0
    for path in _folder().iterdir():
        if path.name.removesuffix(".plan") not in needed and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            found += 1
    return found


def _packed(upload: Upload) -> Path:
    return _folder() / f"{upload.digest}.plan"


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
