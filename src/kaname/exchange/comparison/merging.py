"""Three plans merged into one, table by table."""

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from typing import Any

from kaname.exchange.comparison.changes import Change, FieldChange, Kind, Standing
from kaname.exchange.comparison.hanging import Presence, following, presence
from kaname.exchange.comparison.identity import aligned
from kaname.exchange.comparison.keys import TABLES, Rows, name_of, rows_of, text_of
from kaname.exchange.comparison.mending import Loss, mended
from kaname.exchange.comparison.numbering import is_numbered, numbered, without_numbers
from kaname.exchange.comparison.order import merged_order
from kaname.exchange.comparison.rows import Decisions, merged_row
from kaname.exchange.document import PlanDocument


@dataclass(frozen=True, slots=True)
class Merge:
    """The plan that comes out, what changed since the base, and what could not be kept.

    Where a conflict has no decision, the document holds ours.
    """

    document: PlanDocument
    changes: tuple[Change, ...]
    theirs: PlanDocument  # their plan under the ids of ours: the base of the next merge
    lost: tuple[Loss, ...] = ()

    @property
    def conflicts(self) -> tuple[tuple[Change, FieldChange], ...]:
        """Return every value that somebody must decide, with its row."""
        return tuple((change, field) for change in self.changes for field in change.conflicts)

    def counted(self, *standings: Standing) -> dict[str, dict[Kind, int]]:
        """Return how many rows of each table were added, removed and changed, by some or by anybody."""
        found: dict[str, dict[Kind, int]] = {}
        for change in self.changes:
            if not standings or change.standing in standings:
                of_table = found.setdefault(change.table, dict.fromkeys(Kind, 0))
                of_table[change.kind] += 1
        return found


def compare(before: PlanDocument, after: PlanDocument) -> Merge:
    """Return what changed from one plan to another; every change stands as THEIRS."""
    return merge(before, after, before)


def merge(base: PlanDocument, theirs: PlanDocument, ours: PlanDocument, decisions: Decisions | None = None) -> Merge:
    """Return base, theirs and ours as one plan. O(size of the plans).

    Values are compared, rounding apart; what a tool computed (stored dates, row numbers) comes from theirs. WBS codes
    that are outline numbers in all three are counted anew.
    """
    ours = aligned(ours, base)
    theirs = aligned(theirs, base, ours)
    named = (base, theirs, ours)
    counted = all(is_numbered(document) for document in named)
    three = (without_numbers(base), without_numbers(theirs), without_numbers(ours)) if counted else named
    merged = _others(*three)
    changes: list[Change] = []
    names = {a.id: a.name for d in three for a in d.activities}
    people = {r.id: r.name for d in three for r in d.resources}
    fate: Presence | None = None
    for table in TABLES:
        first = rows_of(three[0], table)
        tables = (first, rows_of(three[1], table, first), rows_of(three[2], table, first))
        rows = _merged_table(table, tables, decisions or {}, (names, people), changes, fate)
        setattr(merged, table, rows[0] if table == "project" else rows)
        if table == "activities":
            fate = presence(*tables, rows_of(merged, table))
    merged, lost = mended(merged, three)
    if counted:
        merged = replace(merged, activities=numbered(merged.activities))
    return Merge(merged, tuple(changes), theirs, lost)


def _merged_table(
    table: str,
    tables: tuple[Rows, Rows, Rows],
    decisions: Decisions,
    names: Any,
    changes: list[Change],
    fate: Presence | None,
) -> list[Any]:
    found: dict[Hashable, Any] = {}
    for key in dict.fromkeys(key for rows in tables for key in rows):
        three = (tables[0].get(key), tables[1].get(key), tables[2].get(key))
        if three[0] is not None and three[0] == three[1] == three[2]:
            found[key] = three[2]
            continue
        named = next(row for row in (three[2], three[1], three[0]) if row is not None)
        asked = following(table, key, three, fate) if fate is not None else three
        row, change = merged_row(table, text_of(key), name_of(named, *names), asked, decisions)
        if row is not None:
            found[key] = row
        elif asked is not three and three[2] not in (None, three[0]):
            found[key] = three[2]  # an edit of ours to what goes with its activity: mending tells its loss
        if change is not None:
            changes.append(change)
    was, new, own = (list(rows) for rows in tables)
    return [found[key] for key in merged_order(was, new, own, set(found))]


def _others(base: PlanDocument, theirs: PlanDocument, ours: PlanDocument) -> PlanDocument:
    """Return a document with everything that is not a table of rows: theirs where it is new, else ours."""
    values = {}
    for field in fields(PlanDocument):
        if field.name not in TABLES:
            was, new = getattr(base, field.name), getattr(theirs, field.name)
            values[field.name] = getattr(ours, field.name) if new == was else new
    return replace(ours, **values)
