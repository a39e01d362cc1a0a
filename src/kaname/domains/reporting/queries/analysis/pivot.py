"""The pivot: rows by columns, each cell a ratio of sums or a median, with totals; grouped by the database."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, IntegerField, Max, Value, Window
from django.db.models.functions import RowNumber

from kaname.domains.reporting.queries.analysis.asked import NOTHING, Asked
from kaname.domains.reporting.queries.analysis.catalogue import BUCKET, FLOW
from kaname.domains.reporting.queries.analysis.facts import Facts, Known, Rows, facts_of, last_days, period
from kaname.domains.reporting.queries.analysis.labels import in_order, labels_of
from kaname.domains.reporting.rules.overall import healths_of

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200, 60, 4000
"""What one page shows; a larger question shows its first rows and says how many more there are."""
WEEKS = 104
"""A cohort is followed for two years."""


@dataclass(slots=True)
class Cell:
    """``top`` over ``bottom`` (None: not a ratio), of ``n`` facts; ``value`` None: no facts, or a division by zero."""

    top: float = 0.0
    bottom: float | None = None
    n: int = 0
    value: float | None = None

    def settle(self) -> "Cell":
        """Work the value out: a ratio of sums, never a mean of ratios."""
        if self.bottom is None:
            self.value = self.top if self.n else None
        else:
            self.value = self.top / self.bottom if self.bottom else None
        return self


EMPTY = Cell()


@dataclass(slots=True)
class Line:
    """One row: its cells by column key; ``total`` over the row's facts, None where they must not be added up;
    ``change``: the last value minus the first, of a trend.
    """

    key: str
    label: str
    cells: dict[str, Cell]
    total: Cell | None = None
    change: float | None = None

    def of(self, columns: Sequence[tuple[str, str]]) -> list[tuple[str, Cell]]:
        """Return the cells in the order of columns."""
        return [(key, self.cells.get(key, EMPTY)) for key, _label in columns]


@dataclass(slots=True)
class Pivot:
    """The answer: ``lines`` and the ``foot`` over all of them; ``left_out``: lines that are not shown but counted."""

    asked: Asked
    known: Known
    columns: list[tuple[str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    foot: Line | None = None
    left_out: int = 0
    days: list[date] = field(default_factory=list)

    @property
    def adds_up(self) -> bool:
        """Whether a row's cells make a total: not over several days of a state, nor over weeks of a cohort."""
        asked = self.asked
        return asked.about.nature == FLOW or not (asked.over_time or asked.cohort)

    @property
    def digest(self) -> str:
        """The SHA-256 over every number, to nine digits: the same where the numbers are."""
        lines = [*self.lines, *([self.foot] if self.foot else [])]
        said = {line.key: {k: [c.n, _digits(c.value)] for k, c in sorted(line.cells.items())} for line in lines}
        text = json.dumps([self.asked.kept(), self.left_out, said], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.9g}"


def pivot(user: Any, asked: Asked, known: Known | None = None) -> Pivot:
    """Answer a question for a reader. A constant number of queries, none of which reads JSON; at most one row a group
    comes from the database, of a median two.
    """
    made = Pivot(asked, known or Known.now())
    rows = grouped(user, asked, made.known, made.days)[1]
    if rows is None:
        return made
    cells = _medians(rows, asked) if asked.counted.middle else _sums(rows, asked)
    _lay_out(made, cells)
    _name(made)
    return made


def grouped(user: Any, asked: Asked, known: Known, days: list[date] | None = None) -> tuple[Facts, Rows | None]:
    """Return the facts that a question counts, with ``_row`` and ``_column``; None where there are none yet.

    ``days`` is filled with the frozen days that are looked at.
    """
    facts = facts_of(user, asked, known)
    rows = facts.rows
    for key, wanted in asked.filters.items():
        if key != "axis":
            rows = rows.annotate(**{f"_only_{key}": facts.field(key)}).filter(**{f"_only_{key}": wanted})
    if asked.as_of is not None:
        rows = rows.filter(**{f"{facts.day}__lte": asked.as_of})
    found = _of_days(rows, facts, asked, days if days is not None else [])
    if found is None:
        return facts, None
    return facts, found.annotate(_row=facts.field(asked.rows))


