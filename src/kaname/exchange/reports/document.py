"""ReportDocument: what a report says, whatever it is written as; sentences and numbers in their language already."""

from dataclasses import dataclass
from datetime import date, datetime

type Value = str | int | float | date | None
type Block = Table | Chart

KINDS = ("text", "mark", "date", "integer", "decimal", "ratio", "days", "percent", "yen", "mixed")
"""What a column holds: decides alignment and the number format of a workbook's cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: how it reads, the value behind it (percent 0..100, yen and days as they are), its colour and address.

    ``tone``: red, amber, green, unknown, late, soft or "". A colour never stands alone: ``text`` holds its mark.
    ``kind``: what the value is where the column holds several kinds (one of KINDS); "": the column's.
    """

    text: str
    value: Value = None
    tone: str = ""
    href: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` is its share of the line."""

    label: str
    kind: str = "text"
    width: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the key of what it tells of, which a workbook keeps in its last column.

    ``subject``: whoever may not read it does not see the row.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; ``empty`` is said where there is no row, ``note`` below what is shown."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line, row of bars or set of points; a gap is None. ``xs`` only for scatter charts."""

    name: str
    values: tuple[float | None, ...]
    dashed: bool = False
    xs: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its numbers. ``kind``: line, bar, stacked or scatter; values may be days (since 1970)."""

    title: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    x_title: str = ""
    days: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading: its answer in sentences, then pictures and tables. ``subject``: whoever may not read it
    does not see the section. ``sentence``: the key under which a person may write instead of the drafted answer.
    """

    key: str
    title: str
    answer: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    subject: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report. ``facts``: what stands in its head (number, project, as-of date, made by, ...), label and value.

    ``conclusion``: one or two sentences that stand first. ``footer``: number and hash of the snapshot, or that it is a
    draft. ``made_at`` is the only time in the files that are written: the same document gives the same bytes.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    facts: tuple[tuple[str, str], ...]
    conclusion: tuple[str, ...]
    sections: tuple[Section, ...]
    made_at: datetime
    footer: str = ""
    draft: str = ""
    landscape: bool = False
