"""Text out of bytes whose encoding is found, not assumed.

A byte order mark decides; then UTF-16 without a mark (every second byte is zero); then strict UTF-8; then the
two legacy candidates, Japanese and Western or Cyrillic, judged by what the bytes would say in each.
"""

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp932", "euc_jp", "cp1251", "cp1252")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']", re.IGNORECASE)


def find_encoding(data: bytes, declared: str | None = None) -> str:
    """Return the Python name of the encoding of ``data``; never fails (the last resort, cp1252, replaces gaps).

    ``declared`` is what the file says of itself: believed only if the bytes agree and UTF-8 does not fit.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    wide = _utf16_without_mark(data[:4096])
    if wide:
        return wide
    if _decodes(data, "utf-8"):
        return "utf-8"
    if declared and _known(declared) not in ("utf-8", None) and _decodes(data, declared):
        return declared
    return max(_LEGACY, key=lambda name: _plausibility(data, name))


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was found to be in."""
    encoding = find_encoding(data, declared)
    return data.decode(encoding, errors="replace"), encoding


def declared_encoding(head: bytes) -> str | None:
    """Return the encoding that an XML declaration names, or None."""
    found = _DECLARATION.match(opening(head))
    return found.group(1) if found else None


def opening(head: bytes) -> str:
    """Return the beginning of a file as text good enough to recognise a format by."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head.decode(name, errors="replace").lstrip("\ufeff")
    return head.decode(_utf16_without_mark(head) or "latin-1", errors="replace")


def _utf16_without_mark(head: bytes) -> str | None:
    if len(head) < 4:
        return None
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > len(odd) * 0.6 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.6 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return None


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError, UnicodeError):
        return False
    return True


def _plausibility(data: bytes, name: str) -> float:
    """Return how much the bytes look like text in an encoding: letters that live together count, gaps and rare
    signs count against. Only the bytes above ASCII decide, on a sample of at most 256 KB.
    """
    sample = b"\n".join(line for line in data[:262144].splitlines() if any(byte > 127 for byte in line))
    text = sample.decode(name, errors="replace")
    foreign = [c for c in text if ord(c) > 127]
    if not foreign:
        return 0.0
    return sum(_weight(c, name) for c in foreign) / len(foreign)


def _weight(character: str, name: str) -> float:
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn"):
        return -5.0
    kind = unicodedata.name(character, "")
    if name in ("cp932", "euc_jp"):
        if "\uff61" <= character <= "\uff9f":
            return 0.1  # half-width katakana: any Western byte pair may look like it
        return 1.2 if kind.startswith(("HIRAGANA", "KATAKANA", "CJK UNIFIED", "FULLWIDTH", "IDEOGRAPHIC")) else 0.2
    if name == "cp1251":
        return 1.0 if "А" <= character <= "я" or character in "Ёё№«»–—" else -0.5
    return 0.7 if kind.startswith("LATIN") else 0.1
