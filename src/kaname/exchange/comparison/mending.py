"""What a merge leaves hanging: rows whose parent, end, resource or calendar the other side took away."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from kaname.exchange.comparison.order import is_tidy, tidy
from kaname.exchange.document import Activity, Assignment, PlanDocument, Relation

type Three = tuple[PlanDocument, PlanDocument, PlanDocument]


class Loss(NamedTuple):
    """A row that could not be kept, because what it hangs on is gone."""

    table: str
    name: str


def mended(document: PlanDocument, sources: Three) -> tuple[PlanDocument, tuple[Loss, ...]]:
    """Return a document in which every reference leads somewhere, and what had to go for that.

    A calendar or resource that is still used stays; a row whose summary went moves up to the next one above.
    """
    ids = {a.id for a in document.activities}
    names = {a.id: a.name for source in sources for a in source.activities}
    known = [{a.id for a in source.activities} for source in sources]
    lost: list[Loss] = []

    def kept(ends: Iterable[str]) -> bool:
        return all(end in ids or not any(end in source for source in known) for end in ends)

    relations: list[Relation] = []
    for relation in document.relations:
        ends = (relation.predecessor_id, relation.successor_id)
        if kept(ends):
            relations.append(relation)
        else:
            lost.append(Loss("relations", " → ".join(names.get(e, e) for e in ends)))
    assignments: list[Assignment] = []
    for assignment in document.assignments:
        if kept([assignment.activity_id]):
            assignments.append(assignment)
        else:
            lost.append(Loss("assignments", names.get(assignment.activity_id, assignment.activity_id)))
    mended = replace(
        document, relations=relations, assignments=_unique(assignments), activities=_outline(document, sources)
    )
    return _used_kept(mended, sources), tuple(lost)


def _outline(document: PlanDocument, sources: Three) -> list[Activity]:
    ids = {a.id for a in document.activities}
    parents = {a.id: a.parent_id for source in sources for a in source.activities}
    rows = [a if a.parent_id is None or a.parent_id in ids else _lifted(a, ids, parents) for a in document.activities]
    if all(is_tidy(source.activities) for source in sources) and not is_tidy(rows):
        return tidy(rows)
    return rows


def _lifted(activity: Activity, ids: set[str], parents: dict[str, str | None]) -> Activity:
    above, seen = activity.parent_id, set[str]()
    while above is not None and above not in ids and above not in seen:
        seen.add(above)
        above = parents.get(above)
    if above is None or above in seen:
        return replace(activity, parent_id=None, outline_level=1)
    return replace(activity, parent_id=above)


def _used_kept(document: PlanDocument, sources: Three) -> PlanDocument:
    """Bring back the resources and calendars that rows still use."""
    used = [a.resource_id for a in document.assignments]
    resources = _with_used(document.resources, used, [s.resources for s in sources])
    calendars = document.calendars
    for _ in range(len(calendars) + 8):  # a calendar brought back may stand on another
        used = [document.project.calendar_id, *(r.calendar_id for r in resources), *(c.base_id for c in calendars)]
        used += [a.calendar_id for a in document.activities]
        more = _with_used(calendars, used, [s.calendars for s in sources])
        if len(more) == len(calendars):
            break
        calendars = more
    return replace(document, resources=resources, calendars=calendars)


def _with_used(rows: list[Any], used: Iterable[str | None], sources: list[list[Any]]) -> list[Any]:
    missing = {u for u in used if u is not None} - {row.id for row in rows}
    if not missing:
        return rows
    found = {row.id: row for source in sources for row in source if row.id in missing}
    return [*rows, *found.values()]


def _unique(assignments: list[Assignment]) -> list[Assignment]:
    """Return assignments with ids of their own: both sides may have given the same number to a new one."""
    seen: set[str] = set()
    found = []
    numbers = iter(range(1, 2 * len(assignments) + 2))
    taken = {a.id for a in assignments}
    for assignment in assignments:
        if assignment.id in seen:
            assignment = replace(assignment, id=next(f"m{n}" for n in numbers if f"m{n}" not in taken))
        seen.add(assignment.id)
        found.append(assignment)
    return found
