"""A question to the frozen facts: read from an address or from what was kept, every problem named at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaname.domains.core.queries import today
from kaname.domains.cost.enums import Unit
from kaname.domains.reporting.queries.analysis.catalogue import (
    DIMENSIONS,
    OF_PROJECT,
    OVER_TIME,
    SUBJECTS,
    Measure,
    Subject,
    columns_of,
    measure_of,
    rows_of,
)

PERIODS, MOST_PERIODS = 12, 60
NOTHING = "-"
"""The key of a row or column whose facts have no value there."""
FILTERS = ("unit", "kind", "programme", "manager_unit", "size", "status", "condition", "project", "axis")
DEFAULT = {"subject": "health", "rows": "unit", "columns": "state", "measure": "count"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Subject, rows, columns, measure, filters; ``as_of`` None: the newest frozen date. Keys of the catalogue."""

    subject: str = "health"
    rows: str = "unit"
    columns: str = "state"
    measure: str = "count"
    unit: str = Unit.YEN
    periods: int = PERIODS
    as_of: date | None = None
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def about(self) -> Subject:
        """The subject itself."""
        return SUBJECTS[self.subject]

    @property
    def counted(self) -> Measure:
        """The measure itself."""
        return measure_of(self.about, self.measure)

    @property
    def over_time(self) -> bool:
        """Whether columns are periods of time."""
        return self.columns in OVER_TIME

    @property
    def cohort(self) -> bool:
        """Whether columns are weeks since the start."""
        return self.columns == "weeks"

    @property
    def of_axes(self) -> bool:
        """Whether single axes of health are counted, not whole projects."""
        return "axis" in (self.rows, self.columns) or "axis" in self.filters

    @property
    def of_accounts(self) -> bool:
        """Whether control accounts are added up, not whole projects."""
        return "account" in (self.rows, self.columns)

    def on(self, day: date | None) -> "Asked":
        """Return the same question for another day."""
        return replace(self, as_of=day)

    def kept(self) -> dict[str, Any]:
        """Return the question as an analysis keeps it."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in ("subject", "rows", "columns", "measure")}
        kept |= {"unit": str(self.unit), "periods": self.periods, "filters": dict(sorted(self.filters.items()))}
        return kept | {"as_of": self.as_of.isoformat() if self.as_of else None}


def asked(given: Mapping[str, Any]) -> Asked:
    """Return the question of an address or of an analysis; ValidationError with every problem, field by field."""
    problems: dict[str, str] = {}
    key = str(given.get("subject") or DEFAULT["subject"])
    if key not in SUBJECTS:
        raise ValidationError({"subject": _("There is no such subject: %(value)s") % {"value": key[:40]}})
    subject = SUBJECTS[key]
    usual = usual_of(subject)
    chosen = {name: str(given.get(name) or usual[name]) for name in ("rows", "columns", "measure")}
    for name, known in (("rows", rows_of(subject)), ("columns", columns_of(subject))):
        if chosen[name] not in known:
            problems[name] = _("%(subject)s cannot be grouped by: %(value)s") % _said(subject, chosen[name])
    if chosen["measure"] not in {m.key for m in subject.measures}:
        problems["measure"] = _("%(subject)s has no such measure: %(value)s") % _said(subject, chosen["measure"])
    elif chosen["rows"] == chosen["columns"]:
        problems["columns"] = _("Rows and columns are the same. Choose another for one of them.")
    made = Asked(
        subject=key,
        unit=Unit.MINUTES if given.get("unit") == Unit.MINUTES else Unit.YEN,
        periods=_periods(given.get("periods"), problems),
        as_of=_day(given.get("as_of"), problems),
        filters=_filters(given, subject),
        **chosen,
    )
    if not problems and made.of_axes and not made.counted.by_axis:
        problems["measure"] = _("%(measure)s is of whole projects, not of single axes.") % {
            "measure": made.counted.label
        }
    if problems:
        raise ValidationError(problems)
    return made


def usual_of(subject: Subject) -> dict[str, str]:
    """Return what is asked of a subject where nothing else is said."""
    columns = "state" if subject.key == "health" else "month"
    return {"rows": "unit", "columns": columns, "measure": subject.measures[0].key}


def _said(subject: Subject, value: str) -> dict[str, Any]:
    return {"subject": subject.label, "value": DIMENSIONS[value].label if value in DIMENSIONS else value[:40]}


def _periods(text: Any, problems: dict[str, str]) -> int:
    if text in (None, ""):
        return PERIODS
    shown = str(text)
    if not (shown.isascii() and shown.isdigit() and 1 <= int(shown[:6]) <= MOST_PERIODS):
        problems["periods"] = _("Give a number of periods from 1 to %(most)s.") % {"most": MOST_PERIODS}
        return PERIODS
    return int(shown)


def _day(text: Any, problems: dict[str, str]) -> date | None:
    if text in (None, ""):
        return None
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        problems["as_of"] = _("Not a date: %(value)s") % {"value": str(text)[:40]}
        return None
    return min(day, today())


def _filters(given: Mapping[str, Any], subject: Subject) -> dict[str, str]:
    nested = given.get("filters")
    found = nested if isinstance(nested, Mapping) else {name: given.get(f"only_{name}") for name in FILTERS}
    known = {*OF_PROJECT, *subject.own} & set(FILTERS)
    return {name: str(value)[:40] for name, value in found.items() if value and name in known}
