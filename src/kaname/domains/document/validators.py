"""What may be put into the register: numbering schemes, files by their content, places, days."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date
from string import Formatter
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HEAD = 8192
"""Bytes by which a file's type is judged."""
LONGEST_SCHEME = 60
FIELDS = ("project", "kind", "year", "fiscal", "serial")
OCTETS = "application/octet-stream"
OFFICE = "application/vnd.openxmlformats-officedocument."
ZIPPED = {
    "word/": (("docx", "docm"), OFFICE + "wordprocessingml.document"),
    "xl/": (("xlsx", "xlsm"), OFFICE + "spreadsheetml.sheet"),
    "ppt/": (("pptx", "pptm"), OFFICE + "presentationml.presentation"),
}
"""What an Office file holds, the endings that go with it and its type."""
SIGNED: tuple[tuple[bytes, tuple[str, ...], str], ...] = (
    (b"%PDF-", ("pdf",), "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", ("png",), "image/png"),
    (b"\xff\xd8\xff", ("jpg", "jpeg"), "image/jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("doc", "xls", "ppt", "msg", "mpp", "vsd"), "application/x-ole-storage"),
)
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
PROMISING = {ending for _mark, endings, _type in SIGNED for ending in endings} | {
    ending for endings, _type in ZIPPED.values() for ending in endings
}
"""Endings that promise a content which can be judged."""
PLACE = re.compile(r"(https://[^\s/?#]+\S*|\\\\[^\\/:*?\"<>|]+\\.+|[A-Za-z]:\\.+)\Z")


def checked_scheme(scheme: str) -> str:
    """Return a numbering scheme; everything that is wrong with it is named at once.

    Fields: {project} {kind} {year} {fiscal} {serial:4}; the serial once, with its least digits behind the colon.
    """
    wrong: list[str] = []
    try:
        parts = list(Formatter().parse(scheme))
    except ValueError:
        raise ValidationError(_("A brace is not closed: write fields as {project}.")) from None
    names = [name for _text, name, _spec, _conversion in parts if name is not None]
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        wrong.append(_("Unknown fields: %(names)s.") % {"names": ", ".join(f"{{{n}}}" for n in unknown)})
    if names.count("serial") != 1:
        wrong.append(_("Write {serial:4} exactly once: it makes each number different."))
    if any(name == "serial" and not re.fullmatch(r"[3-8]", spec or "") for _t, name, spec, _c in parts):
        wrong.append(_("The serial needs 3 to 8 digits: {serial:4}."))
    if any(name not in (None, "serial") and spec for _t, name, spec, _c in parts):
        wrong.append(_("Only the serial takes a number of digits."))
    if re.search(r"[^0-9A-Za-z._-]", "".join(text for text, *_rest in parts)):
        wrong.append(_("Between the fields only letters, digits, hyphen, full stop and underscore may stand."))
    if len(scheme) > LONGEST_SCHEME:
        wrong.append(_("At most %(count)s characters.") % {"count": LONGEST_SCHEME})
    if wrong:
        raise ValidationError(wrong)
    return scheme


def judged(name: str, file: IO[bytes]) -> tuple[str, list[str]]:
    """Return a file's media type by its content, and everything that speaks against keeping it, naming the file."""
    file.seek(0)
    head = file.read(HEAD)
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    said = {"name": name}
    if not head:
        return OCTETS, [_("%(name)s is empty.") % said]
    if head.startswith(PROGRAMS):
        return OCTETS, [_("%(name)s is a program. Programs are not kept in the register.") % said]
    media, endings = _type_of(head, file)
    if ending in PROMISING and ending not in endings:
        return media, [_("%(name)s is not what its ending says. Save it again in its program, or rename it.") % said]
    return media, []


def _type_of(head: bytes, file: IO[bytes]) -> tuple[str, tuple[str, ...]]:
    for mark, endings, media in SIGNED:
        if head.startswith(mark):
            return media, endings
    if head.startswith(b"PK"):
        return _zipped(file)
    return OCTETS, ()


def _zipped(file: IO[bytes]) -> tuple[str, tuple[str, ...]]:
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return OCTETS, ()
    for folder, (endings, media) in ZIPPED.items():
        if any(n.startswith(folder) for n in names):
            return media, endings
    return "application/zip", ()


def checked_place(place: str) -> str:
    """Return where a file lies elsewhere: an https address, a shared folder, a drive; nothing that a browser runs."""
    given = place.strip()
    if not PLACE.match(given) or any(ord(sign) < 32 for sign in given):
        raise ValidationError(
            {
                "place": _(
                    "Give an address that begins with https://, or the path of a shared folder (\\\\server\\folder)."
                )
            }
        )
    return given


def checked_keep(until: date | None, now: date) -> date:
    """Return the day until which a document is kept longer; it lies ahead."""
    if until is None or until <= now:
        raise ValidationError({"keep_until": _("Give a day after today.")})
    return until


def refuse(wrong: dict[str, Any] | Iterable[Any]) -> None:
    """Raise everything that was found wrong, at once; nothing where nothing was."""
    if wrong:
        raise ValidationError(wrong if isinstance(wrong, dict) else list(wrong))
