"""Inserting thousands of rows at once, past the model layer: their numbers are drawn first, so that rows can be joined
before any is saved. Values are columns' own (attnames); constraints and foreign keys are the database's.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

from kaname.domains.core.models import Record


def numbers(model: type[models.Model], count: int) -> list[int]:
    """Return as many new primary keys of a table. Inside the transaction that will use them."""
    table = model._meta.db_table  # noqa: SLF001 - the public way to a model's table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], by: Any = None) -> None:
    """Insert rows of the named columns; a Record's who and when are added."""
    fixed = _fixed(model, by)
    held = [_sql_value(model, name) for name in columns]
    values = [
        (*(given if way is None else way(given) for way, given in zip(held, row, strict=True)), *fixed.values())
        for row in rows
    ]
    if not values:
        return
    names = ", ".join(f'"{name}"' for name in (*columns, *fixed))
    marks = ", ".join(["%s"] * (len(columns) + len(fixed)))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values)  # noqa: S608, SLF001 - names are the model's own


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], by: Any = None) -> int:
    """Write the named columns of rows given as (id, values...); a Record's version grows. Return how many."""
    ways = [_sql_value(model, name) for name in columns]
    now, who = connection.ops.adapt_datetimefield_value(timezone.now()), getattr(by, "pk", None)
    values = [
        (*(given if way is None else way(given) for way, given in zip(ways, row[1:], strict=True)), now, who, row[0])
        for row in rows
    ]
    if values:
        names = ", ".join(f'"{name}" = %s' for name in columns)
        stamp = "updated_at = %s, updated_by_id = %s, version = version + 1"
        with connection.cursor() as cursor:
            cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {names}, {stamp} WHERE id = %s', values)  # noqa: S608, SLF001 - names are the model's own
    return len(values)


def _fixed(model: type[models.Model], by: Any) -> dict[str, Any]:
    if not issubclass(model, Record):
        return {}
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    who = getattr(by, "pk", None)
    return {"created_at": now, "created_by_id": who, "updated_at": now, "updated_by_id": who, "version": 1}


def _sql_value(model: type[models.Model], attname: str) -> Any:
    """Return how a column's values become the database's: JSON as text, the rest as they are."""
    field = next(f for f in model._meta.concrete_fields if f.attname == attname)  # noqa: SLF001 - the public way to fields
    return _json if isinstance(field, models.JSONField) else None


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
