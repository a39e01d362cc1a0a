"""Plans for tests: small documents, and rows made of them by the plan's own action."""

from datetime import datetime
from typing import Any

from factories.project import make_project
from kaname.domains.project.models import Project
from kaname.domains.schedule.actions import plans
from kaname.domains.schedule.models import Plan
from kaname.exchange.document import (
    Activity,
    ActivityKind,
    Calendar,
    PlanDocument,
    Relation,
)
from kaname.exchange.document import Project as PlanHead

MONDAY = datetime(2026, 11, 16, 8)
DAY = 480.0
WEEK = (((480, 720), (780, 1020)),) * 5 + ((), ())


def make_document(
    days: dict[str, float], relations: list[tuple[str, str]] = (), start: datetime = MONDAY, **head: Any
) -> PlanDocument:
    """A plan of activities by name, each of so many days (0: a milestone), joined finish to start."""
    activities = [
        Activity(
            id=str(i),
            number=i,
            wbs=str(i),
            name=name,
            duration=count * DAY,
            kind=ActivityKind.TASK if count else ActivityKind.MILESTONE,
        )
        for i, (name, count) in enumerate(days.items(), start=1)
    ]
    ids = {a.name: a.id for a in activities}
    return PlanDocument(
        "mspdi",
        PlanHead(name="見本", start=start, calendar_id="1", **head),
        calendars=[Calendar("1", "標準", WEEK)],
        activities=activities,
        relations=[Relation(ids[one], ids[other]) for one, other in relations],
    )


def make_plan(document: PlanDocument | None = None, project: Project | None = None, by: Any = None) -> Plan:
    """A plan of a document (three activities in a row and a milestone if none is given)."""
    document = document or make_document(
        {"設計": 3, "製造": 5, "試験": 2, "完了": 0}, [("設計", "製造"), ("製造", "試験"), ("試験", "完了")]
    )
    return plans.create(project=project or make_project(), document=document, by=by)
