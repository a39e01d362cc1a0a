"""Columns: how a value of the document goes into a column and comes back, and what happens to the rest of it."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kaname.domains.core.instants import TICKS_A_MINUTE, moment_of, ticks_of

EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the document, the column that holds it, the way there and back."""

    field: str
    column: str
    fit: Callable[[Any], Any]
    back: Callable[[Any], Any]
    plain: Callable[[Any], Any] = lambda value: value
    revive: Callable[[Any], Any] = lambda value: value


def same(value: Any) -> Any:
    """Return the value: a column that holds it as it is."""
    return value


def span(field: str, column: str = "") -> Column:
    """Return a column of minutes kept as ticks."""
    return Column(field, column or field, ticks_of_minutes, minutes_of)


def instant(field: str, column: str = "") -> Column:
    """Return a column of moments kept as ticks."""
    return Column(field, column or field, ticks_of, moment_of, datetime.isoformat, datetime.fromisoformat)


def text(field: str, limit: int, column: str = "") -> Column:
    """Return a column of text no longer than a limit; NUL, which no database takes, is left out."""
    return Column(field, column or field, lambda value: value.replace("\0", "")[:limit], same)


def identifier(field: str, column: str, limit: int = 100) -> Column:
    """Return a column of ids: one that is too long is cut and made unique again by a digest."""
    return Column(field, column, lambda value: short(value, limit), same)


def limited(field: str, low: float, high: float, column: str = "") -> Column:
    """Return a column of numbers within limits."""
    return Column(field, column or field, lambda value: min(max(value, low), high), same)


def plain_column(field: str, column: str = "") -> Column:
    """Return a column that holds everything the field can be."""
    return Column(field, column or field, same, same)


def choice(field: str, kind: Callable[[Any], Any]) -> Column:
    """Return a column of one of a few values."""
    return Column(field, field, str, kind)


def ticks_of_minutes(minutes: float) -> int:
    """Return minutes as ticks, as the engine rounds them."""
    return round(minutes * TICKS_A_MINUTE)


def minutes_of(ticks: int) -> float:
    """Return ticks as minutes."""
    return ticks / TICKS_A_MINUTE


def short(value: str, limit: int) -> str:
    """Return an id that fits."""
    if len(value) <= limit:
        return value
    return value[: limit - 17] + "~" + hashlib.sha256(value.encode()).hexdigest()[:16]


def held(columns: Iterable[Column], value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the columns hold of a value, and what of it they cannot hold exactly."""
    values: dict[str, Any] = {}
    exact: dict[str, Any] = {}
    for column in columns:
        given = getattr(value, column.field)
        fitted = None if given is None else column.fit(given)
        values[column.column] = fitted
        if given is not None and column.back(fitted) != given:
            exact[column.field] = column.plain(given)
    return values, exact


def given_back(columns: Sequence[Column], values: Iterable[Any], exact: dict[str, Any] | None) -> dict[str, Any]:
    """Return the document's fields of a row's values, exact ones where the column has not been changed since."""
    found = {c.field: None if v is None else c.back(v) for c, v in zip(columns, values, strict=True)}
    if exact:
        by_field = {c.field: c for c in columns}
        for field, kept in exact.items():
            column = by_field.get(field)
            if column is None or found[field] is None:
                continue
            original = column.revive(kept)
            if column.back(column.fit(original)) == found[field]:  # nobody has changed the column since
                found[field] = original
    return found
