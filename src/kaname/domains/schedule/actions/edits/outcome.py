"""What comes of edits: an outcome, refusals, or conflicts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kaname.domains.schedule.actions.crossing import OtherProject
from kaname.domains.schedule.bridge.state import PlanState


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; None: it was not, or is no more. An activity's ``below`` is the row above it.

    ``table``: activity, relation or assignment. For a change only the columns that differ stand in both.
    """

    table: str
    id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    name: str = ""

    def reversed(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before, self.name)

    def as_json(self, side: str) -> dict[str, Any]:
        """Return one side as the audit log keeps it."""
        return {"table": self.table, "id": self.id, "name": self.name, "values": getattr(self, side)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one edit cannot be: which one, of which row, of which field."""

    edit: int
    id: int | str | None
    field: str
    sentence: str


class Refused(Exception):
    """Some edits cannot be; all of them with their reasons. Nothing was written."""

    def __init__(self, refusals: list[Refusal]) -> None:
        """Keep every reason."""
        super().__init__("; ".join(r.sentence for r in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the same field since it was read."""

    id: int
    name: str
    field: str
    yours: Any
    theirs: Any
    by: str
    at: datetime


class Conflicted(Exception):
    """The edits meet others' edits of the same fields. Nothing was written."""

    def __init__(self, conflicts: list[Conflict], version: int) -> None:
        """Keep both sides."""
        super().__init__(", ".join(f"{c.name}.{c.field}" for c in conflicts))
        self.conflicts, self.version = conflicts, version


@dataclass(frozen=True, slots=True)
class Overload:
    """A person whom the edit loads beyond their time in a week; ``load`` in percent."""

    name: str
    week: str
    load: int


@dataclass(slots=True)
class Consequence:
    """What the edits do to the plan."""

    finish_before: int | None
    finish_after: int | None
    moved: int
    newly_critical: int
    deadlines_missed: list[int]
    sentence: str = ""
    other_projects: list[OtherProject] = field(default_factory=list)
    overloads: list[Overload] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """Edits tried or kept: the plan before and after, and what differs. ``temp``: temporary ids to numbers."""

    before: PlanState
    after: PlanState
    kept: bool
    changed: list[int]
    structural: bool
    temp: dict[str, int]
    consequence: Consequence
    undone: str = ""
