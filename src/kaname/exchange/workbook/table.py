"""One plan table of a workbook: grid, header and layout together, with its columns by meaning."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.header_rows import Header
from kaname.exchange.workbook.layout import Layout
from kaname.exchange.workbook.roles import Aspect, Role

BLANKS = frozenset(
    [
        "-",
        "－",
        "ー",
        "—",
        "―",
        "–",
        "−",
        "‐",
        "...",
        "…",
        "n/a",
        "N/A",
        "なし",
        "無し",
        "/",
        "／",
        "*",
        "＊",
        "なし。",
        "--",
        "---",
    ]
)
DITTO = frozenset(["〃", "々", "同上", '"', "″", "↑", "同左", "同", "〃〃"])


@dataclass(slots=True)
class Table:
    """A header with its rows. ``columns`` finds a column by role and aspect."""

    grid: Grid
    header: Header
    layout: Layout
    columns: dict[tuple[Role, Aspect], Column] = field(default_factory=dict)
    first: dict[Role, Column] = field(default_factory=dict)
    levels: list[Column] = field(default_factory=list)  # the columns that make the hierarchy, once it is grown
    line_column: int | None = None  # the column that says 予定 and 実績 in turn, where activities take two lines
    chart: set[int] = field(default_factory=set)  # columns of a painted chart

    def __post_init__(self) -> None:
        self.chart = {column.index for column in self.header.columns if column.role == Role.GANTT}
        for column in self.header.columns:
            if column.role is not None:
                self.columns.setdefault((column.role, column.aspect), column)
                self.first.setdefault(column.role, column)

    def column(self, role: Role, aspect: Aspect = Aspect.NONE) -> Column | None:
        """Return the column of a meaning; without an aspect, the first of the role."""
        return self.first.get(role) if aspect == Aspect.NONE else self.columns.get((role, aspect))

    def all(self, role: Role) -> list[Column]:
        """Return every column of a role, from left to right."""
        return [column for column in self.header.columns if column.role == role]

    def value(self, row: int, role: Role, aspect: Aspect = Aspect.NONE) -> Value:
        """Return a row's cell of a meaning, empty where there is no such column; blank marks are empty."""
        column = self.column(role, aspect)
        return "" if column is None else clean(self.grid.value(row, column.index))

    def text(self, row: int, role: Role, aspect: Aspect = Aspect.NONE) -> str:
        """Return the text of a row's cell of a meaning."""
        return text_of(self.value(row, role, aspect))

    def where(self, row: int, role: Role, aspect: Aspect = Aspect.NONE) -> str:
        """Return the address of a row's cell of a meaning."""
        column = self.column(role, aspect)
        return self.grid.where(row, column.index if column else 0)

    def unused(self) -> list[Column]:
        """Return the columns whose cells are kept as fields: not understood, or groups that make no hierarchy."""
        used = {column.index for column in self.levels}
        return [c for c in self.header.columns if c.role is None or (c.role == Role.GROUP and c.index not in used)]

    @property
    def name_column(self) -> int:
        """The column whose looks (indent, strike) tell about the row."""
        column = self.column(Role.NAME) or self.column(Role.GROUP)
        return column.index if column else 0


_RULE = re.compile(r"[-－ー—―–−‐─━=＝_＿]+")
"""A line drawn with signs."""


def clean(value: Value) -> Value:
    """Return the cell, empty text for blank marks such as - and なし; stray spaces around text go."""
    if isinstance(value, str):
        stripped = value.strip().strip("　")
        return "" if stripped in BLANKS or _RULE.fullmatch(stripped) else stripped
    return value


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return a text for comparing names: full width folded, no spaces, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
