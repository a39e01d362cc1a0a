"""Which writes their writer may take back: those that only change what stands in a plan, a calendar or a project.

Not among them, since they are acts on record: baselines, closed report dates, agreements between projects, hand-overs,
approvals, decisions, declarations, money, imports. Those are put right by the next act.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kaname.domains.core.models import Record
from kaname.domains.document.models import Document
from kaname.domains.document.rules import may_write
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.rules import company_level
from kaname.domains.project.models import Charter, Deliverable, Objective, Phase, Project, Stakeholder
from kaname.domains.project.rules import can
from kaname.domains.resource.models import CalendarException, Leave, WorkCalendar
from kaname.domains.resource.rules import can_edit_pool
from kaname.domains.schedule.actions.edits.rights import may_change_whole, may_edit
from kaname.domains.schedule.models import Plan

EDIT = "plan.edit"
SETTINGS = "plan.settings"


def itself(row: Any) -> Any:
    """Return the row: what most events are about."""
    return row


@dataclass(frozen=True, slots=True)
class Way:
    """How writes of one verb are taken back: the table, whose right it is, and the verb that the log is told."""

    model: type[Record]
    may: Callable[[Any, Project | None, Any], bool]
    inverse: str
    about: Callable[[Any], Any] = itself


def _in_project(subject: Subject) -> Callable[[Any, Project | None, Any], bool]:
    return lambda user, project, _row: project is not None and can(user, project, subject, Level.EDIT)


def _calendar(user: Any, project: Project | None, _row: Any) -> bool:
    if project is None:
        return company_level(user, Subject.CALENDAR) >= Level.EDIT
    return can(user, project, Subject.CALENDAR, Level.EDIT)


def _leave(user: Any, _project: Project | None, row: Any) -> bool:
    return can_edit_pool(user) or row.person.user_id == user.pk


def _record(noun: str, model: type[Record], subject: Subject) -> dict[str, Way]:
    may = _in_project(subject)
    inverse = {"create": "remove", "update": "update", "remove": "create"}
    return {f"{noun}.{deed}": Way(model, may, f"{noun}.{back}") for deed, back in inverse.items()}


def _of_calendar(exception: CalendarException) -> WorkCalendar:
    return exception.calendar


WAYS: Mapping[str, Way] = {
    EDIT: Way(Plan, lambda user, project, _row: project is not None and may_edit(user, project), "plan.undo"),
    SETTINGS: Way(Plan, lambda user, project, _row: project is not None and may_change_whole(user, project), SETTINGS),
    **_record("phase", Phase, Subject.SCHEDULE),
    **_record("deliverable", Deliverable, Subject.SCHEDULE),
    **_record("stakeholder", Stakeholder, Subject.CHARTER),
    **_record("objective", Objective, Subject.CHARTER),
    "charter.update": Way(Charter, _in_project(Subject.CHARTER), "charter.update"),
    "project.update": Way(Project, _in_project(Subject.PROJECT), "project.update"),
    "calendar.update": Way(WorkCalendar, _calendar, "calendar.update"),
    "calendar.add_exception": Way(CalendarException, _calendar, "calendar.remove_exception", _of_calendar),
    "calendar.remove_exception": Way(CalendarException, _calendar, "calendar.add_exception", _of_calendar),
    "leave.add": Way(Leave, _leave, "leave.remove"),
    "document.update": Way(Document, lambda user, _project, row: may_write(user, row), "document.update"),
    "leave.remove": Way(Leave, _leave, "leave.add"),
}
