"""Microsoft Project's XML (MSPDI), all versions from 2002 on."""

import re

from lxml import etree

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity, warning
from kaname.exchange.document import PlanDocument
from kaname.exchange.encoding import opening
from kaname.exchange.missing_durations import take_from_dates
from kaname.exchange.mspdi.activities import read_activities
from kaname.exchange.mspdi.assignments import read_assignments
from kaname.exchange.mspdi.calendars import read_calendars
from kaname.exchange.mspdi.custom_fields import read_field_names
from kaname.exchange.mspdi.project import read_project
from kaname.exchange.mspdi.relations import read_relations
from kaname.exchange.mspdi.resources import read_resources
from kaname.exchange.mspdi.values import local_name
from kaname.exchange.mspdi.writing import held, write
from kaname.exchange.safety import parse_xml

__all__ = ["held", "read", "recognises", "write"]

_ROOT = re.compile(r"<(?:\w+:)?Project(?=[\s>])[^>]*>")
_OWN_ELEMENTS = re.compile(r"<(?:ScheduleFromStart|CalendarUID|MinutesPerDay|HonorConstraints|Tasks)[\s/>]")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as MSPDI: a Project element of Microsoft's namespace, or its elements in none."""
    text = opening(head)
    found = _ROOT.search(text)
    if found is None:
        return False
    return "schemas.microsoft.com/project" in found.group() or (
        "xmlns=" not in found.group() and _OWN_ELEMENTS.search(text) is not None
    )


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of an MSPDI file. Raises ProblemsFound with every problem if any is an error."""
    root, problems = parse_xml(data, name)
    left_out: dict[str, int] = {}
    names = read_field_names(root, problems)
    activities, links = read_activities(root, names, problems, left_out)
    document = PlanDocument(
        format="mspdi",
        project=read_project(root, problems, left_out),
        calendars=read_calendars(root, problems, left_out),
        activities=activities,
        relations=read_relations(links, problems),
        resources=read_resources(root, names, problems, left_out),
        diagnostics=problems,
        left_out=left_out,
        source=name,
    )
    document.assignments = read_assignments(root, names, document)
    _count_other_parts(root, left_out)
    document.left_out = dict(sorted(left_out.items()))
    _check_calendars(document, problems)
    take_from_dates(document, "Task")
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsFound(problems)
    return document


def _count_other_parts(root: etree._Element, left_out: dict[str, int]) -> None:
    """Count views, tables and the like, which are of Microsoft Project's screen and not of the plan."""
    for part in root:
        name = local_name(part.tag)
        if len(part) and name not in _PARTS:
            left_out[name] = len(part)


_PARTS = frozenset(("ExtendedAttributes", "OutlineCodes", "Calendars", "Tasks", "Resources", "Assignments"))


def _check_calendars(document: PlanDocument, problems: list[Diagnostic]) -> None:
    """Point what names a calendar that is not in the file to the project's."""
    known = {calendar.id for calendar in document.calendars}
    for kind, owners in (("Task", document.activities), ("Resource", document.resources)):
        for owner in owners:
            if owner.calendar_id is not None and owner.calendar_id not in known:
                problems.append(warning("mspdi-dangling-calendar", f"{kind} {owner.id}", value=owner.calendar_id))
                owner.calendar_id = None
    project = document.project
    if project.calendar_id is not None and project.calendar_id not in known:
        problems.append(warning("mspdi-dangling-calendar", "Project", value=project.calendar_id))
        project.calendar_id = next((c.id for c in document.calendars if c.base_id is None), None)
