"""What every page of the workbench shares: the question of the address, its answer, and what may be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from kaname.domains.people.enums import Level
from kaname.domains.reporting.queries.analysis.asked import FILTERS, Asked, asked, usual_of
from kaname.domains.reporting.queries.analysis.catalogue import (
    DIMENSIONS,
    SUBJECTS,
    Dimension,
    Subject,
    columns_of,
    rows_of,
)
from kaname.domains.reporting.queries.analysis.choices import choices_of
from kaname.domains.reporting.queries.analysis.pivot import ALL, EMPTY, Cell, Line, Pivot
from kaname.domains.reporting.queries.analysis.wording import answer, shown, unit_words
from kaname.domains.reporting.queries.portfolio import reach
from kaname.web.analysis.pictures import chart
from kaname.web.templatetags.marks import SIGNS

HEALTHS = frozenset({"health"})


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as the address holds it; ``problems``: what was wrong with it, then the usual one is asked."""

    question: Asked
    problems: list[str]


def read(given: QueryDict) -> Asking:
    """Return the question of an address, or the usual one of its subject beside what was wrong."""
    try:
        return Asking(asked(given.dict()), [])
    except ValidationError as refused:
        key = given.get("subject", "")
        usual = {"subject": key} | usual_of(SUBJECTS[key]) if key in SUBJECTS else {}
        return Asking(asked(usual), refused.messages)


def subjects_of(user: Any) -> list[Subject]:
    """Return the subjects of which a user may read something anywhere."""
    return [s for s in SUBJECTS.values() if reach(user, s.right) >= Level.READ]


def address_of(question: Asked) -> str:
    """Return the question as the part of an address after the question mark."""
    kept = question.kept()
    filters = {f"only_{name}": value for name, value in kept.pop("filters").items()}
    return urlencode({name: value for name, value in {**kept, **filters}.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the page shows it: the value in words, and what it opens to."""

    text: str
    address: str
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    key: str
    label: str
    sign: str
    cells: list[Shown]
    total: Shown | None
    change: str


def table_rows(found: Pivot, extra: str = "") -> list[Row]:
    """Return the rows of the table, the foot last."""
    lines = [*found.lines, *([found.foot] if found.foot and len(found.lines) > 1 else [])]
    return [_row(line, found, extra) for line in lines]


def _row(line: Line, found: Pivot, extra: str) -> Row:
    asked_ = found.asked
    base = f"{address_of(asked_)}{extra}"

    def cell(column: str, held: Cell) -> Shown:
        return Shown(shown(held.value, asked_), f"{base}&{urlencode({'row': line.key, 'column': column})}", held.n)

    return Row(
        line.key,
        line.label,
        sign_of(asked_, asked_.rows, line.key),
        [cell(key, held) for key, held in line.of(found.columns)],
        cell(ALL, line.total or EMPTY) if found.adds_up else None,
        shown(line.change, asked_, signed=True) if asked_.over_time else "",
    )


def sign_of(question: Asked, dimension: str, key: str) -> str:
    """Return the mark of a health, so that colour is never alone."""
    states = question.subject == "health" and dimension in ("state", "declared")
    return SIGNS.get(key, "") if states else ""


def choices(question: Asked, user: Any) -> Iterator[tuple[str, Promise, list[tuple[str, str]], str]]:
    """Yield the filters that distinguish anything: name, label, values, the chosen one."""
    found = choices_of(user, question)
    for name in FILTERS:
        if name in found:
            yield name, DIMENSIONS[name].label, found[name], question.filters.get(name, "")


def form_context(request: HttpRequest, question: Asked) -> dict[str, Any]:
    """Return what the form above the table offers."""
    subject = question.about

    def dimensions(keys: tuple[str, ...]) -> list[Dimension]:
        return [DIMENSIONS[key] for key in keys]

    return {
        "question": question,
        "subjects": subjects_of(request.user),
        "row_choices": dimensions(rows_of(subject)),
        "column_choices": dimensions(columns_of(subject)),
        "filters": list(choices(question, request.user)),
        "query": address_of(question),
    }


def answer_context(found: Pivot, extra: str = "") -> dict[str, Any]:
    """Return the answer: sentence, table, picture. ``extra`` goes to every cell's address."""
    columns = [(key, label, sign_of(found.asked, found.asked.columns, key)) for key, label in found.columns]
    return {
        "found": found,
        "answer": answer(found),
        "columns": columns,
        "rows": table_rows(found, extra),
        "unit": unit_words(found.asked),
        "row_label": DIMENSIONS[found.asked.rows].label,
        **chart(found),
    }
