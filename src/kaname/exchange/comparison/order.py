"""The order of merged rows, and an outline in which every row stands under its parent."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from kaname.exchange.document import Activity

type Keys = Sequence[Hashable]


def merged_order(base: Keys, theirs: Keys, ours: Keys, present: set[Hashable]) -> list[Hashable]:
    """Return the rows that are present in the order of whichever side moved rows (theirs, if both did).

    What only the other side has comes after the row that it follows there.
    """
    first, second = (theirs, ours) if _moved(base, theirs) else (ours, theirs)
    after: dict[Hashable | None, list[Hashable]] = defaultdict(list)
    known, previous = set(first), None
    for key in second:
        if key not in known and key in present:
            after[previous].append(key)
        elif key in known:
            previous = key
    ordered = [*after[None]]
    for key in first:
        ordered += [key, *after[key]]
    return [key for key in ordered if key in present]


def _moved(base: Keys, other: Keys) -> bool:
    in_base, in_other = set(base), set(other)
    return [k for k in base if k in in_other] != [k for k in other if k in in_base]


def is_tidy(activities: Iterable[Activity]) -> bool:
    """Tell whether every row stands somewhere below its parent, in an unbroken block, at the next level."""
    open_rows: list[Activity] = []
    for row in activities:
        while open_rows and open_rows[-1].id != row.parent_id:
            open_rows.pop()
        if row.parent_id is not None and (not open_rows or row.outline_level != open_rows[-1].outline_level + 1):
            return False
        open_rows.append(row)
    return True


def tidy(activities: list[Activity]) -> list[Activity]:
    """Return rows with each under its parent: order of siblings kept, levels as the outline says, circles opened."""
    ids = {a.id for a in activities}
    below: dict[str | None, list[Activity]] = defaultdict(list)
    for row in activities:
        below[row.parent_id if row.parent_id in ids else None].append(row)
    ordered: list[Activity] = []
    placed: set[str] = set()
    _place(below, None, None, ordered, placed)
    for row in activities:  # what is left stands in a circle
        if row.id not in placed:
            _put(replace(row, parent_id=None), None, ordered, placed)
            _place(below, row.id, ordered[-1], ordered, placed)
    return ordered


def _place(
    below: dict[str | None, list[Activity]],
    parent_id: str | None,
    parent: Activity | None,
    ordered: list[Activity],
    placed: set[str],
) -> None:
    waiting = [(row, parent) for row in reversed(below[parent_id])]
    while waiting:
        row, above = waiting.pop()
        if row.id in placed:
            continue
        _put(row, above, ordered, placed)
        here = ordered[-1]
        waiting += [(child, here) for child in reversed(below.get(row.id, []))]


def _put(row: Activity, parent: Activity | None, ordered: list[Activity], placed: set[str]) -> None:
    level = parent.outline_level + 1 if parent else row.outline_level
    ordered.append(row if row.outline_level == level else replace(row, outline_level=level))
    placed.add(row.id)
