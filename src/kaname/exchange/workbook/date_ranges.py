"""Two dates in one cell: 4/1～4/10, April 1, 2026 → April 3, 2026."""

import re

from kaname.exchange.workbook.dates import Read, read_date
from kaname.exchange.workbook.grid import Value

_BETWEEN = re.compile(r"[〜～~－→–]|から|\s-\s|\d-\d+[/月]")


def is_range(value: Value) -> bool:
    """Say whether a cell holds two dates: 4/1～4/10."""
    return isinstance(value, str) and len(sides_of(value)) == 2


def sides_of(text: str) -> list[Read]:
    """Return the two dates of such a cell, nothing where it holds no two."""
    if not _BETWEEN.search(text):
        return []
    for mark in ("〜", "～", "~", "－", "→", " - ", "から", "–", "-"):
        parts = [part.strip() for part in text.split(mark)]
        if len(parts) == 2 and (mark != "-" or all(re.search(r"[/月]", part) for part in parts)):
            reads = [read for part in parts if (read := read_date(part)) is not None]
            if len(reads) == 2:
                return reads
    return []
