"""Numbers in letters that every keyboard has: where English is read, N26-04-決-0001 (a decision) is N26-04-D-0001, and
N26-04-課-0001 (an issue) N26-04-I-0001.
"""

import re

from kaname.domains.core.names import reads_english

MARKS = {"決": "D", "課": "I"}
STORED = re.compile(rf"-({'|'.join(MARKS)})-(?=\d{{4}})")
KEPT = {letter: mark for mark, letter in MARKS.items()}
TYPED = re.compile(rf"(?:^|(?<=-))({'|'.join(KEPT)})-(?=\d)", re.IGNORECASE)


def in_ascii(text: str) -> str:
    """Return a text with every number of a decision or issue in it in ASCII."""
    return STORED.sub(lambda found: f"-{MARKS[found[1]]}-", text)


def in_reading(text: str) -> str:
    """Return a text with the numbers of decisions and issues as the reader's language has them."""
    return in_ascii(text) if reads_english() else text


def as_stored(word: str) -> str:
    """Return a word of a search with the mark that numbers are kept with: to be looked for beside the word itself."""
    return TYPED.sub(lambda found: f"{KEPT[found[1].upper()]}-", word)
