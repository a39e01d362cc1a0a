"""What a file may not do to us: swell, nest, declare entities, or make us open anything else.

Used by every reader. All findings are coded diagnostics raised as ProblemsFound.
"""

import io
import re
import zipfile
import zlib

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error, warning
from kaname.exchange.encoding import declared_encoding, decode, find_encoding, opening

MAXIMUM_BYTES = 512 * 1024 * 1024
"""Larger files are refused: no plan of 100,000 activities comes near."""
MAXIMUM_UNPACKED = 1024 * 1024 * 1024
MAXIMUM_RATIO = 200
MAXIMUM_MEMBERS = 10_000

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a damaged archive can raise."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_size(size: int, name: str) -> None:
    """Refuse an empty or a huge file."""
    if size == 0:
        raise ProblemsFound([error("file-empty", name)])
    if size > MAXIMUM_BYTES:
        raise ProblemsFound([error("file-too-large", name, size=size, limit=MAXIMUM_BYTES)])


def check_archive(data: bytes, name: str) -> None:
    """Refuse a zip that is broken, encrypted or would swell beyond reason; nothing is unpacked for it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except DAMAGED as broken:
        raise ProblemsFound([error("archive-broken", name, reason=str(broken))]) from None
    if any(member.flag_bits & 1 for member in members):
        raise ProblemsFound([error("archive-encrypted", name)])
    unpacked = sum(member.file_size for member in members)
    swells = unpacked > MAXIMUM_UNPACKED or (unpacked > 10_000_000 and unpacked > MAXIMUM_RATIO * max(len(data), 1))
    if swells or len(members) > MAXIMUM_MEMBERS:
        raise ProblemsFound([error("archive-swells", name, unpacked=unpacked, packed=len(data), members=len(members))])


def parse_xml(data: bytes, name: str) -> tuple[etree._Element, list[Diagnostic]]:
    """Return the root of an XML file, read without entities, document types, network or other files.

    An encoding that the declaration names wrongly is found; control characters that XML forbids, which some tools
    write in notes, are left out with a warning. Raises ProblemsFound with one coded error otherwise.
    """
    found: list[Diagnostic] = []
    declared = declared_encoding(data[:512])
    encoding = find_encoding(data, declared)
    if encoding in ("utf-8", "utf-8-sig"):
        text = None
        prepared = data.removeprefix(b"\xef\xbb\xbf")
    else:
        text, _ = decode(data, declared)
        prepared = b""
    if declared and not _agree(declared, encoding):
        found.append(warning("xml-wrong-encoding", name, declared=declared, found=encoding))
    if text is None and not (declared and not _agree(declared, "utf-8")):
        _refuse_document_type(opening(prepared[:65536]), name)
        try:
            return _parse(prepared), found
        except etree.XMLSyntaxError as broken:
            text = _text_to_mend(prepared, broken, name)
    return _parse_text(text if text is not None else prepared.decode("utf-8"), name, found), found


def _parse_text(text: str, name: str, found: list[Diagnostic]) -> etree._Element:
    text = _XML_DECLARATION.sub("", text.lstrip("\ufeff"), count=1).lstrip()
    _refuse_document_type(text[:65536], name)
    cleaned, removed = _CONTROL.subn("", text)
    if removed:
        found.append(warning("xml-control-characters", name, count=removed))
    try:
        return _parse(cleaned.encode("utf-8", errors="replace"))
    except etree.XMLSyntaxError as broken:
        raise ProblemsFound([_syntax_problem(broken, name)]) from None


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ProblemsFound([error("xml-document-type")])
    return root


def _text_to_mend(data: bytes, broken: etree.XMLSyntaxError, name: str) -> str:
    """Return the text to try once more without control characters, or give up where that cannot be the reason."""
    text = data.decode("utf-8", errors="replace")
    if _CONTROL.search(text) is None:
        raise ProblemsFound([_syntax_problem(broken, name)])
    return text


def _syntax_problem(broken: etree.XMLSyntaxError, name: str) -> Diagnostic:
    message = (broken.msg or "").split(", line ")[0]
    if "depth" in message.lower():
        return error("xml-too-deep", name)
    if "entity" in message.lower() and "not defined" in message.lower():
        return error("xml-entity", name, line=broken.lineno or 0)
    return error("xml-not-well-formed", name, line=broken.lineno or 0, reason=message)


def _refuse_document_type(head: str, name: str) -> None:
    if _DOCTYPE.search(head):
        raise ProblemsFound([error("xml-document-type", name)])


def _agree(declared: str, found: str) -> bool:
    def plain(name: str) -> str:
        return name.lower().replace("_", "-").removesuffix("-sig").removesuffix("-le").removesuffix("-be")

    same = plain(declared) == plain(found)
    ascii_like = plain(found) == "utf-8" and plain(declared) in ("us-ascii", "ascii")
    japanese = plain(found) == "cp932" and plain(declared) in ("shift-jis", "windows-31j", "sjis", "x-sjis", "ms932")
    western = plain(found).startswith("cp125") and plain(declared).replace("windows-", "cp") == plain(found)
    return same or ascii_like or japanese or western
