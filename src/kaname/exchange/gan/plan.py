"""The whole of a .gan file, as a plan document."""

import re

from lxml import etree

from kaname.engine.diagnostics import ProblemsFound, error
from kaname.exchange.calendar_shifts import STANDARD_SHIFTS
from kaname.exchange.document import Assignment, PlanDocument, Project, Resource
from kaname.exchange.encoding import opening
from kaname.exchange.gan.calendars import CALENDAR_ID, DAY_MINUTES, Days, read_calendar, read_vacations
from kaname.exchange.gan.tasks import Reader, hold_starts, read_baselines, read_relations
from kaname.exchange.gan.values import Findings, subject_of
from kaname.exchange.repeated_ids import RepeatedIds
from kaname.exchange.safety import parse_xml

_ROOT = re.compile(r"<project\s[^>]*>")
_OWN = ("gantt-divider-location=", "resource-divider-location=", "view-index=")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as GanttProject's: its root remembers how its windows were divided."""
    text = opening(head)
    root = _ROOT.search(text)
    return root is not None and (any(mark in root.group() for mark in _OWN) or "<taskproperties" in text)


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of a .gan file. Raises ProblemsFound where it holds no task or is no XML."""
    root, diagnostics = parse_xml(data, name)
    found = Findings(diagnostics)
    calendar = read_calendar(root, found)
    columns = {c.get("id") or "": c.get("name") or "" for c in root.iterfind("tasks/taskproperties/taskproperty")}
    reader = Reader(Days(calendar), columns, found)
    for tasks in root.iterfind("tasks"):
        reader.walk(tasks)
    if not reader.activities:
        raise ProblemsFound([*diagnostics, error("gan-no-tasks", name)])
    document = PlanDocument("gan", _project(root, reader, name), source=name)
    document.activities = reader.activities
    document.relations = read_relations(reader, found)
    hold_starts(reader)
    read_baselines(root, reader, found)
    document.resources = _resources(root, found)
    document.calendars = [calendar, *read_vacations(root, document.resources, found)]
    document.assignments = _assignments(root, document, found)
    document.diagnostics, document.left_out = found.diagnostics, dict(sorted(found.left_out.items()))
    return document


def _project(root: etree._Element, reader: Reader, name: str) -> Project:
    starts = [activity.stored.start for activity in reader.activities if activity.stored.start]
    finishes = [activity.stored.finish for activity in reader.activities if activity.stored.finish]
    project = Project(name=root.get("name") or name.rsplit(".", 1)[0], company=root.get("company") or "")
    project.start, project.finish = min(starts, default=None), max(finishes, default=None)
    project.calendar_id = CALENDAR_ID
    worked = sum(bool(shifts) for shifts in reader.days.calendar.week)
    project.minutes_per_day, project.minutes_per_week = DAY_MINUTES, DAY_MINUTES * worked
    project.default_start_minute, project.default_finish_minute = STANDARD_SHIFTS[0][0], STANDARD_SHIFTS[-1][1]
    return project


def _resources(root: etree._Element, found: Findings) -> list[Resource]:
    """Return the people; their role as their group."""
    roles = {role.get("id") or "": role.get("name") or "" for role in root.iterfind("roles/role")}
    resources: dict[str, Resource] = {}
    repeated = RepeatedIds()
    for node in root.iterfind("resources/resource"):
        key = node.get("id") or ""
        if not key or key in resources:
            key = repeated.another(key or "resource", resources)
            found.warn("gan-repeated-id", subject_of(node), line=node.sourceline, id=key)
        resource = Resource(key, node.get("name") or key, email=node.get("contacts") or "")
        resource.group = roles.get(node.get("function") or "", "")
        rate = next((r for r in node.iterfind("rate") if r.get("name") == "standard"), None)
        day_rate = found.number(rate, "value") if rate is not None else None
        resource.standard_rate = day_rate and day_rate * 60 / DAY_MINUTES  # theirs is of a day, ours of an hour
        found.leave_out("resource.phone", int(bool(node.get("phone"))))
        found.leave_out("resource.custom-property", len(node.findall("custom-property")))
        resources[key] = resource
    return list(resources.values())


def _assignments(root: etree._Element, document: PlanDocument, found: Findings) -> list[Assignment]:
    activities = {activity.id for activity in document.activities}
    resources = {resource.id for resource in document.resources}
    assignments = []
    for number, node in enumerate(root.iterfind("allocations/allocation"), start=1):
        ends = ((node.get("task-id") or "", activities), (node.get("resource-id") or "", resources))
        missing = [key for key, known in ends if key not in known]
        for key in missing:
            found.warn("gan-dangling-reference", f"allocation {number}", line=node.sourceline, value=key)
        if not missing:
            load = found.number(node, "load", 10_000, 0)
            units = 1.0 if load is None else load / 100
            assignments.append(Assignment(str(number), ends[0][0], ends[1][0], units))
            found.leave_out("allocation.responsible", int(node.get("responsible") == "true"))
    return assignments
