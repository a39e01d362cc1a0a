"""From rows to a tree: groups made from level columns, depths from the other signs, parents."""

import re
from collections.abc import Sequence

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.hierarchy import Clues, Levels, find_levels
from kaname.exchange.workbook.numbering import code_parts
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.table import DITTO, Table, clean, folded

_TOLD = {
    "columns": "workbook-hierarchy-columns",
    "level-column": "workbook-hierarchy-levels",
    "codes": "workbook-hierarchy-codes",
    "indent": "workbook-hierarchy-indent",
    "numbering": "workbook-hierarchy-numbering",
    "outline": "workbook-hierarchy-outline",
}


def grow(table: Table, rows: Sequence[int], report: Report) -> list[Entry]:
    """Return the entries in order, groups before their members, with levels from 1 and parents set."""
    columns = table.levels = level_columns(table, rows)
    if len(columns) > 1:
        entries, way = _by_columns(table, rows, columns, report), "columns"
    else:
        entries, way = _by_signs(table, rows, columns[0] if columns else None, report)
    _adopt(table, entries, report)
    if way in _TOLD:
        report.tell(_TOLD[way], table.grid.name, depth=max(entry.level for entry in entries))
    return entries


def level_columns(table: Table, rows: Sequence[int]) -> list[Column]:
    """Return the columns that make the hierarchy, the highest level first; the last names the activities.

    Words that are used for other things too (フェーズ, 機能) count only where their values stand in one block each,
    and not where a column of codes or levels tells the hierarchy better.
    """
    names = table.all(Role.NAME)
    groups = [c for c in table.all(Role.GROUP) if c.index != table.line_column]
    if names and (table.column(Role.OUTLINE) or _has_deep_codes(table, rows)):
        groups = [c for c in groups if not c.weak and any(_cell(table, row, c) for row in rows)]
    groups = [c for c in groups if not (c.weak and names) or _in_blocks(table, rows, c)]
    used = [c for c in [*groups, *names] if _names(table, rows, c)]
    return sorted(used, key=lambda c: (c.rank, c.index))


def _names(table: Table, rows: Sequence[int], column: Column) -> bool:
    """Say whether a column holds names: texts rather than numbers."""
    filled = [value for row in rows if (value := table.grid.value(row, column.index)) != ""]
    return sum(isinstance(value, str) for value in filled) * 2 > len(filled)


def _has_deep_codes(table: Table, rows: Sequence[int]) -> bool:
    return any(len(code_parts(code)) > 1 for row in rows if (code := code_of(table, row)))


def _in_blocks(table: Table, rows: Sequence[int], column: Column) -> bool:
    """Say whether each value of a column stands in one run of rows, empty cells carrying on."""
    runs: list[str] = []
    for row in rows:
        value = _cell(table, row, column)
        if value and (not runs or runs[-1] != value):
            runs.append(value)
    return bool(runs) and len(runs) == len(set(runs)) and len(runs) < len(rows)


def _cell(table: Table, row: int, column: Column) -> str:
    text = text_of(clean(table.grid.value(row, column.index)))
    return "" if text in DITTO else re.sub(r"\s*\n\s*", " ", text)


def code_of(table: Table, row: int) -> str:
    """Return the WBS code of a row: its own column's, else a number column that holds codes such as 1.2."""
    column = table.column(Role.WBS) or table.column(Role.NUMBER) or table.column(Role.ID)
    return "" if column is None else text_of(clean(table.grid.value(row, column.index)))


def _by_columns(table: Table, rows: Sequence[int], columns: list[Column], report: Report) -> list[Entry]:
    entries: list[Entry] = []
    path: list[str] = [""] * len(columns)
    last = ""
    for row in rows:
        cells = [_cell(table, row, column) for column in columns]
        if not cells[-1] and text_of(table.grid.value(row, columns[-1].index)) in DITTO:
            cells[-1] = last
        last = cells[-1] or last
        filled = [place for place, text in enumerate(cells) if text]
        if not filled:
            _nameless(table, row, entries, report)
            continue
        for place in filled[:-1]:
            if cells[place] != path[place]:
                _enter(path, place, cells[place])
                entries.append(Entry(row, cells[place], _level(path, place), columns[place].index, group=True))
        place = filled[-1]
        _enter(path, place, cells[place])
        entries.append(Entry(row, cells[place], _level(path, place), columns[place].index))
    return entries


