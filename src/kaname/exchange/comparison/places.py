"""Which row of a plan is which row of another: by id, or by name and place where a tool numbered them anew."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kaname.exchange.document import Activity, Calendar, PlanDocument, Resource


class Place(NamedTuple):
    """A row by its id and by what people see of it: its name under its parents' names, the n-th so called."""

    id: str
    seen: tuple[object, ...]


def places_of(document: PlanDocument, table: str) -> list[Place]:
    """Return the rows of a table of named rows as places."""
    if table == "activities":
        return _numbered(_paths(document.activities))
    rows: Sequence[Calendar | Resource] = getattr(document, table)
    return _numbered((row.id, (row.name,)) for row in rows)


def matched(rows: Iterable[Place], others: Iterable[Place], *, by_place_only: bool = False) -> dict[str, str]:
    """Return for ids of ``rows`` the id of the same row among ``others``. O(rows).

    Ids are believed unless more rows are found again at their place under another id than under their own: then the
    tool has numbered anew. What the first way leaves over is looked for in the second way.
    """
    mine, known = list(rows), list(others)
    known_ids, at = {p.id: p.seen for p in known}, {p.seen: p.id for p in known}
    stayed = sum(known_ids.get(p.id) == p.seen for p in mine)
    moved = sum(at.get(p.seen, p.id) != p.id for p in mine)
    found: dict[str, str] = {}
    if not by_place_only and stayed >= moved:
        found = {p.id: p.id for p in mine if p.id in known_ids}
    used = set(found.values())
    rest = {p.id: at[p.seen] for p in mine if p.id not in found and p.seen in at and at[p.seen] not in used}
    return found | rest


def _paths(activities: Sequence[Activity]) -> Iterable[tuple[str, tuple[object, ...]]]:
    by_id = {a.id: a for a in activities}
    known: dict[str, tuple[object, ...]] = {}
    for activity in activities:
        yield activity.id, _path(activity, by_id, known)


def _path(
    activity: Activity, by_id: Mapping[str, Activity], known: dict[str, tuple[object, ...]]
) -> tuple[object, ...]:
    """Return the names from the top of the outline down to a row; a circle of parents ends where it closes."""
    chain: list[Activity] = []
    seen: set[str] = set()
    current: Activity | None = activity
    while current is not None and current.id not in known and current.id not in seen:
        chain.append(current)
        seen.add(current.id)
        current = by_id.get(current.parent_id or "")
    above = known.get(current.id, ()) if current is not None else ()
    for row in reversed(chain):
        above = known[row.id] = (*above, row.name)
    return above


def _numbered(rows: Iterable[tuple[str, tuple[object, ...]]]) -> list[Place]:
    times: Counter[tuple[object, ...]] = Counter()
    found = []
    for identifier, seen in rows:
        found.append(Place(identifier, (*seen, times[seen])))
        times[seen] += 1
    return found
