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
_JAPANESE = ("cp932", "euc_jp")
_LEGACY = (*_JAPANESE, "cp1251", "cp1252")
_CERTAIN = 0.8
_SAMPLE = 262144
_MARKS_OF_JAPAN = frozenset("▲△▼▽○●◎◇◆□■☆★※→←↑↓〒×÷")
_TYPESET = frozenset("‘’“”‚„–—…€•™")
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
    best = max(_LEGACY, key=lambda name: _plausibility(data, name))
    if declared and _known(declared) not in ("utf-8", None) and _decodes(data, declared):
        every_byte_means_something = _decodes(bytes(range(160, 256)), declared)
        if not (every_byte_means_something and best in _JAPANESE and _plausibility(data, best) > _CERTAIN):
            return declared
    return best


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
    """Return how much the bytes look like text in an encoding, at most 1: letters count that stand beside letters of
    their own kind; gaps, rare signs and letters among foreign ones count against it.

    Only lines with bytes above ASCII decide, on a sample of at most 256 KB.
    """
    sample = b"\n".join(line for line in data[:_SAMPLE].splitlines() if not line.isascii())
    if not sample:  # the foreign text comes late
        sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    text = f" {sample.decode(name, errors='replace')} "
    weights = [
        _weight(_script(c), _script(before), _script(after), name)
        for before, c, after in zip(text, text[1:], text[2:], strict=False)
        if ord(c) > 127
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _script(character: str) -> str:
    """Return what a character belongs to: ascii (a letter), latin, cyrillic, japanese, kana (half width), typeset (the
    quotation marks and dashes of Western text), gap or "".
    """
    if character.isascii():
        return "ascii" if character.isalpha() else ""
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn"):
        return "gap"
    if "\uff61" <= character <= "\uff9f":
        return "kana"
    if character in _MARKS_OF_JAPAN or "\u3000" <= character <= "\u303f":
        return "japanese"
    if character in _TYPESET:
        return "typeset"
    name = unicodedata.name(character, "")
    if name.startswith(("HIRAGANA", "KATAKANA", "CJK UNIFIED", "FULLWIDTH", "IDEOGRAPHIC")):
        return "japanese"
    return "latin" if name.startswith("LATIN") else "cyrillic" if name.startswith("CYRILLIC") else ""


def _weight(own: str, before: str, after: str, name: str) -> float:
    if own == "gap":
        return -5.0
    if name in _JAPANESE:
        if own == "japanese":
            alone = before == "ascii" and after not in ("japanese", "kana")  # A社, or the mark of doesn’t
            return 0.2 if before == after == "ascii" else 0.5 if alone else 1.0
        return 0.1 if own == "kana" else 0.3
    if name == "cp1251":
        return (-0.5 if "ascii" in (before, after) else 0.8) if own == "cyrillic" else 0.1
    if own == "typeset":
        return 0.6 if "ascii" in (before, after) else 0.3
    return (0.7 if "ascii" in (before, after) else 0.2) if own == "latin" else 0.1
