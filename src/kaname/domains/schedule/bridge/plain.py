"""The rest of a dataclass, as JSON for ``extras``, and back."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.kaname_json.decoding import decode_value
from kaname.exchange.kaname_json.encoding import plain

type Revive = Callable[[Any], Any]

_SIMPLE = (str, bool, int, float, str | None, bool | None, int | None, float | None)
_NEVER = object()


def rest_of(value: Any, but: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a dataclass that differ from their usual value, without those that have columns."""
    found = {}
    kind: Any = type(value)
    for name, usual in _usual(kind):
        given = getattr(value, name)
        if name not in but and given != (usual() if callable(usual) else usual):
            found[name] = given if type(given) in (str, bool, int, float) else plain(given, shorten=True)
    return found


def revived(kind: type, kept: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a dataclass from their plain form; names that it has not are left to others."""
    ways = _ways(kind)
    return {name: ways[name](value) for name, value in kept.items() if name in ways}


def revive_list(kind: Any, kept: Iterable[Any]) -> list[Any]:
    """Return dataclasses from their plain forms."""
    return [kind(**revived(kind, entry)) for entry in kept]


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    usual = ((f.name, f.default_factory, f.default) for f in fields(kind))
    return tuple(
        (name, made if made is not MISSING else _NEVER if default is MISSING else default)
        for name, made, default in usual
    )


@cache
def _ways(kind: Any) -> dict[str, Revive]:
    return {name: _way(hint) for name, hint in get_type_hints(kind).items()}


def _way(hint: Any) -> Revive:
    if hint in _SIMPLE:
        return _same
    if hint == datetime | None:
        return _moment
    if (
        isinstance(hint, type)
        and is_dataclass(hint)
        and all(h in (*_SIMPLE, datetime | None) for h in get_type_hints(hint).values())
    ):
        return lambda kept: hint(**revived(hint, kept))
    return lambda kept: _decoded(kept, hint)


def _same(kept: Any) -> Any:
    return kept


def _moment(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


def _decoded(kept: Any, hint: Any) -> Any:
    """Return a value of our own making; what does not fit shows that the row was altered by another hand."""
    problems: list[Any] = []
    value = decode_value(kept, hint, "extras", problems)
    if problems:
        raise ProblemsFound(problems)
    return value
