"""The head of an MSPDI file."""

from lxml import etree

from kaname.engine.diagnostics import Diagnostic
from kaname.exchange.document import Project
from kaname.exchange.mspdi.values import Row, names_in


def read_project(root: etree._Element, problems: list[Diagnostic], left_out: dict[str, int]) -> Project:
    """Return the project's head; its options by their MSPDI names."""
    row = Row(root, "Project", problems, "Title")
    row.subject = "Project"
    row.leave_out(_KEPT, left_out)
    per_day, per_week = row.number("MinutesPerDay"), row.number("MinutesPerWeek")
    days = row.number("DaysPerMonth")
    return Project(
        id=row.text("UID"),
        name=row.text("Title") or row.text("Name").removesuffix(".xml"),
        start=row.instant("StartDate"),
        finish=row.instant("FinishDate"),
        status_date=row.instant("StatusDate"),
        current_date=row.instant("CurrentDate"),
        schedule_from_finish=row.flag("ScheduleFromStart") is False,
        calendar_id=row.reference("CalendarUID"),
        minutes_per_day=per_day or 480.0,
        minutes_per_week=per_week or 2400.0,
        days_per_month=days or 20.0,
        default_start_minute=_minute(row.text("DefaultStartTime"), 480),
        default_finish_minute=_minute(row.text("DefaultFinishTime"), 1020),
        critical_slack_limit=(row.number("CriticalSlackLimit") or 0.0) * (per_day or 480.0),
        multiple_critical_paths=bool(row.flag("MultipleCriticalPaths")),
        honour_constraints=bool(row.flag("HonorConstraints")),
        currency=row.text("CurrencyCode"),
        manager=row.text("Manager"),
        company=row.text("Company"),
        options={name: row.text(name) for name in OPTIONS if row.text(name)},
    )


def _minute(text: str, otherwise: int) -> int:
    hours, _, rest = text.rpartition("T")[2].partition(":")
    minutes = rest.partition(":")[0]
    return min(int(hours) * 60 + int(minutes), 1440) if hours.isdecimal() and minutes.isdecimal() else otherwise


OPTIONS = (
    "SplitsInProgressTasks",
    "MoveCompletedEndsBack",
    "MoveRemainingStartsBack",
    "MoveRemainingStartsForward",
    "MoveCompletedEndsForward",
    "CurrencySymbol",
    "CurrencyDigits",
    "WeekStartDay",
    "DefaultTaskType",
    "DefaultTaskEVMethod",
    "BaselineForEarnedValue",
    "NewTasksAreManual",
    "Author",
    "Subject",
    "Category",
)
_KEPT = names_in(
    """
    UID GUID SaveVersion BuildNumber Name Title StartDate FinishDate StatusDate CurrentDate ScheduleFromStart
    CalendarUID MinutesPerDay MinutesPerWeek DaysPerMonth DefaultStartTime DefaultFinishTime CriticalSlackLimit
    MultipleCriticalPaths HonorConstraints CurrencyCode Manager Company CreationDate LastSaved
    """,
    OPTIONS,
)