def _of_days(rows: Rows, facts: Facts, asked: Asked, days: list[date]) -> Rows | None:
    """Return the rows of the days that count, with ``_column``."""
    if asked.about.nature == FLOW and asked.over_time:
        rows = rows.annotate(_column=period(asked.columns, facts.day))
        last = list(rows.order_by("-_column").values_list("_column", flat=True).distinct()[: asked.periods])
        return rows.filter(_column__gte=last[-1]) if last else None
    if asked.cohort:
        return _of_weeks(rows, facts)
    if asked.about.nature != FLOW:
        # narrowed days may be fewer: those of the facts that are counted
        held = rows if asked.filters or facts.every is None else facts.every
        if asked.as_of is not None:
            held = held.filter(**{f"{facts.day}__lte": asked.as_of})
        known = list(held.order_by(facts.day).values_list(facts.day, flat=True).distinct())
        days += last_days(known, asked.columns, asked.periods) if asked.over_time else known[-1:]
        if not days:
            return None
        rows = rows.filter(**{f"{facts.day}__in": days})
    found: Rows = rows.annotate(_column=F(facts.day) if asked.over_time else facts.field(asked.columns))
    return found


def _of_weeks(rows: Rows, facts: Facts) -> Rows:
    """Return the facts of a cohort: of every project and four weeks since its start the last."""
    week = f"{facts.before}week"
    bucket = ExpressionWrapper(F(week) / Value(BUCKET), IntegerField())
    rows = rows.filter(**{f"{week}__lt": WEEKS}).annotate(_column=bucket)
    groups = [F("_column"), F(facts.project)] + ([F(facts.own["account"])] if "account" in facts.own else [])
    newest = Window(Max(facts.day), partition_by=groups)
    last = rows.annotate(_newest=newest).filter(_newest=F(facts.day))
    return rows.filter(pk__in=last.values("pk"))  # apart: grouping comes before a window in SQL


type Key = tuple[str, str]
ALL = "*"
"""The key of a total."""


def key_of(value: Any) -> str:
    """Return a value as it stands in an address."""
    if value is None or value == "":
        return NOTHING
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


def _sums(rows: Rows, asked: Asked) -> dict[Key, Cell]:
    if asked.of_axes:
        return _axes(rows, asked)
    measure = asked.counted
    wanted = {"_n": Count("pk"), "_top": measure.top}
    wanted |= {"_bottom": measure.bottom} if measure.bottom is not None else {}
    found: dict[Key, Cell] = {}
    values = rows.values_list("_row", "_column").annotate(**wanted).values_list("_row", "_column", *wanted)
    for row, column, n, top, *bottom in values:
        found[key_of(row), key_of(column)] = Cell(float(top or 0), float(bottom[0] or 0) if bottom else None, n)
    return found


def _axes(rows: Rows, asked: Asked) -> dict[Key, Cell]:
    """Count single axes: the database groups by the seven letters of a project's marks, which are told apart here."""
    names = [
        n for n in ("_row", "_column") if {"_row": asked.rows, "_column": asked.columns}[n] not in ("axis", "state")
    ]
    found: dict[Key, Cell] = defaultdict(Cell)
    only = asked.filters.get("axis")
    for *values, marks, n in rows.values_list(*names, "marks").annotate(_n=Count("pk")):
        known = dict(zip(names, values, strict=True))
        for axis, health in healths_of(marks).items():
            if only not in (None, axis):
                continue
            own = {"axis": axis, "state": health}
            row = own.get(asked.rows) or key_of(known.get("_row"))
            column = own.get(asked.columns) or key_of(known.get("_column"))
            _count(found[row, column], asked.measure, health, n)
    return dict(found)


def _count(cell: Cell, measure: str, health: str, n: int) -> None:
    counted = {"red": ("red",), "attention": ("red", "amber")}.get(measure)
    cell.n += n
    if counted is None:
        cell.top += n
    else:
        cell.top += n if health in counted else 0
        cell.bottom = (cell.bottom or 0) + n


def _medians(rows: Rows, asked: Asked) -> dict[Key, Cell]:
    """Return medians of cells, rows, columns and all: four queries that give the middle one or two of each group."""
    rows = rows.filter(**{f"{asked.counted.middle}__isnull": False})
    found: dict[Key, Cell] = {}
    for groups in (("_row", "_column"), ("_row",), ("_column",), ()):
        found |= _middles(rows, asked.counted.middle, groups)
    return found


