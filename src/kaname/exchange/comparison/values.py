"""The values of a row that people decide about, and when two of them are the same."""

import dataclasses
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from kaname.exchange.document import Activity, Assignment, Calendar, Project, Relation, Resource

FACTS = {
    "project": {"id", "finish", "current_date"},
    "activities": {"id", "number", "outline_level", "stored", "source", "planned_value", "earned_value"},
    "assignments": {"id", "start", "finish", "timephased"},
    "relations": set[str](),
    "calendars": {"id"},
    "resources": {"id"},
}
"""Fields that a tool computes or numbers: the newest file says them, nobody decides."""
_KINDS: dict[str, type[Any]] = {
    "project": Project,
    "activities": Activity,
    "assignments": Assignment,
    "relations": Relation,
    "calendars": Calendar,
    "resources": Resource,
}
_ROUGH = 0.0501  # tables keep tenths of a minute
_FINE = 1e-6
_RATIOS = {"units", "max_units"}
_SECONDS = timedelta(seconds=3)


class Missing:
    """The value of a custom field that a row does not have."""

    def __repr__(self) -> str:
        """Say so."""
        return "MISSING"


MISSING: Final = Missing()

type Path = tuple[str, object]
"""A field's name and, for dictionaries (custom fields, baselines), the key inside it; None for the whole field."""


def paths(table: str, *rows: object) -> list[Path]:
    """Return every value that decides something in any of the rows, dictionaries taken apart."""
    found: dict[Path, None] = {}
    for name in decided(table):
        values = [getattr(row, name) for row in rows]
        if isinstance(values[0], dict):
            found |= dict.fromkeys((name, key) for value in values for key in value)
        else:
            found[name, None] = None
    return list(found)


@cache
def decided(table: str) -> tuple[str, ...]:
    """Return the names of the fields of a table that people decide."""
    return tuple(f.name for f in dataclasses.fields(_KINDS[table]) if f.name not in FACTS[table])


def get(row: object, path: Path) -> Any:
    """Return a value of a row."""
    value = getattr(row, path[0])
    return value.get(path[1], MISSING) if isinstance(value, dict) else value


def put(row: object, path: Path, value: Any) -> None:
    """Set a value of a row that nobody else holds; MISSING takes a custom field away."""
    if path[1] is None:
        setattr(row, path[0], value)
        return
    entries = dict(getattr(row, path[0]))
    if value is MISSING:
        entries.pop(path[1], None)
    else:
        entries[path[1]] = value
    setattr(row, path[0], entries)


def label(path: Path) -> str:
    """Return a path as text: ``duration``, ``fields.Text1``."""
    return path[0] if path[1] is None else f"{path[0]}.{path[1]}"


def same(one: Any, other: Any, name: str = "") -> bool:
    """Tell whether two values differ by no more than rounding to tenths of a minute explains."""
    if one == other:
        return True
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= (_FINE if name in _RATIOS else _ROUGH)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) <= _SECONDS
    return _same_parts(one, other, name)


def _same_parts(one: Any, other: Any, name: str) -> bool:
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(same(a, b, name) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key], name) for key in one)
    if dataclasses.is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, f.name), getattr(other, f.name), f.name) for f in dataclasses.fields(one))
    return False


def same_row(table: str, one: object, other: object) -> bool:
    """Tell whether nothing that people decide differs between two rows."""
    return one == other or all(same(getattr(one, n), getattr(other, n), n) for n in decided(table))
