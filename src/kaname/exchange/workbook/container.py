"""What kind of file the bytes are, and whether it is safe to open: checked before anything is unpacked."""

import io
import re
import zipfile
import zlib

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.safety import check_archive

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a part of a damaged archive can raise."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
_SHEET_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
_OLD_NAMES = (".xls", ".xlt")
_TEXT_NAMES = (".csv", ".tsv")


def recognises(head: bytes, name: str) -> bool:
    """Say whether this is a workbook: .xlsx by content, .xls and encrypted ones by content and name, .csv by name."""
    lower = name.lower()
    if head.startswith(ZIP):
        return lower.endswith(_SHEET_NAMES) or b"xl/" in head or b"[Content_Types].xml" in head
    if head.startswith(OLE):
        return lower.endswith(_SHEET_NAMES + _OLD_NAMES)
    return lower.endswith(_TEXT_NAMES + _SHEET_NAMES + _OLD_NAMES)


def is_text(data: bytes, name: str) -> bool:
    """Say whether the bytes are a text table rather than a packed workbook."""
    return name.lower().endswith(_TEXT_NAMES) and not data.startswith((ZIP, OLE))


def check(data: bytes, name: str) -> None:
    """Refuse what cannot or must not be opened.

    Raises ProblemsFound: workbook-encrypted, workbook-not-a-workbook, or what the archive itself shows
    (broken, encrypted, swelling).
    """
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ProblemsFound([error("workbook-encrypted", name)])
        return
    if not data.startswith(ZIP):
        raise ProblemsFound([error("workbook-not-a-workbook", name)])
    check_archive(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not any(re.fullmatch(r"xl/workbook\.(xml|bin)", entry) for entry in archive.namelist()):
            raise ProblemsFound([error("workbook-not-a-workbook", name)])
