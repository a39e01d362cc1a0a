"""What a newer file changes, and where both sides changed the same: as the preview shows it and the form asks it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kaname.domains.schedule.bridge.comparing import Change, FieldChange, Kind, Side, Standing
from kaname.web.imports.words import TABLES, Sort, Values, field_label, sort_of


@dataclass(frozen=True, slots=True)
class Option:
    """One end of a conflict. ``edits``: for a row that may stay, what was made of it since: field, before, after."""

    side: str
    text: str
    chosen: bool
    edits: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both sides changed."""

    id: str
    input: str
    row: str
    field: str
    base: str
    options: tuple[Option, ...]
    typed: str | None  # None: no other value can be typed
    other: bool
    wrong: str


@dataclass(frozen=True)
class Posted:
    """What was posted about one file, to show choices again; ``wrong``: sentences by conflict."""

    number: int
    data: Any = None
    wrong: dict[str, str] = field(default_factory=dict)

    def side(self, identifier: str) -> str:
        """Return the side that was chosen of a conflict, or the one that takes all that were not."""
        if self.data is None:
            return ""
        chosen = self.data.get(f"{self.number}:{identifier}") or (Side.OTHER if self.typed(identifier).strip() else "")
        return str(chosen or side_for_the_rest(self.data, self.number))

    def typed(self, identifier: str) -> str:
        """Return what was typed instead of the two values."""
        return "" if self.data is None else str(self.data.get(f"{self.number}={identifier}", ""))


def side_for_the_rest(data: Any, number: int) -> str:
    """Return the side that a button of the form gives to every conflict of a file that is not decided."""
    side, _colon, file = str(data.get("do", "")).partition(":")
    return side if file == str(number) and side in (Side.THEIRS, Side.OURS) else ""


def conflict_of(change: Change, value: FieldChange, posted: Posted, values: Values) -> Conflict:
    """Return one conflict as the form asks it."""
    chosen = posted.side(value.conflict_id)
    edits = _edits(change, values)
    sides = ((Side.THEIRS, value.theirs), (Side.OURS, value.ours))
    return Conflict(
        value.conflict_id,
        f"{posted.number}:{value.conflict_id}",
        f"{TABLES[change.table]}: {change.name}",
        field_label(value.field) if value.field else "",
        values.text(value.field, value.base) if value.field else "",
        tuple(
            Option(side, _end(value, end, values), chosen == side, edits if not value.field and end else ())
            for side, end in sides
        ),
        None if sort_of(value.field) is Sort.OTHER else posted.typed(value.conflict_id),
        chosen == Side.OTHER,
        posted.wrong.get(value.conflict_id, ""),
    )


def change_of(change: Change, values: Values) -> tuple[str, str, str, list[tuple[str, str, str]]]:
    """Return a change of the file: table, row, what happened, and its values before and after."""
    words = {Kind.ADDED: _("added"), Kind.REMOVED: _("removed"), Kind.CHANGED: _("changed")}
    texts = [
        (field_label(f.field), values.text(f.field, f.base), values.text(f.field, f.theirs)) for f in change.fields
    ]
    return str(TABLES[change.table]), change.name, words[change.kind], texts


def _edits(change: Change, values: Values) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (field_label(f.field), values.text(f.field, f.base), values.text(f.field, now))
        for f in change.fields
        if f.field and f.standing in (Standing.THEIRS, Standing.OURS)
        for now in [f.theirs if f.standing is Standing.THEIRS else f.ours]
    )


def _end(value: FieldChange, end: object, values: Values) -> str:
    if value.field:
        return values.text(value.field, end)
    return _("keep the row") if end else _("remove the row")
