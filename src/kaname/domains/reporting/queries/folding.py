"""One word, however it is typed: width, case and kana folded (NFKC and casefold), for finding and for ranking."""

import unicodedata

HIRAGANA, KATAKANA = range(0x3041, 0x3097), 0x60
_TO_KATAKANA = {c: c + KATAKANA for c in HIRAGANA}
_TO_HIRAGANA = {c + KATAKANA: c for c in HIRAGANA}
_TO_WIDE = {c: c + 0xFEE0 for c in range(0x21, 0x7F)} | {0x20: 0x3000}


def fold(text: str) -> str:
    """Return a text as it is compared: half-width letters, full-width kana, katakana, no case."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_TO_KATAKANA)


def spellings(text: str) -> list[str]:
    """Return the ways a word may stand in a table: as typed, folded, in hiragana or katakana, in full-width letters.

    A database compares letters, not meanings; each spelling is one comparison, and most words have one to three.
    """
    narrow = unicodedata.normalize("NFKC", text.strip())
    kana = {narrow, narrow.translate(_TO_KATAKANA), narrow.translate(_TO_HIRAGANA)}
    wide = {w.translate(_TO_WIDE) for k in kana for w in (k.upper(), k.lower())} if narrow.isascii() else set()
    return sorted({text.strip(), *kana, *wide} - {""})
