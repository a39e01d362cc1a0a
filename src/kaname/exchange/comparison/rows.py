"""One row at three places, merged value by value."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from kaname.exchange.comparison.changes import Change, Decision, FieldChange, Kind, Side, Standing, standing_of
from kaname.exchange.comparison.values import FACTS, MISSING, Path, get, label, paths, put, same, same_row

type Decisions = Mapping[str, Decision]
type Three = tuple[Any, Any, Any]
"""Base, theirs, ours; None where the row is not there."""


def merged_row(table: str, key: str, name: str, rows: Three, decisions: Decisions) -> tuple[Any, Change | None]:
    """Return the row as it will be (None: gone), and what changed since the base."""
    base, theirs, ours = rows
    if theirs is None or ours is None:
        return _present(table, key, name, rows, decisions)
    if base is None or (theirs != base and ours != base):
        row, fields = _merged_values(table, key, rows, decisions)
        kind = Kind.ADDED if base is None else Kind.CHANGED
        if base is None and not any(f.standing is Standing.CONFLICT for f in fields):
            return row, Change(table, key, name, kind, Standing.BOTH)
        return row, Change(table, key, name, kind, standing_of(fields), fields) if fields else None
    row, changed, side = (ours, ours, Standing.OURS) if theirs == base else (theirs, theirs, Standing.THEIRS)
    fields = _one_sided(table, base, changed, rows, side)
    return row, Change(table, key, name, Kind.CHANGED, side, fields) if fields else None


def _present(table: str, key: str, name: str, rows: Three, decisions: Decisions) -> tuple[Any, Change | None]:
    """Merge a row that at least one side does not have."""
    base, theirs, ours = rows
    left = theirs if theirs is not None else ours
    side = Standing.THEIRS if theirs is not None else Standing.OURS
    if base is None:
        return left, Change(table, key, name, Kind.ADDED, side)
    if left is None:
        return None, Change(table, key, name, Kind.REMOVED, Standing.BOTH)
    remover = Standing.OURS if theirs is not None else Standing.THEIRS
    if same_row(table, left, base):
        return None, Change(table, key, name, Kind.REMOVED, remover)
    identifier = f"{table}:{key}:"
    at_stake = FieldChange("", True, theirs is not None, ours is not None, Standing.CONFLICT, identifier)
    edited = tuple(_edits(table, base, left, side))
    change = Change(table, key, name, Kind.REMOVED, Standing.CONFLICT, (at_stake, *edited))
    kept = decisions.get(identifier, Decision(Side.OURS)).side is (Side.THEIRS if theirs is not None else Side.OURS)
    return (left if kept else None), change


def _edits(table: str, base: Any, left: Any, side: Standing) -> Iterator[FieldChange]:
    """Yield what the side that kept a row made of its values: by it somebody decides whether the row stays."""
    for path in paths(table, base, left):
        was, now = get(base, path), get(left, path)
        if not same(was, now, path[0]):
            theirs, ours = (now, MISSING) if side is Standing.THEIRS else (MISSING, now)
            yield FieldChange(label(path), was, theirs, ours, side)


def _one_sided(table: str, base: Any, changed: Any, rows: Three, side: Standing) -> tuple[FieldChange, ...]:
    if changed == base:
        return ()
    return tuple(
        FieldChange(label(p), get(base, p), get(rows[1], p), get(rows[2], p), side)
        for p in paths(table, base, changed)
        if not same(get(base, p), get(changed, p), p[0])
    )


def _merged_values(table: str, key: str, rows: Three, decisions: Decisions) -> tuple[Any, tuple[FieldChange, ...]]:
    base, theirs, ours = rows
    row, fields = copy(ours), []
    for fact in FACTS[table]:
        if base is None or getattr(theirs, fact) != getattr(base, fact):
            setattr(row, fact, getattr(theirs, fact))
    for path in paths(table, *(r for r in rows if r is not None)):
        change = _value(path, f"{table}:{key}:{label(path)}", rows)
        if change is None:
            continue
        fields.append(change)
        put(row, path, _chosen(change, decisions))
    return row, tuple(fields)


def _value(path: Path, identifier: str, rows: Three) -> FieldChange | None:
    base, theirs, ours = (MISSING if row is None else get(row, path) for row in rows)
    if theirs == ours and theirs == base:
        return None
    if rows[0] is None:
        return None if same(theirs, ours, path[0]) else _conflict(path, identifier, base, theirs, ours)
    if same(theirs, base, path[0]):
        return None if same(ours, base, path[0]) else FieldChange(label(path), base, theirs, ours, Standing.OURS)
    if same(ours, base, path[0]):
        return FieldChange(label(path), base, theirs, ours, Standing.THEIRS)
    if same(theirs, ours, path[0]):
        return FieldChange(label(path), base, theirs, ours, Standing.BOTH)
    return _conflict(path, identifier, base, theirs, ours)


def _conflict(path: Path, identifier: str, base: Any, theirs: Any, ours: Any) -> FieldChange:
    return FieldChange(label(path), base, theirs, ours, Standing.CONFLICT, identifier)


def _chosen(change: FieldChange, decisions: Decisions) -> Any:
    if change.standing is Standing.THEIRS:
        return change.theirs
    if change.standing is not Standing.CONFLICT:
        return change.ours
    decision = decisions.get(change.conflict_id, Decision(Side.OURS))
    if decision.side is Side.OTHER:
        return decision.value
    return change.theirs if decision.side is Side.THEIRS else change.ours
