"""Plans with the answer of a recalculation already in them: what the board, the homes and the cockpit read."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from kaname.domains.core.instants import TICKS_A_MINUTE, ticks_of
from kaname.domains.project.models import Project
from kaname.domains.schedule.enums import ActivityKind
from kaname.domains.schedule.models import Activity, Plan, ProgressDate

DAY = 480 * TICKS_A_MINUTE
_numbers = count(1)


def evening(day: date) -> int:
    """The ticks of the end of a working day."""
    return ticks_of(datetime(day.year, day.month, day.day, 17))


def morning(day: date) -> int:
    return ticks_of(datetime(day.year, day.month, day.day, 8))


def make_answer(project: Project, finish: date, baseline: date | None = None, **values: Any) -> Plan:
    """A plan that finishes on a day, as its recalculation would have left it."""
    given = {
        "start": morning(date(2026, 4, 1)),
        "finish": evening(finish),
        "baseline_finish": evening(baseline) if baseline else None,
        "computed_at": datetime.fromisoformat("2026-11-20T08:00:00+00:00"),
        "computed_health": "green",
        "activity_count": 10,
    }
    return Plan.objects.create(project=project, **given | values)


def make_activity(plan: Plan, name: str, first: date, days: int = 5, **values: Any) -> Activity:
    n = next(_numbers)
    given = {
        "uid": str(n),
        "position": n,
        "wbs": f"1.{n}",
        "name": name,
        "duration": days * DAY,
        "start": morning(first),
        "finish": evening(first + timedelta(days=days - 1)),
        "percent_complete": 0.0,
        "total_float": 0,
    }
    return Activity.objects.create(plan=plan, **given | values)


def make_milestone(plan: Plan, name: str, day: date, **values: Any) -> Activity:
    given = {"kind": ActivityKind.MILESTONE, "duration": 0, "start": evening(day), "finish": evening(day)}
    return make_activity(plan, name, day, **given | values)


def make_progress_date(plan: Plan, as_of: date, **answer: Any) -> ProgressDate:
    return ProgressDate.objects.create(plan=plan, as_of=as_of, answer=answer)
