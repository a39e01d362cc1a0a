"""PostgreSQL: every table by COPY, out of one transaction that sees one state, and back into tables made anew.

Needs no program of the server and no fixed version of it: the archive is text, table by table.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

TABLES = "tables.json"


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything that is read inside be as it is at one moment."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def copy_out(folder: Path) -> None:
    """Write each table's rows to a file of a folder; call it inside :func:`one_moment`."""
    columns = {table: _columns(table) for table in _tables()}
    (folder / TABLES).write_text(json.dumps(columns), "utf-8")
    for table, names in columns.items():
        with (folder / f"{table}.copy").open("wb") as file, connection.cursor() as cursor:
            raw: Any = cursor.cursor
            with raw.copy(f"COPY {_quoted(table)} ({_listed(names)}) TO STDOUT") as rows:
                for chunk in rows:
                    file.write(chunk)


def put_back(folder: Path, migrations: list[str]) -> None:
    """Empty the database, make the tables as they were then, and fill them; call it inside one transaction."""
    columns: dict[str, list[str]] = json.loads((folder / TABLES).read_text("utf-8"))
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    _make_tables(migrations)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(_quoted, columns))}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come by name; a migration may want otherwise
    for table, names in columns.items():
        with (folder / f"{table}.copy").open("rb") as file, connection.cursor() as cursor:
            raw: Any = cursor.cursor
            with raw.copy(f"COPY {_quoted(table)} ({_listed(names)}) FROM STDIN") as rows:
                while chunk := file.read(1 << 20):
                    rows.write(chunk)
    _continue_numbers(columns)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _make_tables(migrations: list[str]) -> None:
    executor = MigrationExecutor(connection, _settle)
    MigrationRecorder(connection).ensure_schema()
    wanted = {(app, name) for app, name in (m.split(".", 1) for m in migrations)}
    graph = executor.loader.graph
    last = [
        key for key in wanted if not any(child.key in wanted and child.key[0] == key[0] for child in _after(graph, key))
    ]
    executor.migrate(sorted(last))


def _settle(action: str, *_rest: Any) -> None:
    """Check what a migration wrote before the next one alters its tables: all of them are one transaction here."""
    if action == "apply_success":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _after(graph: Any, key: tuple[str, str]) -> Iterator[Any]:
    yield from graph.node_map[key].children


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _continue_numbers(columns: dict[str, list[str]]) -> None:
    """Let new rows get numbers after those that are there."""
    with connection.cursor() as cursor:
        for table, names in columns.items():
            for name in names:
                cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table), name])
                sequence = cursor.fetchone()[0]
                if sequence:
                    cursor.execute(
                        f"SELECT setval(%s, COALESCE(MAX({_quoted(name)}), 1), MAX({_quoted(name)}) IS NOT NULL) "  # noqa: S608 - names of tables
                        f"FROM {_quoted(table)}",
                        [sequence],
                    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(names: list[str]) -> str:
    return ", ".join(map(_quoted, names))
