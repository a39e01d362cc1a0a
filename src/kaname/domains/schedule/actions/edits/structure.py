"""Adding, deleting and moving rows, and joining them."""

from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.schedule.actions.edits import outline, people
from kaname.domains.schedule.actions.edits.draft import Draft
from kaname.domains.schedule.actions.edits.fields import LONGEST
from kaname.domains.schedule.actions.edits.reading import Impossible, text, whole
from kaname.domains.schedule.bridge.activities import NAMES
from kaname.domains.schedule.bridge.state import Row
from kaname.domains.schedule.enums import ActivityKind, ConstraintKind, LagKind, RelationKind

_PERCENT = (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)
_NOTHING: Row = dict.fromkeys(NAMES)


def add(draft: Draft, edit: dict[str, Any]) -> None:
    """Add a row below another, at a level that its neighbours allow."""
    below = anchor(draft, edit.get("after"))
    duration = whole(edit.get("duration", 0))
    if not 0 <= duration <= LONGEST:
        raise Impossible(_("A duration cannot be negative."))
    kind = edit.get("kind") or (ActivityKind.TASK if duration else ActivityKind.MILESTONE)
    if kind not in ActivityKind.values or kind == ActivityKind.SUMMARY:
        raise Impossible(_("There is no such kind of row."))
    name = text(edit.get("name", ""), 500)
    if not name.strip():
        raise Impossible(_("A name is needed."))
    level = outline.checked_level(draft, below, whole(edit.get("level", 1)))
    number = draft.number("activity")
    uids = {row["uid"] for row in draft.rows["activity"].values()}
    row: Row = {
        **_NOTHING,
        "uid": _free_uid(number, uids),
        "name": name,
        "wbs": "",
        "outline_level": level,
        "kind": str(kind),
        "active": True,
        "manual": False,
        "elapsed": False,
        "duration": 0 if kind == ActivityKind.MILESTONE else duration,
        "constraint": str(ConstraintKind.ASAP),
        "priority": 500,
        "notes": "",
        "extras": {},
        "calendar_id": None,
        "parent_id": None,
        "below": below,
    }
    draft.add("activity", number, row)
    if edit.get("temp"):
        draft.temp[str(edit["temp"])] = number


def _free_uid(number: int, taken: set[str]) -> str:
    """Return the next whole number no row of the plan has as its id, so that every format can hold it."""
    numbers = [int(uid) for uid in taken if uid.isdecimal() and len(uid) < 10]
    return str(max(numbers, default=0) + 1) if len(numbers) == len(taken) else f"k{abs(number)}"


def delete(draft: Draft, edit: dict[str, Any]) -> None:
    """Delete a row, those under it, and what joined them to others."""
    rows = draft.subtree(reference(draft, edit.get("id")))
    for number in draft.relations_at(set(rows)):
        draft.remove("relation", number)
    for pk in reversed(rows):
        for number in draft.assignments_of(pk):
            draft.remove("assignment", number)
        draft.remove("activity", pk)


def move(draft: Draft, edit: dict[str, Any]) -> None:
    """Move a row with those under it below another, to a level."""
    pk = reference(draft, edit.get("id"))
    below = anchor(draft, edit.get("after"))
    rows = draft.subtree(pk)
    if below in rows:
        raise Impossible(_("A row cannot be moved into itself."))
    for row in reversed(rows):
        draft.place(row, below)
    level = outline.checked_level(draft, below, whole(edit.get("level", 1)))
    shift = level - draft.activity(pk)["outline_level"]
    for row in rows:
        draft.put("activity", row, outline_level=draft.activity(row)["outline_level"] + shift)
    draft.structural = True


def link(draft: Draft, edit: dict[str, Any]) -> None:
    """Join two activities."""
    one, other = reference(draft, edit.get("predecessor")), reference(draft, edit.get("successor"))
    kind, lag, lag_kind = _relation(edit)
    if one == other:
        raise Impossible(_("An activity cannot wait for itself."))
    held = draft.rows["relation"].values()
    if any(r["predecessor_id"] == one and r["successor_id"] == other for r in held):
        raise Impossible(_("These two are joined already."))
    for upper, lower in ((one, other), (other, one)):
        if lower in draft.subtree(upper):
            raise Impossible(_("A summary cannot be joined to an activity under it."))
    row: Row = {
        "predecessor_id": one,
        "successor_id": other,
        "kind": kind,
        "lag": lag,
        "lag_kind": lag_kind,
        "extras": {},
    }
    draft.add("relation", draft.number("relation"), row)


def unlink(draft: Draft, edit: dict[str, Any]) -> None:
    """Part two activities."""
    draft.remove("relation", _known_relation(draft, edit))


def relink(draft: Draft, edit: dict[str, Any]) -> None:
    """Change type and lag of a relation."""
    kind, lag, lag_kind = _relation(edit)
    number = _known_relation(draft, edit)
    extras = {k: v for k, v in draft.rows["relation"][number]["extras"].items() if k != "exact"}
    draft.put("relation", number, kind=kind, lag=lag, lag_kind=lag_kind, extras=extras)


def anchor(draft: Draft, key: Any) -> int | None:
    """Return the row that another stands below; None: the top of the plan."""
    return None if key is None else reference(draft, key)


def reference(draft: Draft, key: Any) -> int:
    """Return the row that an edit names, by its number or by the temporary id of an earlier edit."""
    if isinstance(key, str) and key in draft.temp:
        return draft.temp[key]
    if isinstance(key, bool) or not isinstance(key, int) or key not in draft.rows["activity"]:
        raise Impossible(_("This row is not in the plan any more."))
    return key


def _known_relation(draft: Draft, edit: dict[str, Any]) -> int:
    number = edit.get("id")
    if not isinstance(number, int) or number not in draft.rows["relation"]:
        raise Impossible(_("This relation is not in the plan any more."))
    return number


def _relation(edit: dict[str, Any]) -> tuple[str, float, str]:
    kind, lag_kind = edit.get("kind", "FS"), edit.get("lag_kind", "working")
    lag = edit.get("lag", 0)
    if kind not in RelationKind.values or lag_kind not in LagKind.values:
        raise Impossible(_("There is no such type of relation."))
    if (
        isinstance(lag, bool)
        or not isinstance(lag, (int, float))
        or abs(lag) > (10_000 if lag_kind in _PERCENT else LONGEST)
    ):
        raise Impossible(_("This lag is out of range."))
    return str(kind), float(lag), str(lag_kind)


def swap(draft: Draft, edit: dict[str, Any]) -> None:
    """Give somebody's work on a row to somebody else, as it is."""
    people.swap(draft, reference(draft, edit.get("id")), whole(edit.get("from")), whole(edit.get("to")))


def units(draft: Draft, edit: dict[str, Any]) -> None:
    """Give somebody more or less of a row's work for the same time."""
    people.set_units(draft, reference(draft, edit.get("id")), whole(edit.get("resource")), edit.get("units"))


OPERATIONS = {
    "add": add,
    "delete": delete,
    "move": move,
    "link": link,
    "unlink": unlink,
    "relink": relink,
    "swap": swap,
    "units": units,
}
