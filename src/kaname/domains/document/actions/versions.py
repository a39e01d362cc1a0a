"""Putting up versions. A version is never changed; the next one takes its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kaname.domains.core.actions import records
from kaname.domains.document.actions import store
from kaname.domains.document.actions.writing import acting, change
from kaname.domains.document.actions.writing import note as tell
from kaname.domains.document.enums import WRITABLE, DocumentState
from kaname.domains.document.models import Document, DocumentVersion
from kaname.domains.document.rules import demand, may_write, reserved_from
from kaname.domains.document.validators import checked_place, judged, refuse

PIECE = 1 << 16


@dataclass(slots=True)
class Arriving:
    """What comes in: a file (its name as it came and its readable bytes), or the place where one lies."""

    name: str = ""
    file: IO[bytes] | None = None
    place: str = ""
    media_type: str = field(default="", init=False)

    @property
    def title(self) -> str:
        """The file's name without folders and ending: what its document is called until somebody says better."""
        return PurePosixPath(self.base).stem[:200] or self.base[:200]

    @property
    def base(self) -> str:
        """The file's name without folders."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1][-200:]

    def problems(self) -> list[Any]:
        """Return everything that speaks against keeping it."""
        if self.file is None:
            self.place = checked_place(self.place)
            return []
        self.media_type, wrong = judged(self.base, self.file)
        return wrong

    def chunks(self) -> Iterable[bytes]:
        """Yield the file's bytes."""
        assert self.file is not None
        self.file.seek(0)
        while piece := self.file.read(PIECE):
            yield piece


def put_up(*, document: Document, arriving: Arriving, note: str, by: Any, final: bool = False) -> Document:
    """Put up the next version: 0.1, 0.2 while it is worked on, ``final`` the next whole number.

    The bytes are on the disk before any row says so; a row that cannot be written leaves bytes that are swept away.
    """
    demand(may_write(by, document), by)
    refuse(_wrong(document, arriving, note, by))
    digest, size = store.keep(arriving.chunks()) if arriving.file is not None else ("", None)
    with transaction.atomic():
        fresh = records.locked(document)
        refuse(_wrong(fresh, None, note, by))  # somebody may have come first
        major, minor = _next(fresh, final)
        made = DocumentVersion.objects.create(
            document=fresh, major=major, minor=minor, digest=digest, size=size, place=arriving.place,
            file_name=arriving.base if digest else "", media_type=arriving.media_type, note=note.strip(),
            made_at=timezone.now(), made_by=acting(by),
        )  # fmt: skip
        free = {"reserved_by": None, "reserved_until": None}
        written = change(fresh, {"latest": made, "state": DocumentState.DRAFT, **free}, "document.put_up", by)
        after = {"label": made.label, "file_name": made.file_name, "digest": digest, "size": size, "place": made.place}
        tell(written, "document.version", by, after, reason=made.note)
        return written


def _wrong(document: Document, arriving: Arriving | None, note: str, by: Any) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    if document.state not in WRITABLE:
        wrong["__all__"] = [_("No version can be put up now: %(state)s.") % {"state": document.get_state_display()}]
    if reserved_from(by, document):
        wrong.setdefault("__all__", []).append(_("%(person)s has reserved it.") % {"person": document.reserved_by})
    if not note.strip():
        wrong["note"] = _("Say what has changed.")
    if arriving is not None:
        try:
            if found := arriving.problems():
                wrong["files"] = found
        except ValidationError as refused:
            wrong |= refused.error_dict
    return wrong


def _next(document: Document, final: bool) -> tuple[int, int]:
    last = document.versions.order_by("-major", "-minor").first()
    major, minor = (last.major, last.minor) if last is not None else (0, 0)
    return (major + 1, 0) if final else (major, minor + 1)
