"""Resources and who works on what. ProTrack numbers the fields of both; their meaning is written here."""

import math
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from kaname.exchange.document import Assignment, Resource
from kaname.exchange.p2x.values import Findings, text_of

_ID, _NAME, _INITIALS, _UNIT = "FIELD0", "FIELD1", "FIELD768", "FIELD778"
_RENEWABLE, _COST_PER_USE, _COST_PER_UNIT, _AVAILABLE = "FIELD769", "FIELD770", "FIELD771", "FIELD780"
_ACTIVITY, _RESOURCE, _DEMAND, _FIXED = "FIELD1024", "FIELD1025", "FIELD1026", "FIELD1027"


@dataclass(frozen=True)
class Charge:
    """What an assignment costs: at the activity's start, and by each hour of it."""

    at_start: float
    per_hour: float


def read_resources(root: etree._Element, found: Findings) -> list[Resource]:
    """Return the resources; people and machines are work, consumables are material."""
    resources: list[Resource] = []
    seen: set[str] = set()
    for node in root.iterfind("Resources/Resource"):
        key = text_of(node, _ID)
        if not key or key in seen:
            found.warn("p2x-duplicate-id", key, kind="Resource")
            continue
        seen.add(key)
        resources.append(_resource(node, key, found))
    return resources


def read_assignments(
    root: etree._Element, activities: set[str], resources: dict[str, Resource], found: Findings
) -> tuple[list[Assignment], dict[str, Charge]]:
    """Return the assignments, and what the resources of each activity cost together.

    A renewable resource costs its use and its hours for each unit. A consumable one costs its use once; its units are
    charged each hour, or all at the start when the assignment is fixed.
    """
    assignments: list[Assignment] = []
    charges: dict[str, Charge] = {}
    for number, node in enumerate(root.iterfind("ResourceAssignments/ResourceAssignment"), start=1):
        activity, resource = text_of(node, _ACTIVITY), text_of(node, _RESOURCE)
        if activity not in activities or resource not in resources:
            found.warn("p2x-assignment-to-nothing", str(number), activity=activity, resource=resource)
            continue
        units = found.number(node, _DEMAND, activity, default=1.0)
        charge = _charge(resources[resource], units, text_of(node, _FIXED) not in ("", "0"))
        before = charges.get(activity, Charge(0.0, 0.0))
        charges[activity] = Charge(before.at_start + charge.at_start, before.per_hour + charge.per_hour)
        assignments.append(Assignment(str(number), activity, resource, units))
    return assignments, charges


def _charge(resource: Resource, units: float, fixed: bool) -> Charge:
    use, rate = resource.cost_per_use or 0.0, resource.standard_rate or 0.0
    if resource.kind == "work":
        return Charge(units * use, units * rate)
    return Charge(use + units * rate, 0.0) if fixed else Charge(use, units * rate)


def _resource(node: etree._Element, key: str, found: Findings) -> Resource:
    resource = Resource(key, text_of(node, _NAME) or key)
    resource.kind = "material" if text_of(node, _RENEWABLE) == "0" else "work"
    resource.cost_per_use = found.number(node, _COST_PER_USE, key)
    resource.standard_rate = found.number(node, _COST_PER_UNIT, key)
    units = found.number(node, _AVAILABLE, key, default=1.0)
    resource.max_units = units if units >= 0 else math.inf
    resource.fields = {k: v for k, v in (("initials", text_of(node, _INITIALS)), ("unit", text_of(node, _UNIT))) if v}
    resource.availability = _availability(node.getnext(), key, found)
    return resource


def _availability(
    series: etree._Element | None, key: str, found: Findings
) -> list[tuple[datetime | None, datetime | None, float]]:
    """Return how many units there are from when to when, from the break points that follow the resource."""
    points = series.find("DATEPERCBREAKPOINTS") if series is not None and series.tag == "DATEPERCSERIE" else None
    if series is None or points is None or not len(points):
        return []
    steps: list[tuple[datetime | None, float]] = [(None, found.number(series, "DEFAULTAVAILABILITY", key, 1.0))]
    for node in points:
        text = (node.text or "").strip()
        if node.tag == "PERCENTAGE":  # holds the date, whatever its name says
            steps.append((found.date_in(text, node.tag, key), steps[-1][1]))
        elif node.tag == "AVAILABILITY":
            steps[-1] = (steps[-1][0], found.number_in(text, node.tag, key, 1.0))
    ends = [start for start, _ in steps[1:]] + [None]
    return [(start, end, units) for (start, units), end in zip(steps, ends, strict=True)]
