"""The same rows of two spreadsheets, whose numbers are often counted anew where a row comes or goes.

So names count more than numbers: among the children of one row the same name is the same row; then the same number, or
a name that is alike at the same place, is a row renamed; what is left over anywhere and has one name on both sides was
moved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kaname.exchange.document import Activity

type Rows = list[Activity]
type Pair = tuple[str | None, str | None]
ALIKE = 0.5
"""Least share of letters in common (Ratcliff and Obershelp) for a renamed row."""


def matched_by_name(rows: Sequence[Activity], others: Sequence[Activity]) -> dict[str, str]:
    """Return for ids of ``rows`` the id of the same row among ``others``. O(rows), times the levels of renamed rows."""
    pairs = _Pairs(_Outline(rows), _Outline(others))
    waiting: list[Pair] = [(None, None)]
    while waiting:
        pairs.descend(waiting)
        waiting = pairs.moved() or pairs.renamed()
    return pairs.found


class _Outline:
    """The rows of a plan, what stands under each, and the names that stand for one row only."""

    def __init__(self, rows: Sequence[Activity]) -> None:
        ids = {row.id for row in rows}
        self.below: dict[str | None, Rows] = defaultdict(list)
        for row in rows:
            self.below[row.parent_id if row.parent_id in ids else None].append(row)
        times = Counter(row.name for row in rows)
        self.by_name = {row.name: row for row in rows if row.name and times[row.name] == 1}

    def names_below(self, row: Activity) -> set[str]:
        return {child.name for child in self.below.get(row.id, ())}


class _Pairs:
    """Rows that are the same so far, by the ids of both sides."""

    def __init__(self, mine: _Outline, known: _Outline) -> None:
        self.mine, self.known = mine, known
        self.found: dict[str, str] = {}
        self.used: set[str] = set()

    def take(self, row: Activity, other: Activity) -> Pair:
        self.found[row.id] = other.id
        self.used.add(other.id)
        return row.id, other.id

    def left(self, own: str | None, other: str | None) -> tuple[Rows, Rows]:
        """Return the children of two rows that nothing matches yet."""
        mine = [row for row in self.mine.below.get(own, ()) if row.id not in self.found]
        return mine, [row for row in self.known.below.get(other, ()) if row.id not in self.used]

    def descend(self, waiting: list[Pair]) -> None:
        """Match the children of rows that are the same by their names, and theirs."""
        waiting = list(waiting)
        while waiting:
            rows, others = self.left(*waiting.pop())
            at = dict(zip(_counted(others), others, strict=True))
            waiting += [self.take(row, at[k]) for k, row in zip(_counted(rows), rows, strict=True) if k in at]

    def moved(self) -> list[Pair]:
        """Match rows that stand elsewhere now, under a name that no other row has on either side."""
        known = {name: row for name, row in self.known.by_name.items() if row.id not in self.used}
        mine = ((name, row) for name, row in self.mine.by_name.items() if row.id not in self.found)
        return [self.take(row, known[name]) for name, row in mine if name in known]

    def renamed(self) -> list[Pair]:
        """Match brothers by their number; by their place where there are as many and the names are alike."""
        return [self.take(*both) for pair in [(None, None), *self.found.items()] for both in self._brothers(*pair)]

    def _brothers(self, own: str | None, other: str | None) -> Iterator[tuple[Activity, Activity]]:
        rows, others = self.left(own, other)
        if not rows or not others:
            return
        numbers = {row.id: row for row in others}
        same = {row.id: numbers[row.id] for row in rows if row.id in numbers}
        yield from ((row, same[row.id]) for row in rows if row.id in same)
        taken = self.used | {row.id for row in same.values()}
        gaps = _gaps(self.known.below[other], {i: i for i in taken})
        for gap, here in _gaps(self.mine.below[own], self.found | {i: i for i in same}).items():
            there = gaps.get(gap, [])
            if len(here) == len(there):
                yield from (both for both in zip(here, there, strict=True) if self._alike(*both))

    def _alike(self, one: Activity, other: Activity) -> bool:
        if SequenceMatcher(None, one.name, other.name, autojunk=False).ratio() >= ALIKE:
            return True
        below, beside = self.mine.names_below(one), self.known.names_below(other)
        return 2 * len(below & beside) > max(len(below), len(beside))


def _gaps(rows: Rows, names: dict[str, str]) -> dict[str | None, Rows]:
    """Return the rows without a name by the name of the row before them that has one."""
    found: dict[str | None, Rows] = defaultdict(list)
    before: str | None = None
    for row in rows:
        if row.id in names:
            before = names[row.id]
        else:
            found[before].append(row)
    return found


def _counted(rows: Rows) -> list[tuple[str, int]]:
    times: Counter[str] = Counter()
    keys = []
    for row in rows:
        keys.append((row.name, times[row.name]))
        times[row.name] += 1
    return keys
