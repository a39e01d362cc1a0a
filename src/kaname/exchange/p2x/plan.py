"""The whole of a .p2x file, as a plan document."""

from datetime import datetime

from lxml import etree

from kaname.engine.calendars import WorkCalendar
from kaname.exchange.document import Activity, Baseline, Calendar, PlanDocument, Project
from kaname.exchange.p2x.activities import (
    COST_AT_START,
    COST_PER_HOUR,
    in_outline,
    read_activities,
    read_groups,
    read_relations,
)
from kaname.exchange.p2x.agenda import AGENDA_ID, compile_agenda, finish_after, first_working_moment, read_agenda
from kaname.exchange.p2x.distributions import read_profiles
from kaname.exchange.p2x.resources import Charge, read_assignments, read_resources
from kaname.exchange.p2x.tracking import read_tracking
from kaname.exchange.p2x.values import MINUTES_AN_HOUR, Findings, text_of, writes_months_first
from kaname.exchange.safety import parse_xml

_LEFT_OUT = ("Simulation/Results/Result", "PSGGame/Activities/PSGActivity", "Settings", "Defaults")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - a plan is told by its content
    """Tell whether a file begins like a .p2x file: a Project with ProTrack's own first sections, no namespace."""
    text = head.decode("utf-8", errors="ignore").replace("\x00", "")
    start = text.find("<Project>")
    return 0 <= start < 4096 and any(mark in text for mark in ("<ProjectInfo>", "<SavedWithMayorBuild>", "<Agenda>"))


def read(data: bytes, name: str) -> PlanDocument:
    """Return the plan of a .p2x file. Raises ProblemsFound with every problem that makes it unusable."""
    root, diagnostics = parse_xml(data, name)
    found = Findings(diagnostics)
    found.month_first = writes_months_first(root)
    document = PlanDocument("p2x", source=name)
    if root.tag != "Project" or root.find("Activities") is None:
        found.error("p2x-no-activities", name)
        found.stop_if_unusable()
    calendar = read_agenda(root, found)
    document.calendars = [calendar]
    activities = read_activities(root, read_profiles(root, found), found)
    document.activities = in_outline(root, activities, read_groups(root, found), found)
    if not activities:
        found.error("p2x-no-activities", name)
    document.relations = read_relations(root, activities, found)
    document.resources = read_resources(root, found)
    by_id = {resource.id: resource for resource in document.resources}
    document.assignments, charges = read_assignments(root, set(activities), by_id, found)
    _charge(activities, charges)
    document.tracking = read_tracking(root, activities, found)
    found.stop_if_unusable()
    _place_in_time(document, root, activities, calendar, found)
    for path in _LEFT_OUT:
        found.leave_out(path.split("/")[-1], len(root.findall(path)))
    document.diagnostics, document.left_out = found.diagnostics, found.left_out
    return document


def _charge(activities: dict[str, Activity], charges: dict[str, Charge]) -> None:
    """Add what resources cost to the activities' cost at start and by hour; their sum is the planned cost."""
    for key, activity in activities.items():
        charge = charges.get(key, Charge(0.0, 0.0))
        at_start = float(str(activity.fields[COST_AT_START])) + charge.at_start
        per_hour = float(str(activity.fields[COST_PER_HOUR])) + charge.per_hour
        activity.fields[COST_AT_START], activity.fields[COST_PER_HOUR] = at_start, per_hour
        activity.cost = at_start + per_hour * (activity.duration or 0.0) / MINUTES_AN_HOUR
    for activity in activities.values():
        activity.calendar_id = AGENDA_ID


def _place_in_time(
    document: PlanDocument, root: etree._Element, activities: dict[str, Activity], calendar: Calendar, found: Findings
) -> None:
    """Fill in what needs the calendar: the project's start and each activity's baseline."""
    agenda = root.find("Agenda")
    start = found.date(agenda, "StartDate", AGENDA_ID) if agenda is not None else None
    begins = [a.stored.start for a in activities.values() if a.stored.start]
    ends = [period.status_date for period in document.tracking]
    moments = [m for m in [start, *begins, *ends] if m]
    if not moments:
        found.warn("p2x-no-start-date", document.source)
        moments = [datetime(2000, 1, 3)]
    hours = max(a.duration or 0.0 for a in activities.values()) / MINUTES_AN_HOUR
    compiled = compile_agenda(calendar, moments, hours)
    document.project = _project(root, compiled, start or min(moments), calendar)
    for activity in activities.values():
        _baseline(activity, compiled)
    if document.tracking and begins:
        document.tracking[0].start = min(begins)


def _baseline(activity: Activity, calendar: WorkCalendar) -> None:
    start, duration = activity.stored.start, activity.duration or 0.0
    if start is None:
        return
    activity.stored.finish = finish_after(calendar, start, duration)
    activity.baselines[0] = Baseline(0, start, activity.stored.finish, duration, cost=activity.cost)


def _project(root: etree._Element, compiled: WorkCalendar, start: datetime, calendar: Calendar) -> Project:
    project = Project(name=text_of(root, "NAME"), calendar_id=AGENDA_ID)
    project.start = first_working_moment(compiled, start)
    project.minutes_per_day = calendar.minutes_per_day or project.minutes_per_day
    project.minutes_per_week = float(sum(sum(e - s for s, e in day or ()) for day in calendar.week))
    shifts = next(day for day in calendar.week if day)
    project.default_start_minute, project.default_finish_minute = shifts[0][0], shifts[-1][1]
    settings = root.find("Settings")
    project.currency = text_of(settings, "CurrencySymbol") if settings is not None else ""
    return project
