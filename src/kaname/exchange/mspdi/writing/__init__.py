"""Plans as Microsoft Project's XML, readable by Project 2007 and later."""

from lxml import etree

from kaname.exchange.document import PlanDocument
from kaname.exchange.mspdi.writing.activities import write_activities
from kaname.exchange.mspdi.writing.calendars import write_calendars
from kaname.exchange.mspdi.writing.custom_fields import find_places, write_definitions
from kaname.exchange.mspdi.writing.elements import new_root
from kaname.exchange.mspdi.writing.holding import held
from kaname.exchange.mspdi.writing.project import write_project
from kaname.exchange.mspdi.writing.resources import write_assignments, write_resources

__all__ = ["held", "write"]


def write(document: PlanDocument) -> bytes:
    """Return the plan as MSPDI in UTF-8."""
    plan = held(document)
    root = new_root()
    write_project(root, plan.project)
    activities = find_places("activity", [activity.fields for activity in plan.activities])
    resources = find_places("resource", [resource.fields for resource in plan.resources])
    assignments = find_places("assignment", [assignment.fields for assignment in plan.assignments])
    write_definitions(root, [activities, resources, assignments])
    write_calendars(root, plan.calendars)
    write_activities(root, plan.activities, plan.relations, activities)
    write_resources(root, plan.resources, resources)
    write_assignments(root, plan.assignments, {activity.id: activity for activity in plan.activities}, assignments)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
