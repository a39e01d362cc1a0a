"""Tables as text: CSV and its kin, in whatever encoding, with whatever between the columns."""

import csv
import io
from collections import Counter

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, error, warning
from kaname.exchange.encoding import decode
from kaname.exchange.workbook.grid import Grid, Value
from kaname.exchange.workbook.headings import heading_of
from kaname.exchange.workbook.roles import Role

DELIMITERS = ",\t;|"
_SAMPLE = 60  # lines that show what stands between the columns
_GAP = "\ufffd"
_MOST_GAPS = 0.02  # of the text; more is no text in any encoding
_TOLD = 3  # columns with a meaning make a line a header


def read_text_table(data: bytes, name: str, problems: list[Diagnostic]) -> Grid:
    """Return the table of a text file, every cell a text.

    Raises ProblemsFound where it is no text or a quotation mark never ends; letters that its encoding does not have
    are a warning in ``problems``.
    """
    text, encoding = decode(data)
    gaps = text.count(_GAP)
    if "\x00" in text or gaps > max(1, _MOST_GAPS * len(text)):
        raise ProblemsFound([error("workbook-text-unreadable", name)])
    if gaps:
        problems.append(warning("workbook-text-gaps", name, count=gaps, encoding=encoding))
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[Value]] = [list(row) for row in _rows(text, delimiter_of(text), name)]
    return Grid(name.rsplit(".", 1)[0], rows)


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: list[list[str]] = []
    first = 0  # the last line before the row being read
    try:
        for row in reader:
            begun, first = first + 1, reader.line_num
            rows.append(row)
    except csv.Error as problem:
        raise _unreadable(name, reader.line_num, str(problem)) from problem
    endless = rows and reader.line_num > begun and text.count('"') % 2 and "\n" in rows[-1][-1]
    if endless:  # the mark swallowed every row below it
        raise _unreadable(name, begun, '"')
    return rows


def _unreadable(name: str, line: int, reason: str) -> ProblemsFound:
    return ProblemsFound([error("workbook-csv-unreadable", name, line=line, reason=reason)])


def delimiter_of(text: str) -> str:
    """Return what stands between the columns: the sign that cuts the most lines into the same number of parts."""
    lines = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])

    def cut(delimiter: str) -> int:
        widths: Counter[int] = Counter()
        try:
            widths.update(len(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter))
        except csv.Error:
            return lines.count(delimiter)
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=cut)


def is_plan_table(head: bytes) -> bool:
    """Say whether a file of another ending begins as a table whose header names activities."""
    text, _ = decode(head)
    delimiter = delimiter_of(text)
    for line in text.splitlines()[:_SAMPLE]:
        told = [heading.role for cell in line.split(delimiter) if (heading := heading_of(cell)) is not None]
        if len(told) >= _TOLD and Role.NAME in told:
            return True
    return False
