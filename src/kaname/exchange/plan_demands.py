"""Who each activity of a plan needs, and how much of everybody there is, in hundredths of a person."""

from dataclasses import dataclass

from kaname.engine.diagnostics import Diagnostic, info
from kaname.exchange.compile import CompiledPlan
from kaname.exchange.document import PlanDocument

PARTS = 100


@dataclass(frozen=True, slots=True)
class Demands:
    """``of_activity[i]`` maps resource rows to amounts; ``capacity`` and ``names`` are by resource row."""

    of_activity: list[dict[int, int]]
    capacity: list[int]
    names: list[str]


def demands_of(document: PlanDocument, compiled: CompiledPlan, rows: list[int], found: list[Diagnostic]) -> Demands:
    """Return the demands of the activities in network ``rows``. Material and cost resources do not limit anything."""
    people = [r for r in document.resources if r.kind == "work"]
    row_of = {r.id: k for k, r in enumerate(people)}
    place = {compiled.activities[row].id: i for i, row in enumerate(rows)}
    needs: list[dict[int, int]] = [{} for _ in rows]
    for a in document.assignments:
        resource, activity = row_of.get(a.resource_id or ""), place.get(a.activity_id)
        if resource is not None and activity is not None and round(a.units * PARTS) > 0:
            needs[activity][resource] = needs[activity].get(resource, 0) + round(a.units * PARTS)
    if not any(needs):
        found.append(info("level-no-demands", document.project.name or document.source))
    changing = sorted({r.name or r.id for r in people if len(r.availability) > 1})
    if changing:
        found.append(info("level-availability-constant", changing[0], resources=changing))
    return Demands(needs, [round(r.max_units * PARTS) for r in people], [r.name or r.id for r in people])
