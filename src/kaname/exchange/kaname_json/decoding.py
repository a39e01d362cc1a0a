"""Plain JSON values to the dataclasses of the plan document, every mismatch named by its JSON path."""

import dataclasses
import types
import typing
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.date_range import FIRST_YEAR, LAST_YEAR

Problems = list[Diagnostic]
_NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime: "date and time",
    date: "date",
}


def decode_value(value: object, kind: Any, path: str, problems: Problems) -> Any:
    """Return the value as its declared type; problems are noted and something harmless is returned."""
    if kind is object:
        return _decode_free(value, path, problems)
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(value, kind, path, problems)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _decode_choice(value, kind, path, problems)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None and type(None) in parts:
            return None
        return decode_value(value, next(part for part in parts if part is not type(None)), path, problems)
    if origin is list:
        return [decode_value(v, parts[0], f"{path}[{i}]", problems) for i, v in enumerate(_list(value, path, problems))]
    if origin is tuple:
        return _decode_tuple(value, parts, path, problems)
    if origin is dict:
        return _decode_dict(value, parts, path, problems)
    return _decode_simple(value, kind, path, problems)


def _decode_dataclass(value: object, kind: Any, path: str, problems: Problems) -> Any:
    if not isinstance(value, dict):
        _wrong(value, "object", path, problems)
        return None
    hints = _hints(kind)
    problems.extend(error("json-unknown-key", f"{path}.{key}") for key in value.keys() - hints.keys())
    missing = [name for name in _required(kind) if name not in value]
    problems.extend(error("json-missing-key", f"{path}.{name}") for name in missing)
    found = {
        name: decode_value(value[name], hint, f"{path}.{name}", problems)
        for name, hint in hints.items()
        if name in value
    }
    return None if missing else kind(**found)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _required(kind: Any) -> tuple[str, ...]:
    missing = dataclasses.MISSING
    return tuple(f.name for f in dataclasses.fields(kind) if f.default is missing and f.default_factory is missing)


def _decode_choice(value: object, kind: type[Enum], path: str, problems: Problems) -> Any:
    try:
        return kind(value)
    except ValueError:
        problems.append(
            error("json-unknown-choice", path, value=str(value)[:80], expected=[member.value for member in kind])
        )
        return next(iter(kind))


def _decode_tuple(value: object, parts: tuple[Any, ...], path: str, problems: Problems) -> tuple[Any, ...]:
    items = _list(value, path, problems)
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(decode_value(item, parts[0], f"{path}[{i}]", problems) for i, item in enumerate(items))
    if len(items) != len(parts):
        _wrong(value, f"list of {len(parts)}", path, problems)
        return ()
    pairs = enumerate(zip(items, parts, strict=True))
    return tuple(decode_value(item, part, f"{path}[{i}]", problems) for i, (item, part) in pairs)


def _decode_dict(value: object, parts: tuple[Any, ...], path: str, problems: Problems) -> dict[Any, Any]:
    if not isinstance(value, dict):
        _wrong(value, "object", path, problems)
        return {}
    if parts[0] is int and not all(str(key).isdecimal() for key in value):
        _wrong(next(key for key in value if not str(key).isdecimal()), "whole number", path, problems)
        return {}
    return {parts[0](key): decode_value(item, parts[1], f"{path}.{key}", problems) for key, item in value.items()}


def _decode_simple(value: object, kind: Any, path: str, problems: Problems) -> Any:
    if kind in (datetime, date):
        return _decode_date(value, kind, path, problems)
    fits = isinstance(value, kind) or (kind is float and isinstance(value, int))
    if not fits or (isinstance(value, bool) and kind is not bool):
        _wrong(value, _NAMES[kind], path, problems)
        return kind()
    if kind in (int, float) and not abs(typing.cast("float", value)) < 1e15:
        problems.append(error("json-not-a-number", path, value=str(value)[:40]))
        return kind()
    return float(typing.cast("float", value)) if kind is float else value


def _decode_date(value: object, kind: Any, path: str, problems: Problems) -> Any:
    try:
        found = kind.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        problems.append(error("json-unreadable-date", path, value=str(value)[:80]))
        return kind(1970, 1, 1)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(error("date-out-of-range", path, field=kind.__name__, value=str(value)[:80]))
    return found.replace(tzinfo=None, microsecond=0) if kind is datetime else found


def _decode_free(value: object, path: str, problems: Problems) -> object:
    if isinstance(value, dict):
        if value.keys() == {"$instant"}:
            return _decode_date(value["$instant"], datetime, path, problems)
        if value.keys() == {"$day"}:
            return _decode_date(value["$day"], date, path, problems)
        return {key: _decode_free(item, f"{path}.{key}", problems) for key, item in value.items()}
    if isinstance(value, list):
        return [_decode_free(item, f"{path}[{i}]", problems) for i, item in enumerate(value)]
    return value


def _list(value: object, path: str, problems: Problems) -> list[object]:
    if isinstance(value, list):
        return value
    _wrong(value, "list", path, problems)
    return []


def _wrong(value: object, expected: str, path: str, problems: Problems) -> None:
    problems.append(error("json-wrong-type", path, value=str(value)[:80], expected=expected))
