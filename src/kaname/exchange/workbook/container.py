"""What kind of file the bytes are, and whether it is safe to open: checked before anything is unpacked."""

import io
import re
import zipfile
import zlib

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.safety import check_archive
from kaname.exchange.workbook.markup import is_page, is_spreadsheet_xml
from kaname.exchange.workbook.text_table import is_plan_table

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a part of a damaged archive can raise."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_NAMES = (".ods", ".ots", ".fods")
_SHEET_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
_OLD_NAMES = (".xls", ".xlt")
_TEXT_NAMES = (".csv", ".tsv")
_PAGE_NAMES = (".htm", ".html")
_HEAD = 65536


def recognises(head: bytes, name: str) -> bool:
    """Say whether this is a workbook: .xlsx and .ods by content, .xls and encrypted ones by content and name, .csv by
    name, tables in markup by content, other text by a header that names activities.
    """
    lower = name.lower()
    if is_open_document(head, name):
        return True
    if head.startswith(ZIP):
        return lower.endswith(_SHEET_NAMES) or b"xl/" in head or b"[Content_Types].xml" in head
    if head.startswith(OLE):
        return lower.endswith(_SHEET_NAMES + _OLD_NAMES)
    if is_spreadsheet_xml(head) or (lower.endswith(_PAGE_NAMES) and is_page(head)):
        return True
    return lower.endswith(_TEXT_NAMES + _SHEET_NAMES + _OLD_NAMES + _OPEN_NAMES) or _is_other_text(head, lower)


def is_open_document(data: bytes, name: str = "") -> bool:
    """Say whether a file begins as an OpenDocument spreadsheet, packed (.ods) or in one piece (.fods)."""
    if data.startswith(ZIP):
        return OPEN_DOCUMENT in data[:4096] or name.lower().endswith(_OPEN_NAMES)
    return data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and OPEN_DOCUMENT in data[:_HEAD]


def is_text(data: bytes, name: str) -> bool:
    """Say whether the bytes are a text table rather than a packed workbook."""
    lower = name.lower()
    known = lower.endswith(_TEXT_NAMES) or _is_other_text(data[:_HEAD], lower)
    return known and not data.startswith((ZIP, OLE))


def _is_other_text(head: bytes, name: str) -> bool:
    """Say whether a .txt, or a file without an ending, is a table of activities."""
    return (name.endswith(".txt") or "." not in name) and is_plan_table(head)


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
