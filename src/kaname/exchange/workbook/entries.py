"""The rows of a table that are activities, and why each other row is not one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Aspect, Role
from kaname.exchange.workbook.table import Table, clean

_TOTAL = re.compile(
    r"(合計|小計|総計|計|累計|総合計|総工数|工数計|全体計|平均|(grand|sub)?\s*total|sum|.{1,12}(合計|小計)|total\s.*)[:：]?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(※|＊|\*|注[)）:：\d]|【注|\(注|（注|凡例|備考[:：]|note[:：]|legend|出典|【凡例)", re.IGNORECASE)
_EXAMPLE = re.compile(r"(\(|（|【)?(記入例|記載例|例|サンプル行|sample|example|ex)(\)|）|】|\.|:|：)?", re.IGNORECASE)
_END = re.compile(
    r"(以上|以下余白|end|eof|ここまで)|[-(\s]*\d+\s*/\s*\d+\s*(ページ|頁|page)?[-)\s]*|\d+\s*(ページ|頁)"
    r"|(page|p\.?)\s*\d+(\s*(of|/)\s*\d+)?",
    re.IGNORECASE,
)
"""The end of a table, and numbers of pages."""
_PLANNED = (Role.START, Role.FINISH, Role.DURATION, Role.WORK, Role.PREDECESSORS, Role.PROGRESS, Role.STATUS)


PLANNED_WORDS = frozenset(["予定", "計画", "plan", "planned", "予", "計"])
ACTUAL_WORDS = frozenset(["実績", "実際", "actual", "実"])
"""What the lines of an activity say in sheets that give it two."""


@dataclass(slots=True)
class Entry:
    """One activity of the table: its row, its name, its depth; a group has a name only (a level column's cell)."""

    row: int
    name: str
    level: int = 1
    column: int = 0
    group: bool = False
    second_row: int | None = None  # the line of actual dates below, in sheets with two lines an activity
    children: list["Entry"] = field(default_factory=list)
    parent: "Entry | None" = None
    id: str = ""

    def where(self, table: Table) -> str:
        """Return the address of the entry's name."""
        return table.grid.where(self.row, self.column)


def rows_of(table: Table, report: Report) -> list[int]:
    """Return the rows that hold activities; every other row that holds anything is counted in the report."""
    first = table.header.bottom + 1
    if table.header.records:
        return list(range(first, len(table.grid.rows)))
    titles = {c.index: c.title.split(" / ") for c in table.header.columns if c.role not in (None, Role.GANTT)}
    rows = []
    for row in range(first, len(table.grid.rows)):
        reason = _reason(table, row, titles)
        if reason is None:
            rows.append(row)
        elif reason:
            report.left_out[reason] += 1
            report.gather("workbook-rows-skipped", table.grid.where(row, _first_filled(table, row)))
    return _without_trailing_notes(table, rows, report)


def _first_filled(table: Table, row: int) -> int:
    return next((column for column, _ in table.grid.filled(row)), 0)


def _reason(table: Table, row: int, titles: Mapping[int, list[str]]) -> str | None:
    """Return why a row is no activity ("" for an empty one), or None for an activity."""
    if table.line_column is not None and text_of(table.grid.value(row, table.line_column)).lower() in ACTUAL_WORDS:
        return None
    label = next((text for text in _names(table, row) if text), None)
    if label is None:
        return _reason_without_name(table, row)
    if _is_note(label) and not _is_planned(table, row):
        return "note rows"
    if _TOTAL.fullmatch(label):
        return "total rows"
    if any(isinstance(v, str) and _EXAMPLE.fullmatch(v.strip()) for _, v in islice(table.grid.filled(row), 2)):
        return "example rows"
    return "repeated header rows" if _repeats_header(table, row, titles) else None


def _reason_without_name(table: Table, row: int) -> str | None:
    texts = [(column, value) for column, value in table.grid.filled(row) if clean(value) != ""]
    if all(column in table.chart for column, _ in texts):
        return ""
    if _is_planned(table, row):
        return "total rows" if _TOTAL.fullmatch(text_of(texts[0][1])) else None
    return "note rows" if _is_note(text_of(texts[0][1])) else "numbered rows without a name"


def _is_note(label: str) -> bool:
    return _NOTE.match(label) is not None or _END.fullmatch(label) is not None


def _names(table: Table, row: int) -> list[str]:
    columns = [*table.all(Role.GROUP), *table.all(Role.NAME)]
    return [text_of(clean(table.grid.value(row, column.index))) for column in columns]


def _is_planned(table: Table, row: int) -> bool:
    """Say whether the row says when, how long, how much or by whom."""
    aspects = (Aspect.NONE, Aspect.PLAN, Aspect.ACTUAL, Aspect.BASELINE)
    return any(table.value(row, role, aspect) != "" for role in _PLANNED for aspect in aspects) or (
        table.value(row, Role.ASSIGNEE) != ""
    )


def _repeats_header(table: Table, row: int, titles: Mapping[int, list[str]]) -> bool:
    cells = table.grid.rows[row]
    known = (c for c in titles if c < len(cells) and isinstance(cells[c], str))
    return sum(" ".join(text_of(cells[c]).split()) in titles[c] for c in known) >= max(2, len(titles) // 2)


def _without_trailing_notes(table: Table, rows: list[int], report: Report) -> list[int]:
    """Drop lines of text below the table: after an empty row, without any of a plan's amounts."""
    end = len(rows)
    while end and not _is_planned(table, rows[end - 1]):
        end -= 1
    if end == 0:
        return rows
    for place in range(end, len(rows)):
        if rows[place] - rows[place - 1] > 1:
            for row in rows[place:]:
                report.left_out["note rows"] += 1
                report.gather("workbook-rows-skipped", table.grid.where(row, _first_filled(table, row)))
            return rows[:place]
    return rows
