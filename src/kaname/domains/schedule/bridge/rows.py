"""rows_of(): a PlanDocument as the values of rows, joined by the document's ids until they have been saved."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kaname.domains.core.instants import ticks_of
from kaname.domains.schedule.bridge import activities, assignments, baselines, calendars, head
from kaname.domains.schedule.bridge.columns import EXACT, short
from kaname.domains.schedule.bridge.plain import rest_of
from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange import document as exchange


@dataclass(slots=True)
class CalendarRow:
    """A calendar's values, its exceptions', and the document's ids of it and of its base."""

    id: str
    base_id: str | None
    values: dict[str, Any]
    exceptions: list[dict[str, Any]]


@dataclass(slots=True)
class ActivityRow:
    """An activity's values, and the document's ids of itself, its parent and its calendar."""

    id: str
    parent_id: str | None
    calendar_id: str | None
    values: dict[str, Any]


@dataclass(slots=True)
class Link:
    """A relation's or assignment's values and the two document's ids that it joins."""

    one: str
    other: str | None
    values: dict[str, Any]


@dataclass(slots=True)
class PlanRows:
    """Everything that a plan's rows will hold. ``baselines``: by the file's number, values of rows with their uid."""

    plan: dict[str, Any]
    calendar_id: str | None
    calendars: list[CalendarRow] = field(default_factory=list)
    resources: list[exchange.Resource] = field(default_factory=list)
    activities: list[ActivityRow] = field(default_factory=list)
    relations: list[Link] = field(default_factory=list)
    assignments: list[Link] = field(default_factory=list)
    baselines: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


def rows_of(document: exchange.PlanDocument) -> PlanRows:
    """Return the rows of a document. Raises ProblemsFound where two things of a kind have one id. O(its size)."""
    _refuse_repeated(document)
    plan = head.values_of(document, assumed_start(document))
    rows = PlanRows(plan, document.project.calendar_id, resources=document.resources)
    known_calendars = {c.id for c in document.calendars}
    if rows.calendar_id is not None and rows.calendar_id not in known_calendars:
        plan["extras"]["project"]["calendar_id"], rows.calendar_id = rows.calendar_id, None
    _add_calendars(document, rows)
    _add_activities(document, rows, known_calendars)
    _add_relations(document, rows)
    _add_assignments(document, rows)
    _add_baselines(document, rows)
    return rows


def assumed_start(document: exchange.PlanDocument) -> int:
    """Return the start of a plan that does not say it: the first date that it holds, as the compiler takes it."""
    known = [
        moment
        for a in document.activities
        for moment in (a.actual_start, a.manual_start, a.constraint_date, a.stored.start)
        if moment is not None
    ]
    return ticks_of(min(known, default=document.project.status_date or datetime(2001, 1, 1, 8)))


def _refuse_repeated(document: exchange.PlanDocument) -> None:
    kinds = {
        "activities": (a.id for a in document.activities),
        "calendars": (c.id for c in document.calendars),
        "resources": (r.id for r in document.resources),
    }
    twice = [
        error("json-duplicate-id", f"$.{kind}", value=identifier[:80])
        for kind, ids in kinds.items()
        for identifier, count in Counter(ids).items()
        if count > 1
    ]
    if twice:
        raise ProblemsFound(twice)


def _add_calendars(document: exchange.PlanDocument, rows: PlanRows) -> None:
    known = {c.id for c in document.calendars}
    whole = {}
    for c in document.calendars:
        base = c.base_id if c.base_id in known else None
        rows.calendars.append(CalendarRow(c.id, base, calendars.row_of(c), calendars.exceptions_of(c)))
        if base != c.base_id or not calendars.held_by_rows(c) or short(c.id, 100) != c.id:
            whole[short(c.id, 100)] = {"calendar": rest_of(c)}  # with the row's version, once it has one
    if whole:
        rows.plan["extras"]["calendars"] = whole


def _add_activities(document: exchange.PlanDocument, rows: PlanRows, calendar_ids: set[str]) -> None:
    known = {a.id for a in document.activities}
    offset = rows.plan["extras"]["numbers"] = _offset(document)
    for position, a in enumerate(document.activities):
        usual = None if offset is None else position + offset
        values = activities.row_of(a, usual, known, calendar_ids)
        parent = a.parent_id if a.parent_id in known else None
        calendar = a.calendar_id if a.calendar_id in calendar_ids else None
        rows.activities.append(ActivityRow(a.id, parent, calendar, values))


def _offset(document: exchange.PlanDocument) -> int | None:
    """Return what most rows' numbers are above their position."""
    numbers = [None if a.number is None else a.number - i for i, a in enumerate(document.activities)]
    return Counter(numbers).most_common(1)[0][0] if numbers else 1


def _add_relations(document: exchange.PlanDocument, rows: PlanRows) -> None:
    known = {a.id for a in document.activities}
    seen: set[tuple[str, str, str]] = set()
    loose = []
    for at, relation in enumerate(document.relations):
        ends = relation.predecessor_id, relation.successor_id
        key = (*ends, str(relation.kind))
        if ends[0] == ends[1] or key in seen or not known.issuperset(ends):
            loose.append({"at": at, **rest_of(relation)})
            continue
        seen.add(key)
        rows.relations.append(Link(*ends, assignments.relation_row(relation)))
    if loose:
        rows.plan["extras"]["relations"] = loose


def _add_assignments(document: exchange.PlanDocument, rows: PlanRows) -> None:
    known = {a.id for a in document.activities}
    loose = []
    for at, assignment in enumerate(document.assignments):
        if assignment.activity_id not in known:
            loose.append({"at": at, **rest_of(assignment)})
            continue
        rows.assignments.append(Link(assignment.activity_id, assignment.resource_id, assignments.row_of(assignment)))
    if loose:
        rows.plan["extras"]["assignments"] = loose


def _add_baselines(document: exchange.PlanDocument, rows: PlanRows) -> None:
    for number in baselines.numbers_of(document):
        held = rows.baselines[number] = []
        for a, row in zip(document.activities, rows.activities, strict=True):
            found = baselines.row_of(a, number)
            if found is None:
                continue
            values, exact = found
            head_of = {name: row.values[name] for name in ("uid", "name", "kind")}
            held.append({**head_of, **values, EXACT: exact})
