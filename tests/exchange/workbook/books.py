"""Workbooks made by code: as messy as the ones people keep, and nobody's."""

import io
from collections.abc import Iterable

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

from kaname.exchange.document import PlanDocument
from kaname.exchange.workbook import read


class Book:
    """A workbook under construction: rows of values, merged ranges, formats; read back as a plan."""

    def __init__(self):
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = "WBS"

    def rows(self, *rows: Iterable[object], sheet: str | None = None) -> "Book":
        if sheet is not None:
            self.sheet = self.book.create_sheet(sheet) if sheet not in self.book.sheetnames else self.book[sheet]
        start = self.sheet.max_row if self.sheet.max_row > 1 or self.sheet["A1"].value is not None else 0
        for number, row in enumerate(rows, start + 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    self.sheet.cell(number, column, value)
        return self

    def merge(self, *ranges: str) -> "Book":
        for area in ranges:
            self.sheet.merge_cells(area)
        return self

    def indent(self, **cells: int) -> "Book":
        for address, steps in cells.items():
            self.sheet[address].alignment = Alignment(indent=steps)
        return self

    def strike(self, address: str) -> "Book":
        self.sheet[address].font = Font(strike=True)
        return self

    def paint(self, *addresses: str, colour: str = "FF00B0F0") -> "Book":
        for address in addresses:
            self.sheet[address].fill = PatternFill("solid", fgColor=colour)
        return self

    def form(self, number_format: str, *addresses: str) -> "Book":
        for address in addresses:
            self.sheet[address].number_format = number_format
        return self

    def bytes(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    def plan(self, name: str = "plan.xlsx") -> PlanDocument:
        return read(self.bytes(), name)


def codes(plan: PlanDocument, *severities: str) -> list[str]:
    """The codes of a plan's warnings and errors (or of the severities asked for), in order."""
    wanted = severities or ("warning", "error")
    return [d.code for d in plan.diagnostics if d.severity in wanted]


def tree(plan: PlanDocument) -> list[tuple[int, str]]:
    """Level and name of every activity."""
    return [(a.outline_level, a.name) for a in plan.activities]


def when(plan: PlanDocument) -> list[tuple[str | None, str | None]]:
    """Planned start and finish day of every activity."""
    return [
        (
            a.stored.start and a.stored.start.date().isoformat(),
            a.stored.finish and a.stored.finish.date().isoformat(),
        )
        for a in plan.activities
    ]


def links(plan: PlanDocument) -> list[tuple[str, str, str, float]]:
    """Every relation as predecessor, successor, kind, lag in days."""
    return [(r.predecessor_id, r.successor_id, r.kind.value, r.lag / 480) for r in plan.relations]
