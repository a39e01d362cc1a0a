"""What the address asks of the board: filters, words, order, page, as-of date. Anything else in it is ignored."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.core.queries import today
from kaname.domains.project.enums import ProjectStatus, ProjectType
from kaname.domains.reporting.enums import Axis
from kaname.domains.reporting.queries.board import Row
from kaname.domains.reporting.queries.folding import fold
from kaname.web.portfolio.columns import BY_KEY, SORTABLE
from kaname.web.templatetags.marks import health_word

PAGE = 100
OVER = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)
STILL_REPORTED = 14
"""Days since the last report date at which a project that is over now still ran on an earlier day."""
HEALTH = "health"


class Facet(NamedTuple):
    """A way to narrow the board: its name in the address, its label, and value and words of a row."""

    key: str
    label: Promise
    value: Callable[[Row], str]
    words: Callable[[Row], object]


FACETS = (
    Facet(HEALTH, _("Health"), lambda r: r.health, lambda r: health_word(r.health)),
    Facet("type", _("Type"), lambda r: r.kind, lambda r: dict(ProjectType.choices)[r.kind]),
    Facet("unit", _("Department"), lambda r: str(r.unit_key or ""), lambda r: r.unit),
    Facet("pm", _("PM"), lambda r: str(r.manager_key or ""), lambda r: r.manager),
    Facet("phase", _("Phase"), lambda r: r.phase, lambda r: r.phase),
    Facet("status", _("Status"), lambda r: r.status, lambda r: dict(ProjectStatus.choices)[r.status]),
)


@dataclass(slots=True)
class Selection:
    """The reader's wishes, as the address holds them."""

    chosen: dict[str, str] = field(default_factory=dict)
    words: str = ""
    sort: str = ""
    page: int = 1
    as_of: date | None = None
    axis: str = ""

    @property
    def narrowed(self) -> bool:
        """Return whether any filter is set."""
        return bool(self.chosen or self.words)


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet as the form shows it: each value with its words and how many rows have it."""

    key: str
    label: Promise
    options: list[tuple[str, str, int]]
    chosen: str


def selection_of(asked: QueryDict) -> Selection:
    """Return what an address asks for."""
    sort = asked.get("sort", "")
    return Selection(
        chosen={f.key: asked.get(f.key, "") for f in FACETS if asked.get(f.key)},
        words=asked.get("q", "").strip()[:100],
        sort=sort if sort.removeprefix("-") in SORTABLE else "",
        page=_page(asked.get("page", "")),
        as_of=day_of(asked.get("as_of", "")),
        axis=asked.get("axis", "") if asked.get("axis") in Axis.values else "",
    )


def health_on(row: Row, axis: str) -> str:
    """Return a row's health on an axis; without one of all axes."""
    return row.axes.get(axis, "unknown") if axis else row.health


def day_of(text: str, future: bool = False) -> date | None:
    """Return the day of an address; None for what is no date and, unless asked for, for today and the future."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if future or day < today() else None


def _page(text: str) -> int:
    return min(int(text), 10_000) if text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1


def narrowed(rows: Iterable[Row], selection: Selection) -> list[Row]:
    """Return the rows that pass every filter, in the order that was asked for."""
    kept = _passing(rows, selection)
    if selection.sort:
        kept.sort(key=BY_KEY[selection.sort.removeprefix("-")].order, reverse=selection.sort.startswith("-"))
    return kept


def _passing(rows: Iterable[Row], selection: Selection, but: str = "") -> list[Row]:
    """Return the rows that pass every filter, one left out."""
    wanted = [(f, selection.chosen[f.key]) for f in FACETS if f.key in selection.chosen and f.key != but]
    words = fold(selection.words).split()
    over = words or but == "status" or "status" in selection.chosen  # what is over is shown to who asks for it
    rows = rows if over else [r for r in rows if _runs(r, selection)]
    return [r for r in rows if all(_value(f, r, selection) == v for f, v in wanted) and _says(r, words)]


def _runs(row: Row, selection: Selection) -> bool:
    """Tell whether a project goes on, or went on on the earlier day that is asked for: it reported then."""
    if row.status not in OVER:
        return True
    return selection.as_of is not None and row.age is not None and row.age < STILL_REPORTED


def _value(facet: Facet, row: Row, selection: Selection) -> str:
    return health_on(row, selection.axis) if facet.key == HEALTH else facet.value(row)


def _says(row: Row, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(f"{row.code} {row.name} {row.manager}")
    return all(word in text for word in words)


def choices(rows: list[Row], selection: Selection) -> list[Choice]:
    """Return the filters that distinguish the rows a reader may see. Each value counts the rows that choosing it
    would show beside the other filters.
    """
    return [_choice(facet, rows, selection) for facet in FACETS]


def _choice(facet: Facet, rows: list[Row], selection: Selection) -> Choice:
    every = dict.fromkeys((_value(facet, r, selection) for r in rows), 0)
    one_of_each = {_value(facet, r, selection): r for r in rows}
    every |= Counter(_value(facet, r, selection) for r in _passing(rows, selection, but=facet.key))
    counts = sorted(every.items(), key=lambda item: (-item[1], item[0]))
    options = [(value, _words(facet, value, one_of_each[value]), n) for value, n in counts if value]
    return Choice(facet.key, facet.label, options, selection.chosen.get(facet.key, ""))


def _words(facet: Facet, value: str, row: Row) -> str:
    return str(health_word(value) if facet.key == HEALTH else facet.words(row))
