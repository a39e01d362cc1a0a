"""The head of a plan as MSPDI."""

from lxml import etree

from kaname.exchange.document import Project
from kaname.exchange.mspdi.project import OPTIONS
from kaname.exchange.mspdi.writing.elements import Value, add, time_of


def write_project(root: etree._Element, project: Project) -> None:
    """Add the head's elements in the order of the schema."""
    values: dict[str, Value] = dict.fromkeys(_ORDER)
    values |= {name: str(project.options[name]) for name in OPTIONS if name in project.options}
    values |= {
        "SaveVersion": 14,
        "UID": project.id or None,
        "Title": project.name or None,
        "Company": project.company or None,
        "Manager": project.manager or None,
        "ScheduleFromStart": not project.schedule_from_finish,
        "StartDate": project.start,
        "FinishDate": project.finish,
        "CriticalSlackLimit": project.critical_slack_limit / project.minutes_per_day,
        "CurrencyCode": project.currency or None,
        "CalendarUID": project.calendar_id,
        "DefaultStartTime": time_of(project.default_start_minute),
        "DefaultFinishTime": time_of(project.default_finish_minute),
        "MinutesPerDay": project.minutes_per_day,
        "MinutesPerWeek": project.minutes_per_week,
        "DaysPerMonth": project.days_per_month,
        "HonorConstraints": project.honour_constraints,
        "MultipleCriticalPaths": project.multiple_critical_paths,
        "StatusDate": project.status_date,
        "CurrentDate": project.current_date,
    }
    add(root, values.items())


_ORDER = (
    "SaveVersion",
    "UID",
    "Title",
    "Subject",
    "Category",
    "Company",
    "Manager",
    "Author",
    "ScheduleFromStart",
    "StartDate",
    "FinishDate",
    "CriticalSlackLimit",
    "CurrencyDigits",
    "CurrencySymbol",
    "CurrencyCode",
    "CalendarUID",
    "DefaultStartTime",
    "DefaultFinishTime",
    "MinutesPerDay",
    "MinutesPerWeek",
    "DaysPerMonth",
    "DefaultTaskType",
    "HonorConstraints",
    "MultipleCriticalPaths",
    "SplitsInProgressTasks",
    "WeekStartDay",
    "MoveCompletedEndsBack",
    "MoveRemainingStartsBack",
    "MoveRemainingStartsForward",
    "MoveCompletedEndsForward",
    "BaselineForEarnedValue",
    "StatusDate",
    "CurrentDate",
    "NewTasksAreManual",
    "DefaultTaskEVMethod",
)
