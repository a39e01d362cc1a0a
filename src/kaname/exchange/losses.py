"""What is lost on the way from one format to another: the document before and after, compared by id."""

import dataclasses
from collections import Counter
from typing import Any

from kaname.exchange.document import PlanDocument

_ROUNDING = 0.01
_NOT_CONTENT = frozenset(("format", "source", "diagnostics", "left_out"))


def losses(before: PlanDocument, after: PlanDocument) -> dict[str, int]:
    """Return how often each field was not kept, by names as ``activities.notes``. O(size of the documents)."""
    found: Counter[str] = Counter()
    _compare(before, after, "", found)
    return dict(sorted(found.items()))


def _compare(before: Any, after: Any, path: str, found: Counter[str]) -> None:
    if before == after or _same_number(before, after):
        return
    if isinstance(before, list) and before and dataclasses.is_dataclass(before[0]):
        _compare_lists(before, after, path, found)
    elif dataclasses.is_dataclass(before) and dataclasses.is_dataclass(after):
        for field in dataclasses.fields(before):
            if field.name not in _NOT_CONTENT:
                name = f"{path}.{field.name}" if path else field.name
                _compare(getattr(before, field.name), getattr(after, field.name), name, found)
    elif isinstance(before, dict) and isinstance(after, dict):
        lost: Counter[str] = Counter()
        for key in before:
            _compare(before[key], after.get(key), path, lost)
        if lost:
            found[path] += lost.total()
    elif not _empty(before):
        found[path] += 1


def _compare_lists(before: list[Any], after: list[Any], path: str, found: Counter[str]) -> None:
    others = {_key(item, i): item for i, item in enumerate(after)}
    for i, item in enumerate(before):
        other = others.get(_key(item, i))
        if other is None:
            found[path] += 1
        else:
            _compare(item, other, path, found)


def _same_number(before: Any, after: Any) -> bool:
    """Tell whether two amounts differ by less than a second, a hundredth of money or what rounding explains."""
    numbers = isinstance(before, float) and isinstance(after, float)
    return numbers and abs(before - after) <= _ROUNDING


def _key(item: Any, position: int) -> object:
    return getattr(item, "id", position)


def _empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {} or value == ()
