"""A workbook that we wrote, read back: details where a row is as we wrote it, cells where somebody edited them."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from kaname.exchange.document import Activity, Assignment, PlanDocument, Relation
from kaname.exchange.workbook.context import Context
from kaname.exchange.workbook.grid import Grid, Value, text_of
from kaname.exchange.workbook.links import read_links
from kaname.exchange.workbook.people import read_people
from kaname.exchange.workbook.report import Report
from kaname.exchange.workbook.shown import COLUMNS, ID_COLUMN, PEOPLE_COLUMN, PREDECESSOR_COLUMN, Cell
from kaname.exchange.workbook.staffing import Staff


@dataclass(slots=True)
class _Row:
    """A row of the sheet: its place, its activity before (None: added) and now."""

    number: int
    before: Activity | None
    now: Activity


def restore(grid: Grid, details: PlanDocument, report: Report) -> PlanDocument | None:
    """Return the plan of a sheet of ours; None where its header or its id column is gone.

    Rows that were added or deleted stay so; relations and assignments of a row follow its cell when it was edited.
    """
    found = _titles(grid)
    if found is None:
        return None
    top, columns = found
    english = all(
        shown.titles[1] == grid.value(top, c) for shown, c in zip(COLUMNS, columns, strict=True) if c is not None
    )
    context = Context.of(details, "en" if english else "ja")
    document = copy.copy(details)
    rows = _rows(grid, top, columns, details, context, report)
    document.activities = [row.now for row in rows]
    _set_parents(rows)
    _Links(grid, columns, context, report).restore(document, details, rows)
    document.diagnostics = report.diagnostics
    return document


def _titles(grid: Grid) -> tuple[int, list[int | None]] | None:
    """Return the header's row and the place of each of our columns in it."""
    for top in range(min(10, len(grid.rows))):
        places = {text_of(value): column for column, value in grid.filled(top)}
        columns = [places.get(shown.titles[0], places.get(shown.titles[1])) for shown in COLUMNS]
        if columns[ID_COLUMN] is not None and sum(c is not None for c in columns) > len(COLUMNS) // 2:
            return top, columns
    return None


def _rows(
    grid: Grid, top: int, columns: list[int | None], details: PlanDocument, context: Context, report: Report
) -> list[_Row]:
    before = {activity.id: activity for activity in details.activities}
    rows: list[_Row] = []
    seen: set[str] = set()
    for number in range(top + 1, len(grid.rows)):
        cells = [grid.value(number, c) if c is not None else "" for c in columns]
        key = text_of(cells[ID_COLUMN])
        if all(cell == "" for cell in cells):
            continue
        if not key or key in seen:
            new = key + f"#{number + 1}"
            if key:
                report.warn("workbook-duplicate-id", grid.where(number, columns[ID_COLUMN] or 0), value=key, id=new)
            key = new
        seen.add(key)
        rows.append(_row(grid, number, columns, before.get(key), key, context, report))
    return rows


def _row(
    grid: Grid,
    number: int,
    columns: list[int | None],
    before: Activity | None,
    key: str,
    context: Context,
    report: Report,
) -> _Row:
    now = copy.copy(before) if before else Activity(key, source=grid.where(number, columns[ID_COLUMN] or 0))
    for shown, column in zip(COLUMNS, columns, strict=True):
        if column is None:
            continue
        value = grid.value(number, column)
        if same(value, shown.cell(before or now, context)):
            continue
        if not shown.put(now, value, context):
            title = shown.titles[context.english]
            report.warn("workbook-unreadable-edit", grid.where(number, column), value=text_of(value), title=title)
    return _Row(number, before, now)


def same(value: Value, shown: Cell) -> bool:
    """Say whether a cell still holds what was written: dates to the second, numbers to six places, texts alike."""
    if isinstance(shown, datetime):
        if isinstance(value, datetime):
            return abs((value - shown).total_seconds()) < 1
        return isinstance(value, date) and datetime.combine(value, time()) == shown
    if isinstance(shown, float):
        return isinstance(value, float) and abs(value - shown) < 1e-6
    return " ".join(text_of(value).split()) == " ".join((shown or "").split())


def _set_parents(rows: list[_Row]) -> None:
    """Find parents anew from the levels when rows were added, moved or changed in level."""
    if all(row.before and row.before.outline_level == row.now.outline_level for row in rows) and _in_order(rows):
        return
    stack: list[Activity] = []
    for row in rows:
        while stack and stack[-1].outline_level >= row.now.outline_level:
            stack.pop()
        row.now.parent_id = stack[-1].id if stack else None
        stack.append(row.now)


def _in_order(rows: list[_Row]) -> bool:
    seen: set[str | None] = {None}
    for row in rows:
        if row.now.parent_id not in seen:
            return False
        seen.add(row.now.id)
    return True


class _Links:
    """Relations and assignments: those written where the cell is as written, else those that the cell says."""

    def __init__(self, grid: Grid, columns: list[int | None], context: Context, report: Report) -> None:
        self.grid, self.columns, self.context, self.report = grid, columns, context, report

    def restore(self, document: PlanDocument, details: PlanDocument, rows: list[_Row]) -> None:
        """Set both lists of the document."""
        ids = {row.now.id for row in rows}
        links = self._edited(rows, PREDECESSOR_COLUMN, self.context.predecessors)
        document.relations = [
            r
            for r in details.relations
            if r.successor_id in ids - links.keys() and (r.predecessor_id in ids or r.external)
        ]
        for key, (number, text) in links.items():
            document.relations += self._relations(key, number, text, ids)
        people = self._edited(rows, PEOPLE_COLUMN, self.context.people)
        document.assignments = [a for a in details.assignments if a.activity_id in ids - people.keys()]
        staff = Staff(details.resources)
        for key, (_, text) in people.items():
            document.assignments += self._assignments(key, text, staff, document)
        document.resources = staff.resources

    def _edited(self, rows: list[_Row], place: int, written: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        """Return the row and the text of the cells of a column that no longer hold what was written."""
        column = self.columns[place]
        if column is None:
            return {}
        texts = {row.now.id: (row.number, text_of(self.grid.value(row.number, column))) for row in rows}
        return {key: found for key, found in texts.items() if not same(found[1], written.get(key, ""))}

    def _relations(self, key: str, number: int, text: str, ids: set[str]) -> list[Relation]:
        links, refused = read_links(text, self.context.worth)
        where = self.grid.where(number, self.columns[PREDECESSOR_COLUMN] or 0)
        for part in refused:
            self.report.warn("workbook-unreadable-predecessor", where, value=part)
        for link in links:
            if link.target not in ids:
                self.report.warn("workbook-unknown-predecessor", where, value=link.target)
        return [Relation(l.target, key, l.kind, l.lag, l.lag_kind) for l in links if l.target in ids]

    def _assignments(self, key: str, text: str, staff: Staff, document: PlanDocument) -> list[Assignment]:
        taken = {assignment.id for assignment in document.assignments}
        made = []
        for share in read_people(text, frozenset(resource.name for resource in staff.resources)):
            number = len(taken) + 1
            while str(number) in taken:
                number += 1
            taken.add(str(number))
            made.append(Assignment(str(number), key, staff.resource(share.name).id, share.units))
        return made