def _enter(path: list[str], place: int, name: str) -> None:
    path[place] = name
    path[place + 1 :] = [""] * (len(path) - place - 1)


def _level(path: list[str], place: int) -> int:
    return sum(1 for name in path[: place + 1] if name)


def _by_signs(table: Table, rows: Sequence[int], column: Column | None, report: Report) -> tuple[list[Entry], str]:
    entries: list[Entry] = []
    clues: list[Clues] = []
    index = column.index if column else 0
    for row in rows:
        raw = table.grid.value(row, index)
        text = raw if isinstance(raw, str) else text_of(raw)
        if not text.strip() or text.strip() in DITTO:
            _nameless(table, row, entries, report)
            continue
        entries.append(Entry(row, re.sub(r"\s*\n\s*", " ", text.strip().strip("　")), 1, index))
        clues.append(_clues(table, row, text))
    found = Levels([1] * len(entries), "flat") if table.header.records else find_levels(clues)
    for entry, level in zip(entries, found.levels, strict=True):
        entry.level = level
    return entries, found.way


def _clues(table: Table, row: int, text: str) -> Clues:
    column = table.column(Role.OUTLINE)
    level = table.grid.value(row, column.index) if column else ""
    digits = re.search(r"\d+", text_of(level))
    style = table.layout.style(row, table.name_column)
    return Clues(
        name=text,
        code=code_of(table, row),
        outline=int(digits[0]) if digits else None,
        indent=style.indent,
        excel_outline=table.layout.outlines.get(row, 0),
    )


def _nameless(table: Table, row: int, entries: list[Entry], report: Report) -> None:
    """Tell of a row with data and no name; the second line of a merged name belongs to the entry above."""
    column = table.name_column
    covered = any(t < row <= b and left <= column <= r for t, left, b, r in table.grid.merges)
    if covered and entries:
        report.left_out["second lines of merged rows"] += 1
        return
    report.left_out["rows without a name"] += 1
    report.warn("workbook-name-missing", table.grid.where(row, column), title=_title(table))


def _title(table: Table) -> str:
    return next((c.title for c in table.header.columns if c.role in (Role.NAME, Role.GROUP)), "")


def _adopt(table: Table, entries: Sequence[Entry], report: Report) -> None:
    """Set parents by level, or by the name or id in a parent column; a jump of more than one level is told."""
    stack: list[Entry] = []
    for entry in entries:
        while stack and stack[-1].level >= entry.level:
            stack.pop()
        above = stack[-1] if stack else None
        if entry.level > (above.level if above else 0) + 1:
            report.gather("workbook-level-jump", entry.where(table))
            entry.level = (above.level if above else 0) + 1
        entry.parent = above
        if above:
            above.children.append(entry)
        stack.append(entry)
    report.tell_gathered("workbook-level-jump", table.grid.name)


def adopt_named(table: Table, entries: list[Entry], names: dict[str, Entry], report: Report) -> list[Entry]:
    """Move entries under the parents that a parent column names, and return them in tree order."""
    if table.column(Role.PARENT) is None:
        return entries
    for entry in entries:
        wanted = "" if entry.group else table.text(entry.row, Role.PARENT)
        parent = names.get(folded(wanted)) if wanted else None
        if wanted and parent is None:
            report.warn("workbook-unknown-parent", table.where(entry.row, Role.PARENT), value=wanted)
        if parent is not None and parent is not entry.parent and not _is_above(entry, parent):
            if entry.parent:
                entry.parent.children.remove(entry)
            entry.parent = parent
            parent.children.append(entry)
    return _ordered(entries)


def _is_above(entry: Entry, other: Entry) -> bool:
    above: Entry | None = other
    while above is not None:
        if above is entry:
            return True
        above = above.parent
    return False


def _ordered(entries: list[Entry]) -> list[Entry]:
    """Return the entries with parents first, siblings in sheet order, levels counted anew."""
    result: list[Entry] = []
    waiting = [entry for entry in reversed(entries) if entry.parent is None]
    while waiting:
        entry = waiting.pop()
        entry.level = entry.parent.level + 1 if entry.parent else 1
        result.append(entry)
        waiting.extend(sorted(entry.children, key=lambda e: e.row, reverse=True))
    return result
