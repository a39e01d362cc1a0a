"""Ids, numbers and WBS codes of the entries; what Excel made of codes such as 1-1 and 1.10 is undone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import column_letters, text_of
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.table import Table, clean


@dataclass(slots=True)
class Codes:
    """What each entry is called in each of the columns that call it something."""

    by_role: dict[Role, list[str]] = field(default_factory=dict)

    def of(self, role: Role, place: int) -> str:
        """Return an entry's text of a role, empty where it has none."""
        texts = self.by_role.get(role)
        return texts[place] if texts else ""


def repair_codes(table: Table, rows: Sequence[int], report: Report) -> None:
    """Undo in the grid what Excel made of WBS codes: 1-1 became a date, 1.10 became 1.1."""
    column = table.column(Role.WBS) or table.column(Role.NUMBER)
    if column is None:
        return
    seen: set[str] = set()
    above = ""
    for row in rows:
        value = table.grid.value(row, column.index)
        if isinstance(value, date):
            text = f"{value.month}-{value.day}"
            report.gather("workbook-code-became-date", table.grid.where(row, column.index))
        elif isinstance(value, float) and not value.is_integer():
            text = _with_zero(text_of(value), above, seen)
        else:
            above = text_of(value) or above
            continue
        table.grid.rows[row][column.index] = text
        seen.add(text)
        above = text
    report.tell_gathered("workbook-code-became-date", table.grid.name, warn=True)


def _with_zero(text: str, above: str, seen: set[str]) -> str:
    """Return 1.10 for the second 1.1, the one that follows 1.9 (or 1.2 after 1.19)."""
    head, _, tail = text.partition(".")
    previous_head, _, previous_tail = above.partition(".")
    follows = head == previous_head and previous_tail.isdigit() and int(previous_tail) + 1 == int(tail) * 10
    return f"{head}.{tail}0" if text in seen and follows else text


def read_codes(table: Table, entries: Sequence[Entry]) -> Codes:
    """Return the texts of the id, WBS and number columns for every entry; groups have none."""
    codes = Codes()
    for role in (Role.ID, Role.NUMBER, Role.WBS):
        column = table.column(role)
        if column is not None:
            codes.by_role[role] = [_text(table, entry, column) for entry in entries]
    return codes


def _text(table: Table, entry: Entry, column: Column) -> str:
    return "" if entry.group else text_of(clean(table.grid.value(entry.row, column.index)))


def name_entries(
    table: Table, entries: Sequence[Entry], codes: Codes, taken: set[str], prefix: str, report: Report
) -> None:
    """Give each entry a unique id: from the first of the id, number and WBS columns that tells most rows apart."""
    role = _naming_role(entries, codes)
    texts = codes.by_role.get(role, [""] * len(entries)) if role else [""] * len(entries)
    for entry, text in zip(entries, texts, strict=True):
        wanted = prefix + (text or f"{column_letters(entry.column)}{entry.row + 1}")
        if wanted in taken:
            if text and role:
                report.warn(
                    "workbook-duplicate-id", table.where(entry.row, role), value=text, id=f"{wanted}#{entry.row + 1}"
                )
            wanted = f"{wanted}#{entry.row + 1}"
        taken.add(wanted)
        entry.id = wanted


def _naming_role(entries: Sequence[Entry], codes: Codes) -> Role | None:
    real = sum(not entry.group for entry in entries)
    for role in (Role.ID, Role.NUMBER, Role.WBS):
        texts = [text for text in codes.by_role.get(role, []) if text]
        repeated = sum(count - 1 for count in Counter(texts).values())
        if texts and len(texts) * 2 >= real and repeated <= max(1, len(texts) // 10):
            return role
    return None
