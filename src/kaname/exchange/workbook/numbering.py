"""Numbers in front of names and in WBS columns: 1.2.3, 1-1, A-1, 第1章, (1), ①, Ⅱ, a), ア."""

import re
import unicodedata
from dataclasses import dataclass

_CIRCLED = re.compile(r"^[①-⑳㉑-㉟㊱-㊿❶-❿⓪]")
_PREFIXES: list[tuple[str, re.Pattern[str]]] = [
    ("chapter", re.compile(r"^第\s*[0-9一二三四五六七八九十]+\s*(章|部|編|段階|フェーズ|期)")),
    ("section", re.compile(r"^第\s*[0-9一二三四五六七八九十]+\s*(節|項|条)")),
    ("dotted", re.compile(r"^[A-Za-z]{0,3}\d+(?:[.\-]\d+)+\.?(?=[\s:、)]|[^\d.\-A-Za-z]|$)")),
    ("lettered", re.compile(r"^[A-Z][.\-]\d+(?:[.\-]\d+)*\.?(?=\s|[^\d.\-A-Za-z]|$)")),
    ("bracketed", re.compile(r"^\(\d{1,3}\)")),
    ("half-bracketed", re.compile(r"^\d{1,3}\)")),
    ("number", re.compile(r"^\d{1,3}(?:[.:、]|\s)(?=\s*\D)")),
    ("roman", re.compile(r"^[IVX]{1,4}[.:、\s](?=\s*\S)")),
    ("letter", re.compile(r"^[A-Z][.:、)](?=\s*\S)")),
    ("small-letter", re.compile(r"^\(?[a-z][.)](?=\s*\S)")),
    ("kana", re.compile(r"^[(]?[ア-コ][.)](?=\s*\S)")),
    ("square", re.compile(r"^[■◆●◎▼]\s*(?=\S)")),
    ("hollow", re.compile(r"^[□◇○▽]\s*(?=\S)")),
    ("dot", re.compile(r"^[・･]\s*(?=\S)")),
    ("dash", re.compile(r"^[-ー―–└├]+\s*(?=\S)")),
]
_CODE = re.compile(r"[A-Za-z]*\d*(?:[.\-_]\s*\d+)+\.?|[A-Za-z]+\d*(?:[.]\d+)*|\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in front of a name: its style, how many parts it has, its text."""

    style: str
    parts: int
    text: str


def mark_of(name: str) -> Mark | None:
    """Return the number that a name begins with, or None."""
    raw = name.strip()
    if _CIRCLED.match(raw):
        return Mark("circled", 1, raw[0])
    folded = unicodedata.normalize("NFKC", raw)
    for style, pattern in _PREFIXES:
        match = pattern.match(folded)
        if match:
            text = match[0].strip().rstrip(".:、")
            parts = len(re.findall(r"\d+|[A-Z]+(?=[.\-])", text)) if style in ("dotted", "lettered") else 1
            return Mark(style, parts, text)
    return None


def code_parts(code: str) -> tuple[str, ...]:
    """Return the parts of a WBS code: 1.2.3, 1-2-3, A-1 and 1.2.3. alike; a plain id such as T-001 is one part."""
    folded = unicodedata.normalize("NFKC", code).strip().rstrip(".-")
    if not _CODE.fullmatch(folded):
        return (folded,)
    if re.fullmatch(r"[A-Za-z]{2,}[-_]?\d+|[A-Za-z][-_]?\d{2,}", folded):
        return (folded,)
    return tuple(part.strip() for part in re.split(r"[.\-_]", folded) if part.strip())
