"""How wide the columns of a printed table are and how many lines its cells take, before any program has drawn them."""

from collections.abc import Sequence

from kaname.exchange.reports.document import Row, Table

MARGIN = 8.0
"""Points left and right of a cell's words, together."""
UNBROKEN = frozenset({"date", "mark", "integer", "decimal", "ratio", "days", "percent", "yen", "mixed"})
LEAST_SHARE = 0.45
"""So much of the width that its share gives it a column of text keeps, however wide the figures beside it are."""


def letters(words: str, size: float) -> float:
    """Return the width of words in points: Japanese letters are as wide as high, others a little over half."""
    return sum(size * (0.58 if ord(letter) < 256 else 1) for letter in words)


def longest_word(label: str, size: float) -> float:
    """Return the width of the longest word of a head that has no place to break, in bold; Japanese breaks anywhere."""
    return max((1.2 * letters(word, size) for word in label.split() if all(ord(c) < 256 for c in word)), default=0.0)


def widths(block: Table, rows: Sequence[Row], room: float, size: float) -> list[float]:
    """Return the widths of columns in points, adding up to ``room``: what must not break (dates, figures, marks) gets
    its length where the others can spare it. O(cells).
    """
    whole = sum(c.width for c in block.columns) or 1
    given = [room * c.width / whole for c in block.columns]
    wanted = [
        max([longest_word(c.label, size), *(letters(row.cells[x].text, size) for row in rows)]) + MARGIN
        if c.kind in UNBROKEN
        else 0.0
        for x, c in enumerate(block.columns)
    ]
    lacking = [max(want - have, 0.0) for want, have in zip(wanted, given, strict=True)]
    spare = [
        have * (1 - LEAST_SHARE) if not want else max(have - want, 0.0)
        for want, have in zip(wanted, given, strict=True)
    ]
    moved = min(sum(lacking), sum(spare))
    if not moved:
        return given
    taken, added = moved / sum(spare), moved / sum(lacking)
    return [have - taken * s + added * lack for have, s, lack in zip(given, spare, lacking, strict=True)]


def lines(texts: Sequence[str], across: Sequence[float], size: float) -> int:
    """Return how many lines the highest of a row's cells takes."""
    needed = (letters(t, size) / max(w - MARGIN, size) for t, w in zip(texts, across, strict=True))
    return max((int(-(-n // 1)) for n in needed), default=1) or 1
