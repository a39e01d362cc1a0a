"""A plan small enough to compute by hand: three activities in a row, eight hours a day, Monday to Friday."""

from datetime import datetime

from kaname.cli.page.compute import facts_of_document
from kaname.cli.page.facts import Facts
from kaname.cli.page.settings import Settings
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Assignment,
    Baseline,
    Calendar,
    PlanDocument,
    Project,
    Relation,
    Resource,
)

DAY = 480.0
WEEK = (*[((540, 720), (780, 1080))] * 5, (), ())
NO_SIMULATION = Settings(iterations=0)


def at(day: int, hour: int = 9, month: int = 6) -> datetime:
    """June 2026 begins on a Monday."""
    return datetime(2026, month, day, hour)


def three_in_a_row(days: tuple[float, float, float] = (5, 5, 5), status: datetime | None = None) -> PlanDocument:
    """A 1-5 June, B 8-12, C 15-19 by baseline; `days` are what the durations have become."""
    document = PlanDocument("mspdi", calendars=[Calendar("1", "標準", WEEK, minutes_per_day=DAY)], source="small.xml")
    document.project = Project("0", "小さな計画", at(1), at(19, 18), status_date=status, calendar_id="1")
    document.project.default_start_minute, document.project.default_finish_minute = 540, 1080
    document.projects = [document.project]
    for i, (name, first, length) in enumerate(zip("ABC", (1, 8, 15), days, strict=True), start=1):
        a = Activity(str(i), name, number=i, wbs=str(i), duration=length * DAY, kind=ActivityKind.TASK)
        a.baselines[0] = Baseline(0, at(first), at(first + 4, 18), 5 * DAY, 5 * DAY, 100.0)
        a.stored.start, a.stored.finish = at(first), at(first + 4, 18)
        document.activities.append(a)
    document.relations = [Relation("1", "2"), Relation("2", "3")]
    return document


def give(document: PlanDocument, activity_id: str, name: str, units: float) -> None:
    """Put a person on an activity."""
    found = next((r for r in document.resources if r.name == name), None)
    if found is None:
        found = Resource(str(len(document.resources) + 1), name, calendar_id="1")
        document.resources.append(found)
    a = next(a for a in document.activities if a.id == activity_id)
    work = (a.duration or 0.0) * units
    number = str(len(document.assignments) + 1)
    document.assignments.append(Assignment(number, activity_id, found.id, units, work=work, remaining_work=work))


def facts(document: PlanDocument, file: str = "small.xml", settings: Settings = NO_SIMULATION) -> Facts:
    """The facts of a document as the page computes them."""
    return facts_of_document(document, file, settings)
