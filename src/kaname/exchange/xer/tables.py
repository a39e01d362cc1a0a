"""The tables of a Primavera XER file: tab-separated rows under %T, %F and %R marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kaname.engine.diagnostics import Diagnostic, warning


class TableRow(dict[str, str]):
    """The texts of a row by column, and its line in the file."""

    __slots__ = ("line",)

    def __init__(self, texts: Iterable[tuple[str, str]], line: int):
        super().__init__(texts)
        self.line = line


@dataclass(slots=True)
class Tables:
    """Rows by table name, each a mapping from column to text; empty texts are left out of a row."""

    version: str = ""
    currency: str = ""  # the one that the exporting installation counts in
    rows: dict[str, list[TableRow]] = field(default_factory=dict)

    def of(self, name: str) -> list[TableRow]:
        """Return the rows of a table; none if the file has no such table."""
        return self.rows.get(name, [])


def read_tables(text: str, name: str, problems: list[Diagnostic]) -> Tables:
    """Return all tables. A missing end mark is a warning: the file may have been cut off."""
    tables = Tables()
    table: list[TableRow] | None = None
    columns: list[str] = []
    ended = False
    row: TableRow | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        cells = line.split("\t")
        mark = cells[0].strip()
        if mark == "ERMHDR":
            tables.version = cells[1] if len(cells) > 1 else ""
            tables.currency = cells[8].strip() if len(cells) > 8 else ""
        elif mark == "%T":
            table = tables.rows.setdefault(cells[1].strip() if len(cells) > 1 else "", [])
            columns, row = [], None
        elif mark == "%F":
            columns = [cell.strip() for cell in cells[1:]]
        elif mark == "%R":
            if table is None or not columns:
                problems.append(warning("xer-row-without-table", f"{name} line {number}"))
                continue
            texts = ((column, cell) for column, cell in zip(columns, cells[1:], strict=False) if cell.strip())
            row = TableRow(texts, number)
            table.append(row)
        elif mark == "%E":
            ended = True
        elif row and line.strip():
            last = next(reversed(row))  # a line break inside the last text of a row
            row[last] += "\n" + line
    if not ended:
        problems.append(warning("xer-no-end", name))
    return tables
