"""A plan as MSPDI can hold it: whole numbers as ids, rows in outline order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kaname.exchange.document import Activity, PlanDocument


def held(document: PlanDocument) -> PlanDocument:
    """Return the document with ids that are whole numbers (kept where they are) and every row after its parent."""
    calendars = _numbers(calendar.id for calendar in document.calendars)
    activities = _numbers((activity.id for activity in document.activities), first=1)
    resources = _numbers((resource.id for resource in document.resources), first=1)
    assignments = _numbers((assignment.id for assignment in document.assignments), first=1)
    return replace(
        document,
        project=replace(document.project, calendar_id=calendars.get(document.project.calendar_id or "")),
        calendars=[replace(c, id=calendars[c.id], base_id=calendars.get(c.base_id or "")) for c in document.calendars],
        activities=_in_outline_order(
            [
                replace(
                    a,
                    id=activities[a.id],
                    parent_id=activities.get(a.parent_id) if a.parent_id is not None else None,
                    calendar_id=calendars.get(a.calendar_id or ""),
                )
                for a in document.activities
            ]
        ),
        relations=[
            replace(r, predecessor_id=activities[r.predecessor_id], successor_id=activities[r.successor_id])
            for r in document.relations
            if r.predecessor_id in activities and r.successor_id in activities
        ],
        resources=[
            replace(r, id=resources[r.id], calendar_id=calendars.get(r.calendar_id or "")) for r in document.resources
        ],
        assignments=[
            replace(
                a,
                id=assignments[a.id],
                activity_id=activities[a.activity_id],
                resource_id=resources.get(a.resource_id) if a.resource_id is not None else None,
            )
            for a in document.assignments
        ],
    )


def _numbers(ids: Iterable[str], first: int = 0) -> dict[str, str]:
    """Return a whole number for each id: the id itself where it is one."""
    found = {identifier: identifier for identifier in ids}
    kept = {i for i in found if i.isascii() and i.isdecimal() and str(int(i)) == i and int(i) < 2**31}
    following = max((int(i) for i in kept), default=first - 1) + 1
    for identifier in found:
        if identifier not in kept:
            found[identifier] = str(following)
            following += 1
    return found


def _in_outline_order(activities: list[Activity]) -> list[Activity]:
    """Return the rows depth first with the levels that their parents give; a level 0 row stays at 0."""
    known = {activity.id for activity in activities}
    below: dict[str | None, list[Activity]] = defaultdict(list)
    for activity in activities:
        below[activity.parent_id if activity.parent_id in known else None].append(activity)
    found: list[Activity] = []
    waiting = [(a, 0 if a.outline_level == 0 else 1) for a in reversed(below[None])]
    while waiting:
        activity, level = waiting.pop()
        found.append(activity if activity.outline_level == level else replace(activity, outline_level=level))
        waiting += [(child, level + 1) for child in reversed(below[activity.id])]
    return found
