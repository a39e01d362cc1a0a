"""Frozen facts for analyses: health with what the project was on the day, earned value, inspections."""

from datetime import date
from typing import Any

from factories.health import make_health
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import project_days
from kaname.domains.reporting.models import HealthSnapshot


def make_day(
    project: Project, as_of: date, health: str = "green", slip: float | None = 0, percent: float = 50.0, **values: Any
) -> HealthSnapshot:
    """A frozen date of a project: its health, and the row that analyses read."""
    facts = {"slip": slip, "percent_complete": percent, "planned_percent": 50.0, "overdue_count": 1}
    snapshot = make_health(project, as_of, {"delivery": health}, facts=facts, **values)
    project_days.keep([snapshot])
    return snapshot


def start_on(project: Project, day: date, activities: int = 10) -> None:
    """Give the project's plan a start, as a column that analyses read; made before :func:`make_day`."""
    from factories.schedule import make_plan
    from kaname.domains.core.instants import ticks_of_date

    plan = make_plan(project=project)
    plan.start, plan.activity_count = ticks_of_date(day), activities
    plan.save(update_fields=["start", "activity_count"])


def make_evm(project: Project, as_of: date, **values: Any) -> EvmSnapshot:
    """Earned value in yen, round numbers."""
    given = {"pv": 100.0, "ev": 90.0, "ac": 120.0, "bac": 1000.0, "sv": -10.0, "cv": -30.0, "unit": "yen"} | values
    return EvmSnapshot.objects.create(project=project, as_of=as_of, calc_version="test", **given)
