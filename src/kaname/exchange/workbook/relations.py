"""From predecessor and successor cells to relations."""

from collections.abc import Callable, Sequence

from kaname.exchange.document import Relation
from kaname.exchange.workbook.columns import Column
from kaname.exchange.workbook.entries import Entry
from kaname.exchange.workbook.grid import text_of
from kaname.exchange.workbook.links import Link, read_links
from kaname.exchange.workbook.quantities import Worth
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.roles import Role
from kaname.exchange.workbook.table import Table, clean
from kaname.exchange.workbook.targets import Targets

type Elsewhere = Callable[[str], list[Entry]]
"""Looks a word up in the workbook's other plan sheets."""


def read_relations(
    table: Table, entries: Sequence[Entry], targets: Targets, elsewhere: Elsewhere, worth: Worth, report: Report
) -> list[Relation]:
    """Return the relations of both columns, each pair and kind once, in the order of the rows."""
    found: dict[tuple[str, str, str], Relation] = {}
    for role in (Role.PREDECESSORS, Role.SUCCESSORS):
        column = table.column(role)
        if column is None:
            continue
        cells = _cells(table, entries, column, worth, report)
        targets.learn([(link.target, entry) for entry, links in cells for link in links], column.title)
        for entry, links in cells:
            for link in links:
                other = _resolve(table, entry, column, link, targets, elsewhere, report)
                if other is not None:
                    pair = (other.id, entry.id) if role == Role.PREDECESSORS else (entry.id, other.id)
                    found.setdefault((*pair, link.kind.value), Relation(*pair, link.kind, link.lag, link.lag_kind))
    return list(found.values())


def _cells(
    table: Table, entries: Sequence[Entry], column: Column, worth: Worth, report: Report
) -> list[tuple[Entry, list[Link]]]:
    cells = []
    for entry in entries:
        value = "" if entry.group else clean(table.grid.value(entry.row, column.index))
        if value == "":
            continue
        links, refused = read_links(text_of(value), worth)
        for part in refused:
            report.warn("workbook-unreadable-predecessor", table.grid.where(entry.row, column.index), value=part)
        cells.append((entry, links))
    return cells


def _resolve(
    table: Table, entry: Entry, column: Column, link: Link, targets: Targets, elsewhere: Elsewhere, report: Report
) -> Entry | None:
    where = table.grid.where(entry.row, column.index)
    found = targets.find(link.target) or elsewhere(link.target)
    if not found:
        if link.target != "0":  # a formula that refers to an empty cell shows 0
            report.warn("workbook-unknown-predecessor", where, value=link.target)
        return None
    if len(found) > 1:
        places = [other.where(table) for other in found[:5]]
        report.warn("workbook-ambiguous-predecessor", where, value=link.target, places=places)
        return None
    if found[0] is entry:
        report.warn("workbook-self-predecessor", where, value=link.target)
        return None
    return found[0]
