"""Ids of a plan document: each once, and every reference to something that is there."""

from collections.abc import Iterable

from kaname.engine.diagnostics import Diagnostic, error
from kaname.exchange.document import Activity, PlanDocument


def check_references(document: PlanDocument, problems: list[Diagnostic]) -> None:
    """Note duplicate ids, references to nothing and outlines that contain themselves. O(size of the document)."""
    calendars = _unique("calendars", (calendar.id for calendar in document.calendars), problems)
    activities = _unique("activities", (activity.id for activity in document.activities), problems)
    resources = _unique("resources", (resource.id for resource in document.resources), problems)
    _unique("assignments", (assignment.id for assignment in document.assignments), problems)
    for path, reference, known in _references(document, calendars, activities, resources):
        if reference is not None and reference not in known:
            problems.append(error("json-dangling-reference", path, value=reference[:80]))
    problems.extend(_outline_cycles(document.activities))


def _unique(kind: str, ids: Iterable[str], problems: list[Diagnostic]) -> set[str]:
    seen: set[str] = set()
    for position, identifier in enumerate(ids):
        if identifier in seen:
            problems.append(error("json-duplicate-id", f"$.{kind}[{position}].id", value=identifier[:80]))
        seen.add(identifier)
    return seen


def _references(
    document: PlanDocument, calendars: set[str], activities: set[str], resources: set[str]
) -> Iterable[tuple[str, str | None, set[str]]]:
    yield "$.project.calendar_id", document.project.calendar_id, calendars
    for i, calendar in enumerate(document.calendars):
        yield f"$.calendars[{i}].base_id", calendar.base_id, calendars
    for i, activity in enumerate(document.activities):
        yield f"$.activities[{i}].parent_id", activity.parent_id, activities
        yield f"$.activities[{i}].calendar_id", activity.calendar_id, calendars
    for i, relation in enumerate(document.relations):
        if not relation.external:
            yield f"$.relations[{i}].predecessor_id", relation.predecessor_id, activities
            yield f"$.relations[{i}].successor_id", relation.successor_id, activities
    for i, resource in enumerate(document.resources):
        yield f"$.resources[{i}].calendar_id", resource.calendar_id, calendars
    for i, assignment in enumerate(document.assignments):
        yield f"$.assignments[{i}].activity_id", assignment.activity_id, activities
        yield f"$.assignments[{i}].resource_id", assignment.resource_id, resources


def _outline_cycles(activities: list[Activity]) -> Iterable[Diagnostic]:
    parents = {activity.id: activity.parent_id for activity in activities}
    settled: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}  # ordered
        current: str | None = start
        while current is not None and current in parents and current not in settled and current not in path:
            path[current] = None
            current = parents[current]
        if current is not None and current in path:
            yield error("json-outline-cycle", current, activities=list(path)[list(path).index(current) :])
        settled.update(path)
