"""Resources and assignments as MSPDI, their elements in the order of its schema."""

from collections.abc import Mapping, Sequence

from lxml import etree

from kaname.exchange.document import Activity, Assignment, Resource, TimephasedAmount
from kaname.exchange.mspdi.assignments import CONTOURS, TIMEPHASED
from kaname.exchange.mspdi.resources import BEGINNING_OF_TIME, END_OF_TIME
from kaname.exchange.mspdi.splits import Spans
from kaname.exchange.mspdi.writing.custom_fields import Places, write_values
from kaname.exchange.mspdi.writing.elements import add, duration, element, scaled

_KINDS = {"material": 0, "work": 1, "cost": 0}
_CONTOURS = {name: number for number, name in CONTOURS.items()}
_TIMEPHASED = {kind: number for number, kind in TIMEPHASED.items()}
_NOBODY = "-65535"
_DAYS = 2
"""Unit of the amounts over time, only a hint for their display."""


def write_resources(root: etree._Element, resources: Sequence[Resource], places: Places) -> None:
    """Add the resources."""
    parent = element("Resources", root)
    for position, resource in enumerate(resources, 1):
        node = element("Resource", parent)
        add(
            node,
            [
                ("UID", resource.id),
                ("ID", position),
                ("Name", resource.name or None),
                ("Type", _KINDS.get(resource.kind, 1)),
                ("IsNull", False),
                ("Group", resource.group or None),
                ("EmailAddress", resource.email or None),
                ("MaxUnits", resource.max_units),
                ("StandardRate", resource.standard_rate),
                ("StandardRateFormat", 8 if resource.kind == "material" else 2),
                ("OvertimeRate", resource.overtime_rate),
                ("OvertimeRateFormat", 2),
                ("CostPerUse", scaled(resource.cost_per_use, 100)),
                ("CalendarUID", resource.calendar_id or "-1"),
                ("IsCostResource", resource.kind == "cost"),
            ],
        )
        write_values(node, resource.fields, places)
        _write_availability(node, resource)


def _write_availability(node: etree._Element, resource: Resource) -> None:
    if not resource.availability:
        return
    parent = element("AvailabilityPeriods", node)
    for first, last, units in resource.availability:
        add(
            element("AvailabilityPeriod", parent),
            [
                ("AvailableFrom", first or BEGINNING_OF_TIME.replace(day=1)),
                ("AvailableTo", last or END_OF_TIME),
                ("AvailableUnits", units),
            ],
        )


def write_assignments(
    root: etree._Element, assignments: Sequence[Assignment], activities: Mapping[str, Activity], places: Places
) -> None:
    """Add the assignments; interruptions of an activity become empty amounts between the others."""
    parent = element("Assignments", root)
    for assignment in assignments:
        node = element("Assignment", parent)
        add(
            node,
            [
                ("UID", assignment.id),
                ("TaskUID", assignment.activity_id),
                ("ResourceUID", assignment.resource_id or _NOBODY),
                ("ActualCost", scaled(assignment.actual_cost, 100)),
                ("ActualWork", duration(assignment.actual_work)),
                ("Cost", scaled(assignment.cost, 100)),
                ("Delay", scaled(assignment.delay, 10)),
                ("Finish", assignment.finish),
                ("LevelingDelay", scaled(assignment.level_delay, 10)),
                ("RemainingWork", duration(assignment.remaining_work)),
                ("Start", assignment.start),
                ("Units", assignment.units),
                ("Work", duration(assignment.work)),
                ("WorkContour", _CONTOURS.get(assignment.contour or "")),
            ],
        )
        write_values(node, assignment.fields, places)
        activity = activities.get(assignment.activity_id)
        _write_timephased(node, assignment, activity.splits if activity else [])


def _write_timephased(node: etree._Element, assignment: Assignment, splits: Spans) -> None:
    waiting = list(splits)
    for amount in assignment.timephased:
        if amount.kind not in _TIMEPHASED:
            continue
        if amount.kind in ("work", "actual_work"):
            while waiting and amount.start >= waiting[0][1]:
                first, last = waiting.pop(0)
                _write_amount(node, assignment, TimephasedAmount(first, last, 0.0, "work"))
        _write_amount(node, assignment, amount)


def _write_amount(node: etree._Element, assignment: Assignment, amount: TimephasedAmount) -> None:
    money = amount.kind.endswith("cost")
    add(
        element("TimephasedData", node),
        [
            ("Type", _TIMEPHASED[amount.kind]),
            ("UID", assignment.id),
            ("Start", amount.start),
            ("Finish", amount.finish),
            ("Unit", _DAYS),
            ("Value", scaled(amount.value, 100) if money else duration(amount.value)),
        ],
    )
