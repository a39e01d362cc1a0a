"""A sheet as a grid of values with its merged ranges: what every part of the workbook reader looks at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

type Value = str | float | bool | datetime | date | time | timedelta
"""What a cell holds; the empty string is an empty cell (whole numbers come as float)."""

type Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, both ends included."""


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class Grid:
    """One sheet. Rows may differ in length; ``hidden`` is the sheet's own state."""

    name: str
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    index: int = 0

    def value(self, row: int, column: int) -> Value:
        """Return the cell, empty text outside the sheet's area."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def where(self, row: int, column: int) -> str:
        """Return the cell's address as people write it: WBS!B5."""
        return f"{self.name}!{column_letters(column)}{row + 1}"

    @property
    def width(self) -> int:
        """The number of columns that hold anything."""
        return max((len(row) for row in self.rows), default=0)

    def filled(self, row: int) -> Iterator[tuple[int, Value]]:
        """Yield the cells of a row that are not empty, with their columns."""
        if row < len(self.rows):
            yield from ((c, v) for c, v in enumerate(self.rows[row]) if v != "")


def text_of(value: Value) -> str:
    """Return a cell's value as one would type it: whole numbers without a point, dates as ISO."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return str(value)
