"""Draft: a plan's rows being edited, every change written down in order."""

from collections.abc import Callable, Iterable
from typing import Any

from kaname.domains.schedule.actions.edits.outcome import Change
from kaname.domains.schedule.bridge.state import PlanState, Row
from kaname.domains.schedule.enums import ActivityKind

TABLES = ("activity", "relation", "assignment")


class Draft:
    """A copy of a plan's rows. Edits go through :meth:`put`, :meth:`add`, :meth:`remove` and :meth:`place`."""

    def __init__(self, state: PlanState, number: Callable[[str], int]) -> None:
        """Copy the tables of a state; their rows are copied when they are changed."""
        self.state, self.number = state, number
        self.order = list(state.order)
        self.rows: dict[str, dict[int, Row]] = {
            "activity": dict(state.activities),
            "relation": dict(state.relations),
            "assignment": dict(state.assignments),
        }
        self.changes: list[Change] = []
        self.temp: dict[str, int] = {}
        self.entries = state.entries
        self.structural = False
        self.measurements: dict[str, Any] | None = None  # read by the first edit of a percent

    def activity(self, pk: int) -> Row:
        """Return an activity's values."""
        return self.rows["activity"][pk]

    def put(self, table: str, pk: int, **values: Any) -> None:
        """Change some values of a row; what stays the same is not written down."""
        row = self.rows[table][pk]
        before = {name: row[name] for name, value in values.items() if row[name] != value}
        if before:
            after = {name: values[name] for name in before}
            self.rows[table][pk] = {**row, **after}
            self.changes.append(Change(table, pk, before, after, self.name_of(table, pk)))
            self.structural |= table == "relation" or "parent_id" in after

    def add(self, table: str, pk: int, row: Row) -> None:
        """Add a row; an activity says what it stands ``below``."""
        held = {name: value for name, value in row.items() if name != "below"}
        self.rows[table][pk] = held
        if table == "activity":
            self._insert(pk, row["below"])
        self.changes.append(Change(table, pk, None, dict(row), self.name_of(table, pk)))
        self.structural |= table != "assignment"

    def remove(self, table: str, pk: int) -> None:
        """Take a row out."""
        name = self.name_of(table, pk)
        row = self.rows[table].pop(pk)
        if table == "activity":
            row = {**row, "below": self._take(pk)}
        self.changes.append(Change(table, pk, row, None, name))
        self.structural |= table != "assignment"

    def place(self, pk: int, below: int | None) -> None:
        """Move one row to stand below another; None: to the top."""
        before = self._take(pk)
        self._insert(pk, below)
        if before != below:
            self.changes.append(
                Change("activity", pk, {"below": before}, {"below": below}, self.name_of("activity", pk))
            )
            self.structural = True

    def redo(self, changes: Iterable[Change]) -> None:
        """Make changes that are written down already."""
        for change in changes:
            if change.after is None:
                self.remove(change.table, change.id)
            elif change.before is None:
                self.add(change.table, change.id, change.after)
            else:
                values = {k: v for k, v in change.after.items() if k != "below"}
                self.put(change.table, change.id, **values)
                if "below" in change.after:
                    self.place(change.id, change.after["below"])

    def name_of(self, table: str, pk: int) -> str:
        """Return what people call a row: an activity's name."""
        row = self.rows[table].get(pk, {})
        if table != "activity":
            end: int = row.get("successor_id", 0) or row.get("activity_id", 0)
            row = self.rows["activity"].get(end, {})
        return str(row.get("name", ""))[:100]

    def _take(self, pk: int) -> int | None:
        at = self.order.index(pk)
        del self.order[at]
        return self.order[at - 1] if at else None

    def _insert(self, pk: int, below: int | None) -> None:
        self.order.insert(0 if below is None else self.order.index(below) + 1, pk)

    def subtree(self, pk: int) -> list[int]:
        """Return a row and those under it, in order."""
        at = self.order.index(pk)
        level = self.activity(pk)["outline_level"]
        end = at + 1
        while end < len(self.order) and self.activity(self.order[end])["outline_level"] > level:
            end += 1
        return self.order[at:end]

    def relations_at(self, pks: set[int]) -> list[int]:
        """Return the relations that touch some activities."""
        rows = self.rows["relation"].items()
        return [k for k, r in rows if r["predecessor_id"] in pks or r["successor_id"] in pks]

    def assignments_of(self, pk: int) -> list[int]:
        """Return the assignments of an activity."""
        if not self.structural and pk in self.state.activities:
            known = [k for k in self.state.assigned.get(pk, ()) if k in self.rows["assignment"]]
            fresh = [k for k in self.rows["assignment"] if k not in self.state.assignments]
            return known + [k for k in fresh if self.rows["assignment"][k]["activity_id"] == pk]
        return sorted(k for k, a in self.rows["assignment"].items() if a["activity_id"] == pk)

    def is_summary(self, pk: int) -> bool:
        """Tell whether a row sums up those under it."""
        return bool(self.activity(pk)["kind"] == ActivityKind.SUMMARY)
