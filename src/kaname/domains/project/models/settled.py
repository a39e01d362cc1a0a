"""Approved charters are never changed: triggers in the database refuse it, whatever the path.

What still may happen to one: a newer edition supersedes it. Its objectives stand with it. On SQLite a migration that
makes one of the two tables anew loses their triggers: it must call :func:`guard` again.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHARTER, OBJECTIVE = "project_charter", "project_objective"
SETTLED = "('approved', 'superseded')"
CONTENT = (
    "project_id",
    "edition",
    "background",
    "scope",
    "out_of_scope",
    "assumptions",
    "constraints",
    "budget_yen",
    "approved_at",
    "approved_by_id",
)
NAMES = {
    (CHARTER, "UPDATE"): "charter_is_settled",
    (CHARTER, "DELETE"): "charter_stays",
    (OBJECTIVE, "INSERT"): "objectives_are_settled_too",
    (OBJECTIVE, "UPDATE"): "objective_is_settled",
    (OBJECTIVE, "DELETE"): "objective_stays",
}
SAID = "an approved charter is not changed"


def guard(editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse changes of settled charters and their objectives from now on."""
    postgresql = editor.connection.vendor == "postgresql"
    for (table, verb), name in NAMES.items():
        condition = _condition(table, verb, "IS DISTINCT FROM" if postgresql else "IS NOT")
        for statement in (
            _postgresql(table, verb, name, condition) if postgresql else _sqlite(table, verb, name, condition)
        ):
            editor.execute(statement, params=None)


def unguard(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again: to undo a migration, or between tests."""
    for (table, _verb), name in NAMES.items():
        where = f' ON "{table}"' if editor.connection.vendor == "postgresql" else ""
        editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{where}')


def _condition(table: str, verb: str, differs: str) -> str:
    if table == OBJECTIVE:
        row = "NEW" if verb == "INSERT" else "OLD"
        of_charter = f'"{CHARTER}" c WHERE c.id = {row}.charter_id'
        return f"EXISTS (SELECT 1 FROM {of_charter} AND c.status IN {SETTLED})"  # noqa: S608 - of constants only
    settled = f"OLD.status IN {SETTLED}"
    if verb == "DELETE":
        return settled
    changed = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in CONTENT)
    stays = "(NEW.status = OLD.status OR (OLD.status = 'approved' AND NEW.status = 'superseded'))"
    return f"{settled} AND ({changed} OR NOT {stays})"


def _sqlite(table: str, verb: str, name: str, condition: str) -> list[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    return [f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN {condition} {refusal}']


def _postgresql(table: str, verb: str, name: str, condition: str) -> list[str]:
    row = "OLD" if verb == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION kaname_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END $$",
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION kaname_{name}()',
    ]
