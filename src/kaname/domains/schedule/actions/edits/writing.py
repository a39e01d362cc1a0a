"""Changes written to the tables."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from kaname.domains.schedule.actions import insertion
from kaname.domains.schedule.actions.edits.outcome import Change
from kaname.domains.schedule.actions.recalculation import write_changed
from kaname.domains.schedule.bridge.state import ACTIVITY, ASSIGNMENT, RELATION, PlanState
from kaname.domains.schedule.enums import SignOff
from kaname.domains.schedule.models import Activity, Assignment, Relation

_MODELS: dict[str, Any] = {"activity": Activity, "relation": Relation, "assignment": Assignment}
_COLUMNS = {"activity": ACTIVITY, "relation": RELATION, "assignment": ASSIGNMENT}
_ALSO: dict[str, dict[str, Any]] = {
    "activity": {"position": 0, "critical": False},
    "relation": {"crosses": False, "sign_off": str(SignOff.NOT_NEEDED)},
    "assignment": {"tentative": False},
}
_ORDER = ("relation", "assignment", "activity")


def numbering() -> Callable[[str], int]:
    """Return what draws the numbers of rows to be added, inside the transaction that adds them."""
    drawn: dict[str, int] = {}

    def number(table: str) -> int:
        model = _MODELS[table]
        if connection.vendor == "postgresql" or table not in drawn:
            drawn[table] = insertion.numbers(model, 1)[0]
        else:
            drawn[table] += 1
        return drawn[table]

    return number


def provisional() -> Callable[[str], int]:
    """Return what numbers rows that are only tried out: below zero."""
    last = 0

    def number(_table: str) -> int:
        nonlocal last
        last -= 1
        return last

    return number


def write_changes(before: PlanState, after: PlanState, changes: list[Change], by: Any) -> None:
    """Write rows: what is gone, what is new, what differs, and the order."""
    touched: dict[str, set[int]] = {table: set() for table in _MODELS}
    for change in changes:
        touched[change.table].add(change.id)
    for table in _ORDER:
        _delete(table, [pk for pk in touched[table] if pk not in _rows(after, table)])
    for table in reversed(_ORDER):
        _write(table, touched[table], before, after, by)
    if before.order != after.order:
        moved = [(i, pk) for i, pk in enumerate(after.order) if before.position.get(pk) != i]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE schedule_activity SET position = %s WHERE id = %s", moved)


def _delete(table: str, pks: list[int]) -> None:
    if table == "activity" and pks:
        Relation.objects.filter(predecessor__in=pks, crosses=True).delete()
        Relation.objects.filter(successor__in=pks, crosses=True).delete()
        Activity.objects.filter(parent__in=pks).exclude(pk__in=pks).update(parent=None)
    if pks:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM schedule_{table} WHERE id = %s", [(pk,) for pk in pks])  # noqa: S608 - ours


def _write(table: str, pks: set[int], before: PlanState, after: PlanState, by: Any) -> None:
    columns, held, wanted = _COLUMNS[table], _rows(before, table), _rows(after, table)
    also = _ALSO[table]
    new = [
        (pk, after.plan.pk, *(wanted[pk][c] for c in columns), *also.values())
        for pk in pks
        if pk in wanted and pk not in held
    ]
    insertion.insert(_MODELS[table], ("id", "plan_id", *columns, *also), new, by)
    changed: dict[tuple[str, ...], list[Any]] = {}
    for pk in pks:
        if pk in wanted and pk in held and wanted[pk] != held[pk]:
            names = tuple(c for c in columns if wanted[pk][c] != held[pk][c])
            changed.setdefault(names, []).append((pk, *(wanted[pk][c] for c in names)))
    for names, rows in changed.items():
        insertion.update(_MODELS[table], names, rows, by)


def write_dates(before: PlanState, after: PlanState, moved: set[int]) -> None:
    """Write the computed columns of rows in which they differ, and of new ones."""
    fresh = moved if before.order == after.order else moved | (after.activities.keys() - before.activities.keys())
    rows = ((after.position[pk], pk) for pk in fresh)
    write_changed([(*(column[at] for column in after.columns), pk) for at, pk in sorted(rows)])


def _rows(state: PlanState, table: str) -> dict[int, dict[str, Any]]:
    return {"activity": state.activities, "relation": state.relations, "assignment": state.assignments}[table]
