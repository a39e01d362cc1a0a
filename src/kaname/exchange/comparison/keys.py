"""The rows of a plan by key, table by table; the keys of two plans agree where the rows are the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from kaname.exchange.document import Assignment, PlanDocument, Relation

TABLES = ("project", "calendars", "resources", "activities", "relations", "assignments")
type Rows = dict[Hashable, Any]


def rows_of(document: PlanDocument, table: str, base: Rows | None = None) -> Rows:
    """Return a table by key, in the document's order. ``base``: relations take the keys that it has for them."""
    if table == "project":
        return {"": document.project}
    if table == "relations":
        return _relations(document.relations, base or {})
    if table == "assignments":
        return _counted(document.assignments, lambda a: (a.activity_id, a.resource_id or ""))
    return {row.id: row for row in getattr(document, table)}


def text_of(key: Hashable) -> str:
    """Return a key as text."""
    return "|".join(map(str, key)) if isinstance(key, tuple) else str(key)


def name_of(row: Any, names: dict[str, str], people: dict[str, str]) -> str:
    """Return what people call a row."""
    if isinstance(row, Relation):
        ends = (names.get(i, i) for i in (row.predecessor_id, row.successor_id))
        return " → ".join(ends)
    if isinstance(row, Assignment):
        who = people.get(row.resource_id or "", row.resource_id or "")
        return f"{names.get(row.activity_id, row.activity_id)}: {who}"
    return str(row.name)


def _counted(rows: Iterable[Any], key: Callable[[Any], tuple[Hashable, ...]]) -> Rows:
    times: Counter[tuple[Hashable, ...]] = Counter()
    found: Rows = {}
    for row in rows:
        found[*key(row), times[key(row)]] = row
        times[key(row)] += 1
    return found


def _relations(relations: list[Relation], base: Rows) -> Rows:
    """Two activities may be bound twice, by different types: a relation whose type alone changed keeps its key."""
    own = _counted(relations, lambda r: (r.predecessor_id, r.successor_id, r.kind.value))
    free: dict[Hashable, list[Hashable]] = defaultdict(list)
    for key in base:
        if key not in own and isinstance(key, tuple):
            free[key[:2]].append(key)
    found: Rows = {}
    for key, row in own.items():
        spare = free[key[:2]] if isinstance(key, tuple) and key not in base else []
        found[spare.pop(0) if spare else key] = row
    return found
