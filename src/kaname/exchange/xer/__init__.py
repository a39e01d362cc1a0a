"""Primavera P6's XER, one or several projects in a file."""

from kaname.engine.diagnostics import Diagnostic, ProblemsFound, Severity, error, warning
from kaname.exchange.document import Activity, PlanDocument, Project
from kaname.exchange.encoding import decode, opening
from kaname.exchange.missing_durations import take_from_dates
from kaname.exchange.xer.activities import read_activities
from kaname.exchange.xer.calendars import read_calendars
from kaname.exchange.xer.custom_fields import read_custom_fields, user_fields_left_out
from kaname.exchange.xer.outline import with_summaries
from kaname.exchange.xer.projects import read_projects
from kaname.exchange.xer.relations import read_relations
from kaname.exchange.xer.resources import read_assignments, read_resources
from kaname.exchange.xer.tables import Tables, read_tables


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 (the content decides)
    """Tell whether a file begins as XER."""
    return opening(head).lstrip().startswith("ERMHDR")


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of an XER file. Raises ProblemsFound with every problem if any is an error."""
    problems: list[Diagnostic] = []
    tables = read_tables(decode(data)[0], name, problems)
    calendars = read_calendars(tables, problems)
    projects = read_projects(tables, calendars, problems)
    activities = _without_shadows(read_activities(tables, problems), projects)
    projects = _with_activities(projects, tables, activities)
    homes = {activity.id: activity.project_id for activity in activities}
    resources = read_resources(tables, problems)
    document = PlanDocument(
        format="xer",
        project=_whole(projects),
        projects=projects if len(projects) > 1 else [],
        calendars=calendars,
        activities=with_summaries(tables, activities, problems),
        relations=read_relations(tables, homes, {project.id for project in projects}, problems),
        resources=resources,
        diagnostics=problems,
        source=name,
    )
    by_id = {resource.id: resource for resource in resources}
    document.assignments = read_assignments(tables, set(homes), by_id, problems)
    read_custom_fields(tables, {activity.id: activity for activity in document.activities}, by_id, problems)
    _check(document, activities, name)
    take_from_dates(document, "TASK")
    document.left_out = _left_out(tables)
    return document


def _without_shadows(activities: list[Activity], projects: list[Project]) -> list[Activity]:
    """Return the activities less those of projects that were not exported and of which no date is given: they only
    mark the other end of a relation, and what P6 stored as external dates stands for it.
    """
    elsewhere = {project.id for project in projects if project.options.get("export_flag") == "N"}
    if len(elsewhere) == len(projects):
        return activities
    return [
        activity
        for activity in activities
        if activity.project_id not in elsewhere
        or activity.actual_start is not None
        or activity.stored.early_start is not None
        or activity.baselines[0].start is not None
    ]


def _with_activities(projects: list[Project], tables: Tables, activities: list[Activity]) -> list[Project]:
    """Return the projects less those that were not exported and of which nothing is left."""
    used = {activity.project_id for activity in activities}
    used |= {values.get("proj_id") for values in tables.of("PROJWBS")}
    kept = [project for project in projects if project.options.get("export_flag") != "N" or project.id in used]
    return kept or projects


def _whole(projects: list[Project]) -> Project:
    """Return the first project that was exported itself (not only referred to by another)."""
    exported = [project for project in projects if project.options.get("export_flag") == "Y"]
    return next(iter([*exported, *projects]), Project())


def _check(document: PlanDocument, activities: list[Activity], name: str) -> None:
    problems = document.diagnostics
    if not document.projects and not document.project.id:
        problems.append(error("xer-no-project", name))
    calendars = {calendar.id for calendar in document.calendars}
    for kind, owners in (("TASK", activities), ("RSRC", document.resources)):
        for owner in owners:
            if owner.calendar_id is not None and owner.calendar_id not in calendars:
                problems.append(
                    warning("xer-dangling-reference", f"{kind} {owner.id}", field="clndr_id", value=owner.calendar_id)
                )
                owner.calendar_id = None
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsFound(problems)


def _left_out(tables: Tables) -> dict[str, int]:
    counts = {table: len(rows) for table, rows in tables.rows.items() if table not in _USED and rows}
    return dict(sorted((counts | user_fields_left_out(tables)).items()))


_USED = frozenset(
    (
        *("PROJECT", "CALENDAR", "PROJWBS", "TASK", "TASKPRED", "RSRC", "RSRCRATE", "TASKRSRC", "SCHEDOPTIONS"),
        *("UDFTYPE", "UDFVALUE", "CURRTYPE", "ACTVTYPE", "ACTVCODE", "TASKACTV", "TASKMEMO", "PROJCOST"),
    )
)
