"""People's own lists of risks as rows: the sentence, how high, what is done, by whom, how it stands.

A workbook's sheet is told by its titles: a column for the event (or cause, event and effect in one), and at least two
of probability, impact, response, preventive action and review. What stands in a cell is taken at its word; a date or a
grade that is none is told, not guessed.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaname.exchange.workbook import risk_words
from kaname.exchange.workbook.date_order import find_order
from kaname.exchange.workbook.dates import Order, read_date
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.issue_words import meanings
from kaname.exchange.workbook.list_heads import list_head

DATES = ("response_due", "review_due")
AMOUNTS = ("exposure_yen", "reserve_yen")
GRADED = (
    "probability", "impact", "impact_delay", "impact_cost", "impact_quality", "residual_probability", "residual_impact",
)  # fmt: skip
WORDS = {
    "state": meanings(risk_words.STATES),
    "direction": meanings(risk_words.DIRECTIONS),
    "category": meanings(risk_words.CATEGORIES),
    "response": meanings(risk_words.RESPONSES),
    "proximity": meanings(risk_words.PROXIMITIES),
}
TITLED, GRADES = meanings(risk_words.TITLES), meanings(risk_words.GRADES)
EMPTY = ("", "-", "―", "ー", "未定", "TBD", "なし")
_ARROW = re.compile(r"\s*(?:→|⇒|➡|->|=>)\s*")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")
_YEN = re.compile(r"[\d,]+(?:\.0+)?")


@dataclass(slots=True)
class RiskRow:
    """One row. ``row``: of the file, counted from 1; ``texts`` by meaning of the columns; ``words``: those among them
    that are one of the known words; ``numbers``: grades 1 to 5, ``chance`` in percent, amounts in whole yen; ``days``;
    ``unread``: what is none of these, by meaning.
    """

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    def text(self, meaning: str) -> str:
        """Return what a cell says; "" where there is none."""
        return self.texts.get(meaning, "")


@dataclass(slots=True)
class RiskList:
    """What a file holds. ``place``: the sheet; ``columns``: the title of each meaning that was found; ``left_out``:
    titles that mean nothing here.
    """

    place: str
    rows: list[RiskRow]
    columns: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def of_grids(grids: Sequence[Grid]) -> RiskList | None:
    """Return the list of the sheet that looks most like one; None where no sheet does."""
    head = list_head(grids, TITLED, ("event", "sentence"), risk_words.NEEDED)
    return (
        None
        if head is None
        else RiskList(head.grid.name, _rows(head.grid, head.row, head.columns), head.known, head.rest)
    )


def _rows(grid: Grid, head: int, columns: Mapping[str, int]) -> list[RiskRow]:
    below = range(head + 1, len(grid.rows))
    order = find_order(text_of(grid.value(row, columns[name])) for row in below for name in DATES if name in columns)
    found = [_row(grid, row, columns, order.order) for row in below]
    return [row for row in found if row.text("event")]


def _row(grid: Grid, row: int, columns: Mapping[str, int], order: Order) -> RiskRow:
    made = RiskRow(row + 1)
    for meaning, n in columns.items():
        value = grid.value(row, n)
        said = text_of(value).strip()
        if said in EMPTY:
            continue
        if meaning in DATES:
            _keep_date(made, meaning, value, order)
        elif meaning in GRADED:
            _keep_grade(made, meaning, said, value)
        elif meaning in AMOUNTS:
            _keep_amount(made, meaning, said)
        else:
            _keep_text(made, meaning, said)
    return made


def _keep_text(row: RiskRow, meaning: str, said: str) -> None:
    row.texts[meaning] = said
    if meaning in WORDS:
        if word := WORDS[meaning].get(folded(said), ""):
            row.words[meaning] = word
        else:
            row.unread[meaning] = said
    if meaning == "sentence":
        parts = _ARROW.split(said)
        names = ("cause", "event", "effect") if len(parts) == 3 else ("event",)
        told = parts if len(parts) == 3 else [said]
        row.texts |= {name: part for name, part in zip(names, told, strict=True) if part}


def _keep_grade(row: RiskRow, meaning: str, said: str, value: Value) -> None:
    percent = _PERCENT.search(said)
    share = value if isinstance(value, float) and 0 < value < 1 else None
    if meaning == "probability" and (percent or share is not None):
        row.numbers["chance"] = round(float(percent[1]) if percent else float(share or 0) * 100)
    elif grade := GRADES.get(folded(said.removesuffix(".0")), ""):
        row.numbers[meaning] = int(grade)
    else:
        row.unread[meaning] = said


def _keep_amount(row: RiskRow, meaning: str, said: str) -> None:
    bare = unicodedata.normalize("NFKC", said).strip("¥\\ ").removesuffix("円").strip()
    if _YEN.fullmatch(bare):
        row.numbers[meaning] = int(float(bare.replace(",", "")))
    else:
        row.unread[meaning] = said


def _keep_date(row: RiskRow, meaning: str, value: Value, order: Order) -> None:
    read = read_date(value, order=order)
    if read is None or read.rough or read.yearless:
        row.unread[meaning] = text_of(value).strip()
    else:
        row.days[meaning] = read.when.date()


def folded(text: str) -> str:
    """Return a cell's word for comparison: small, without spaces, marks and what stands in brackets."""
    small = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s:.,、。・/&]+", "", re.sub(r"\([^)]*\)", "", small))