def _middles(rows: Rows, middle: str, groups: tuple[str, ...]) -> dict[Key, Cell]:
    by: list[Any] = [F(name) for name in groups] or [Value(1)]
    placed = rows.annotate(
        _place=Window(RowNumber(), partition_by=by, order_by=[F(middle).asc(), F("pk").asc()]),
        _size=Window(Count("pk"), partition_by=by),
    )
    twice = ExpressionWrapper(F("_place") * 2, IntegerField())
    placed = placed.annotate(_twice=twice).filter(_twice__gte=F("_size"), _twice__lte=F("_size") + 2)
    values: dict[Key, list[float]] = defaultdict(list)
    sizes: dict[Key, int] = {}
    for size, value, *keys in placed.values_list("_size", middle, *groups):
        known = dict(zip(groups, keys, strict=True))
        key = tuple(key_of(known[name]) if name in known else ALL for name in ("_row", "_column"))
        values[key].append(_days_of(value))  # type: ignore[index] # two keys
        sizes[key] = size  # type: ignore[index] # two keys
    return {key: Cell(fmean(held), None, sizes[key]) for key, held in values.items()}


def _days_of(value: Any) -> float:
    return value / timedelta(days=1) if isinstance(value, timedelta) else float(value)


def _lay_out(made: Pivot, cells: dict[Key, Cell]) -> None:
    """Put the cells into lines, with totals: added up, or the medians that were asked for."""
    asked = made.asked
    lines: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (row, column), cell in cells.items():
        lines[row][column] = cell.settle()
    of_all = lines.pop(ALL, {})
    foot = of_all or _added(lines.values())
    total = foot.pop(ALL, None)
    for key, held in lines.items():
        own = held.pop(ALL, None) if asked.counted.middle else _one(held.values())
        made.lines.append(Line(key, key, held, own if made.adds_up else None))
    every = total if asked.counted.middle else _one(foot.values())
    made.foot = Line(ALL, "", foot, every if made.adds_up else None)


def one_cell(rows: Rows, asked: Asked, row: str, column: str) -> Cell:
    """Return what the rows of one cell make: computed from them anew, not taken from the table."""
    if asked.of_axes:
        cells = _axes(rows, asked)
        return _one(c for key, c in cells.items() if row in (ALL, key[0]) and column in (ALL, key[1]))
    if asked.counted.middle:
        return _middles(rows, asked.counted.middle, ()).get((ALL, ALL), Cell()).settle()
    measure = asked.counted
    wanted = {"n_": Count("pk"), "top_": measure.top}
    wanted |= {"bottom_": measure.bottom} if measure.bottom is not None else {}
    found = rows.aggregate(**wanted)
    bottom = float(found["bottom_"] or 0) if "bottom_" in found else None
    return Cell(float(found["top_"] or 0), bottom, found["n_"]).settle()


def _added(lines: Iterable[dict[str, Cell]]) -> dict[str, Cell]:
    by_column: dict[str, list[Cell]] = defaultdict(list)
    for line in lines:
        for column, cell in line.items():
            by_column[column].append(cell)
    return {column: _one(held) for column, held in by_column.items()}


def _one(cells: Iterable[Cell]) -> Cell:
    """Return cells of different facts as one: tops over bottoms."""
    held = list(cells)
    bottoms = [c.bottom for c in held if c.bottom is not None]
    return Cell(sum(c.top for c in held), sum(bottoms) if bottoms else None, sum(c.n for c in held)).settle()


def _name(made: Pivot) -> None:
    """Put labels on rows and columns, in their order, and leave out what a page cannot show."""
    asked = made.asked
    columns = {key for line in made.lines for key in line.cells}
    named = labels_of(asked, asked.columns, columns)
    made.columns = in_order(asked.columns, named)[-MOST_COLUMNS:]
    rows = labels_of(asked, asked.rows, {line.key for line in made.lines})
    places = {key: (place, label) for place, (key, label) in enumerate(in_order(asked.rows, rows))}
    made.lines.sort(key=lambda line: places[line.key][0])
    for line in made.lines:
        line.label = places[line.key][1]
    most = min(MOST_ROWS, max(MOST_CELLS // max(len(made.columns), 1), 1))
    made.left_out = max(len(made.lines) - most, 0)
    del made.lines[most:]
    if asked.over_time:
        for line in [*made.lines, *([made.foot] if made.foot else [])]:
            line.change = _change([cell.value for _key, cell in line.of(made.columns)])


def _change(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return known[-1] - known[0] if len(known) > 1 else None


__all__ = ["ALL", "Cell", "Line", "Pivot", "grouped", "key_of", "one_cell", "pivot"]
