"""One naming of rows for several plans: ids of one document written as another's."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from kaname.exchange.comparison.evidence import matched_by_name
from kaname.exchange.comparison.places import Place, matched, places_of
from kaname.exchange.document import PlanDocument

TYPED = ("workbook",)
"""Formats whose numbers people type: a running number stands for another row when one is inserted above it."""
NAMED = ("calendars", "resources", "activities")
type Names = dict[str, dict[str, str]]


def aligned(document: PlanDocument, base: PlanDocument, others: PlanDocument | None = None) -> PlanDocument:
    """Return a document whose rows have the ids that the base, and then ``others``, give to the same rows.

    A row that neither knows keeps its id unless it is taken there, and gets a free one otherwise. O(size of the plans).
    """
    names = {table: _names(document, base, others, table) for table in NAMED}
    if all(old == new for pairs in names.values() for old, new in pairs.items()):
        return document
    return renamed(document, names)


def _names(document: PlanDocument, base: PlanDocument, others: PlanDocument | None, table: str) -> dict[str, str]:
    typed = table == "activities" and others is not None and document.format in TYPED
    if _plainly_the_same(getattr(document, table), getattr(base, table), 1.0 if typed else 0.9):
        return {row.id: row.id for row in getattr(document, table)}
    mine, known = places_of(document, table), places_of(base, table)
    found = matched_by_name(document.activities, base.activities) if typed else matched(mine, known)
    taken = {p.id for p in known}
    if others is not None:
        news = [p for p in places_of(others, table) if p.id not in taken]
        found |= matched([p for p in mine if p.id not in found], news, by_place_only=True)
        taken |= {p.id for p in news}
    return found | _free_ids([p for p in mine if p.id not in found], taken)


def _plainly_the_same(rows: list[Any], base: list[Any], share: float) -> bool:
    """Tell whether every id is known and most, or all, stand for the same name: places need not be looked at."""
    names = {row.id: row.name for row in base}
    agree = sum(names.get(row.id) == row.name for row in rows)
    return agree >= share * len(rows) and all(row.id in names for row in rows)


def _free_ids(rows: list[Place], taken: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    largest = max((int(i) for i in (*taken, *(r.id for r in rows)) if i.isdecimal()), default=0)
    numbers = count(largest + 1)
    for row in rows:
        if row.id not in taken:
            found[row.id] = row.id
        elif row.id.isdecimal():
            found[row.id] = str(next(numbers))
        else:
            found[row.id] = next(n for i in count(2) if (n := f"{row.id}-{i}") not in taken)
        taken.add(found[row.id])
    return found


def renamed(document: PlanDocument, names: Names) -> PlanDocument:
    """Return a document with other ids, in every place that refers to them. Rows are copied, never changed."""
    calendars, resources, activities = (names[table] for table in NAMED)

    def calendar(identifier: str | None) -> str | None:
        return _new(calendars, identifier)

    return replace(
        document,
        project=replace(document.project, calendar_id=calendar(document.project.calendar_id)),
        projects=[replace(p, calendar_id=calendar(p.calendar_id)) for p in document.projects],
        calendars=[replace(c, id=calendars[c.id], base_id=calendar(c.base_id)) for c in document.calendars],
        activities=[
            replace(
                a, id=activities[a.id], parent_id=_new(activities, a.parent_id), calendar_id=calendar(a.calendar_id)
            )
            for a in document.activities
        ],
        relations=[
            replace(
                r,
                predecessor_id=activities.get(r.predecessor_id, r.predecessor_id),
                successor_id=activities.get(r.successor_id, r.successor_id),
            )
            for r in document.relations
        ],
        resources=[replace(r, id=resources[r.id], calendar_id=calendar(r.calendar_id)) for r in document.resources],
        assignments=[
            replace(
                a,
                activity_id=activities.get(a.activity_id, a.activity_id),
                resource_id=_new(resources, a.resource_id),
            )
            for a in document.assignments
        ],
        tracking=[
            replace(t, rows=[replace(r, activity_id=activities.get(r.activity_id, r.activity_id)) for r in t.rows])
            for t in document.tracking
        ],
        risks=[
            replace(
                k, effects=[replace(e, activity_id=activities.get(e.activity_id, e.activity_id)) for e in k.effects]
            )
            for k in document.risks
        ],
    )


def _new(names: Mapping[str, str], identifier: str | None) -> str | None:
    return None if identifier is None else names.get(identifier, identifier)
