"""What differs between plans, as data: one Change a row, one FieldChange a value."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Standing(StrEnum):
    """Who changed it since the base."""

    THEIRS = "theirs"
    OURS = "ours"
    BOTH = "both"  # both, to the same
    CONFLICT = "conflict"  # both, to different things


class Side(StrEnum):
    """Whose value is taken where both changed it."""

    THEIRS = "theirs"
    OURS = "ours"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """How a conflict ends; ``value`` is what OTHER says instead of the two."""

    side: Side
    value: object = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a row at the three places. ``field`` is its name in the document, ``fields.X`` for custom ones;
    empty where the row itself is at stake: then the values are whether it is there, and the changes after it are
    what the side that kept the row edited.
    """

    field: str
    base: object
    theirs: object
    ours: object
    standing: Standing
    conflict_id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is not the same in all three plans."""

    table: str  # project | calendars | resources | activities | relations | assignments
    key: str
    name: str
    kind: Kind
    standing: Standing
    fields: tuple[FieldChange, ...] = ()

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """Return the values that somebody must decide."""
        return tuple(f for f in self.fields if f.standing is Standing.CONFLICT)


def standing_of(fields: Iterable[FieldChange]) -> Standing:
    """Return the standing of a row from those of its values: a conflict, else whoever changed it."""
    found = {f.standing for f in fields}
    if Standing.CONFLICT in found:
        return Standing.CONFLICT
    return found.pop() if len(found) == 1 else Standing.BOTH
