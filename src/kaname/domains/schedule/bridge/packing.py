"""Documents kept by us, for us: our own JSON format (kaname_json) compressed, written and read without its checks.

What is read here was written here, so that nothing needs to be asked of each value: several times quicker. Anything
else would show as a TypeError or ValueError. ``kaname_json.read`` reads the same bytes, checks included.
"""

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from kaname.exchange.document import PlanDocument
from kaname.exchange.kaname_json import VERSION

type Way = Callable[[Any], Any] | None
"""How a value of JSON becomes one of a document; None: it is one already."""


def pack(document: PlanDocument) -> bytes:
    """Return a document as bytes."""
    content = _plain(document)
    content.pop("source", None)
    whole = {"format": VERSION, "origin": content.pop("format"), **content}
    return zlib.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(data: bytes, name: str = "") -> PlanDocument:
    """Return the document that :func:`pack` was given; ``name`` is its file's."""
    content = json.loads(zlib.decompress(data))
    content["format"] = content.pop("origin")
    document: PlanDocument = _row_way(PlanDocument)(content)
    document.source = name
    return document


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in (str, bool, int, float, types.NoneType):
        return value
    if kind in (list, tuple):
        return [_plain(item) for item in value]
    if kind is dict:
        return {str(key): _marked(item) for key, item in value.items()}
    if kind in (datetime, date):
        return value.isoformat()
    if issubclass(kind, Enum):
        return value.value
    found = {}
    for name, usual in _usual(kind):
        given = getattr(value, name)
        if given is not usual and given != (usual() if isinstance(usual, type) else usual):
            found[name] = _plain(given)
    return found


def _marked(value: Any) -> Any:
    """Return a value whose type nobody declares: dates are marked."""
    if isinstance(value, datetime):
        return {"$instant": value.isoformat()}
    return {"$day": value.isoformat()} if isinstance(value, date) else _plain(value)


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a dataclass with their usual values; of lists and the like, what makes them."""
    missing = dataclasses.MISSING
    return tuple(
        (f.name, f.default_factory if f.default_factory is not missing else None if f.default is missing else f.default)
        for f in dataclasses.fields(kind)
    )


@cache
def _row_way(kind: Any) -> Callable[[dict[str, Any]], Any]:
    ways = {name: way for name, hint in typing.get_type_hints(kind).items() if (way := _way(hint)) is not None}

    def row(kept: dict[str, Any]) -> Any:
        for name in kept.keys() & ways.keys():
            kept[name] = ways[name](kept[name])
        return kind(**kept)

    return row


@cache
def _way(hint: Any) -> Way:
    hint = getattr(hint, "__value__", hint)
    if hint is object:
        return _unmarked
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        way = _way(next(part for part in parts if part is not types.NoneType))
        return None if way is None else lambda kept: None if kept is None else way(kept)
    if origin in (list, tuple):
        return _series_way(origin, parts)
    if origin is dict:
        return _dictionary_way(parts)
    if hint in (datetime, date):
        return typing.cast("Way", hint.fromisoformat)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if not dataclasses.is_dataclass(hint):
        return None
    kind: Any = hint
    return _row_way(kind)


def _series_way(origin: Any, parts: tuple[Any, ...]) -> Way:
    if origin is tuple and Ellipsis not in parts:
        ways = [_way(part) or _same for part in parts]
        return lambda kept: tuple(way(item) for way, item in zip(ways, kept, strict=True))
    way = _way(parts[0])
    if way is None:
        return None if origin is list else tuple
    return lambda kept: origin(map(way, kept))


def _dictionary_way(parts: tuple[Any, ...]) -> Way:
    key, way = parts[0], _way(parts[1]) or _same
    return lambda kept: {key(name): way(item) for name, item in kept.items()}


def _unmarked(kept: Any) -> Any:
    if isinstance(kept, dict):
        if kept.keys() == {"$instant"}:
            return datetime.fromisoformat(kept["$instant"])
        if kept.keys() == {"$day"}:
            return date.fromisoformat(kept["$day"])
        return {name: _unmarked(item) for name, item in kept.items()}
    return [_unmarked(item) for item in kept] if isinstance(kept, list) else kept


def _same(kept: Any) -> Any:
    return kept
