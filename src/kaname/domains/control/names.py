"""A decision's number in letters that every keyboard has: N26-04-決-0001 is N26-04-D-0001 where English is read."""

import re

from kaname.domains.core.names import reads_english

MARK, ASCII = "-決-", "-D-"
STORED = re.compile(rf"{MARK}(?=\d{{4}})")
TYPED = re.compile(r"(?:^|(?<=-))D-(?=\d)", re.IGNORECASE)


def in_ascii(text: str) -> str:
    """Return a text with every decision's number in it in ASCII."""
    return STORED.sub(ASCII, text)


def in_reading(text: str) -> str:
    """Return a text with the numbers of decisions as the reader's language has them."""
    return in_ascii(text) if reads_english() else text


def as_stored(word: str) -> str:
    """Return a word of a search with the mark that numbers are kept with: to be looked for beside the word itself."""
    return TYPED.sub(MARK[1:], word)
