"""The facts behind a cell: the same rows that the database grouped, one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.names import chosen
from kaname.domains.project.enums import Health
from kaname.domains.reporting.enums import Axis, Band, Verdict
from kaname.domains.reporting.queries.analysis.asked import NOTHING, Asked
from kaname.domains.reporting.queries.analysis.catalogue import SUBJECTS
from kaname.domains.reporting.queries.analysis.facts import Facts, Known, Rows
from kaname.domains.reporting.queries.analysis.labels import outcome_word
from kaname.domains.reporting.queries.analysis.pivot import ALL, Cell, grouped, one_cell
from kaname.domains.reporting.rules.overall import LETTERS

MOST = 20_000
"""Facts that a download holds."""
_VERDICTS, _HEALTHS, _BANDS = dict(Verdict.choices), dict(Health.choices), dict(Band.choices)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the facts: its label, its field, its shape, and how its value is put in words."""

    label: Promise
    field: str
    shape: str = "text"
    words: Callable[[Any], Any] | None = None

    def cell(self, value: Any) -> Any:
        """Return the value as it is shown."""
        return value if self.words is None or value is None else self.words(value)


def _of(choices: dict[Any, Any]) -> Callable[[Any], str]:
    return lambda value: str(choices.get(value, value))


def _elapsed(value: Any) -> float:
    return float(round(value.total_seconds() / 86400, 1))


_MONEY = ("bac", "pv", "ev", "ac", "cv", "sv", "eac")
COLUMNS: dict[str, tuple[Column, ...]] = {
    "health": (
        Column(_("State"), "state", words=_of(_VERDICTS)),
        Column(_("Declared state"), "declared", words=_of(_HEALTHS)),
        Column(_("Marks of the axes"), "marks", "marks"),
    ),
    "plan": (
        Column(_("Slip"), "slip", "days"),
        Column(_("Progress"), "percent", "percent"),
        Column(_("Activities"), "activities", "count"),
        Column(_("Overdue activities"), "overdue", "count"),
    ),
    "evm": tuple(
        Column(label, name, "yen")
        for label, name in zip((_("BAC"), _("PV"), _("EV"), _("AC"), _("CV"), _("SV"), _("EAC")), _MONEY, strict=True)
    ),
    "forecast": (
        Column(_("Chance to finish in time"), "band", words=_of(_BANDS)),
        Column(_("P80 after the target (days)"), "beyond", "days"),
    ),
    "rounds": (
        Column(_("Person"), "person__name"),
        Column(_("State"), "outcome", words=outcome_word),
    ),
    "decisions": (
        Column(_("number"), "code"),
        Column(_("decide by"), "decide_by", "day"),
        Column(_("Lead time (days)"), "lead", "days", _elapsed),
    ),
    "inspections": (
        Column(_("Activity"), "uid"),
        Column(_("Reported"), "reported", "percent"),
        Column(_("Seen"), "percent", "percent"),
        Column(_("What was looked at"), "evidence"),
        Column(_("State"), "outcome", words=outcome_word),
    ),
}
if set(COLUMNS) != set(SUBJECTS):
    raise AssertionError(set(COLUMNS) ^ set(SUBJECTS))


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its project, its day, its values in the order of COLUMNS; ``address`` names it in its project."""

    code: str
    project: str
    day: Any
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Where a cell's facts are: ``rows`` to page through, and how one of them is read; ``cell``: what they make."""

    asked: Asked
    rows: Rows
    facts: Facts
    cell: Cell

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the subject."""
        return COLUMNS[self.asked.subject]

    def read(self, start: int = 0, stop: int = MOST) -> list[Fact]:
        """Return the facts of a page: one query."""
        project = self.facts.project
        names = [f"{project}__code", f"{project}__name", f"{project}__name_en", self.facts.day]
        own = [column.field for column in self.columns]
        values = self.rows.values_list(*names, *own)[start:stop]
        return [self._fact(row) for row in values]

    def _fact(self, row: Sequence[Any]) -> Fact:
        code, name, english, day, *values = row
        shown = tuple(column.cell(value) for column, value in zip(self.columns, values, strict=True))
        return Fact(code, chosen(name, english), day, shown)


def behind(user: Any, asked: Asked, row: str, column: str, known: Known | None = None) -> Behind | None:
    """Return the facts behind a cell, ALL for a total; None where nothing was frozen yet. Of a reader's projects only:
    a key of something hidden has no facts.
    """
    facts, rows = grouped(user, asked, known or Known.now())
    if rows is None:
        return None
    keys = {asked.rows: row, asked.columns: column}
    for name, dimension in (("_row", asked.rows), ("_column", asked.columns)):
        if keys[dimension] != ALL and not (asked.of_axes and dimension in ("axis", "state")):
            rows = rows.filter(_is(name, dimension, keys[dimension]))
    if asked.counted.middle:
        rows = rows.filter(**{f"{asked.counted.middle}__isnull": False})
    cell = one_cell(rows, asked, row, column)
    found = _of_marks(rows, asked, keys) if asked.of_axes else rows
    return Behind(asked, found.order_by(f"{facts.project}__code", facts.day, "pk"), facts, cell)


NUMBERED = ("unit", "manager", "manager_unit", "programme", "project", "account", "weeks")
DATED = ("quarter", "day", "month", "quarter_of")


def _is(name: str, dimension: str, key: str) -> Q:
    """Return the condition that a group has a key; one that cannot be has no facts."""
    if key == NOTHING:
        empty = Q(**{f"{name}__isnull": True})
        return empty if dimension in (*NUMBERED, *DATED) else empty | Q(**{name: ""})
    if dimension in NUMBERED:
        return Q(**{name: int(key)}) if key.isascii() and key.isdigit() and len(key) < 19 else Q(pk=None)
    if dimension in DATED:
        try:
            return Q(**{name: date.fromisoformat(key)})
        except ValueError:
            return Q(pk=None)
    return Q(**{name: key})


def _of_marks(rows: Rows, asked: Asked, keys: dict[str, str]) -> Rows:
    """Keep the projects with an axis in a state; without an axis, those with any such axis."""
    state = keys.get("state", ALL)
    if state == ALL:
        return rows
    only = keys.get("axis", ALL) if keys.get("axis", ALL) != ALL else asked.filters.get("axis", "")
    letter = LETTERS.get(state, "?")
    if only not in Axis.values:
        return rows.filter(marks__contains=letter)
    place = Axis.values.index(only) + 1
    found: Rows = rows.annotate(_letter=Substr("marks", place, 1)).filter(_letter=Value(letter))
    return found


__all__ = ["ALL", "COLUMNS", "MOST", "Behind", "Fact", "behind"]
