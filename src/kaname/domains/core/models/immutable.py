"""Tables whose rows are never changed or removed: triggers in the database refuse it, whatever the path."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERBS = ("UPDATE", "DELETE")


def forbid(editor: BaseDatabaseSchemaEditor, *tables: str, only: str = "") -> None:
    """Make UPDATE and DELETE of the tables' rows fail from now on; ``only`` of rows as this SQL says, seen from OLD."""
    for table in tables:
        for statement in _statements(editor.connection.vendor, table, f"WHEN (OLD.{only}) " if only else ""):
            editor.execute(statement, params=None)  # a percent sign in it is one


def allow(editor: BaseDatabaseSchemaEditor, *tables: str) -> None:
    """Take the triggers away again: to undo a migration, or between tests."""
    for table in tables:
        for verb in VERBS:
            if editor.connection.vendor == "postgresql":
                editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb.lower()}" ON "{table}"')
            else:
                editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb.lower()}"')


def _statements(vendor: str, table: str, when: str) -> list[Any]:
    if vendor != "postgresql":
        return [
            f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" {when}'
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in VERBS
        ]
    function = (
        "CREATE OR REPLACE FUNCTION kaname_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$"
    )
    return [function] + [
        f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" '
        f"FOR EACH ROW {when}EXECUTE FUNCTION kaname_append_only()"
        for verb in VERBS
    ]
