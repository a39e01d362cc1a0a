"""Frozen facts for analyses: health with what the project was on the day, earned value, inspections."""

from datetime import date
from typing import Any

from django.utils import timezone

from factories.health import make_health
from factories.people import make_user
from kaname.domains.cost.models import EvmSnapshot
from kaname.domains.project.models import Project
from kaname.domains.reporting.actions import project_days
from kaname.domains.reporting.models import Analysis, AnalysisRun, HealthSnapshot
from kaname.domains.reporting.queries.analysis.asked import asked
from kaname.domains.reporting.queries.analysis.facts import Known


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


def make_pinned() -> dict[str, Any]:
    """A shared analysis of somebody, with a pinned answer; return an example of each parameter of their addresses."""
    analysis = Analysis.objects.create(name="見本分析", owner=make_user(), shared=True, asked=asked({}).kept())
    run = AnalysisRun.objects.create(
        analysis=analysis,
        version=1,
        as_of=date(2026, 11, 20),
        asked=analysis.asked,
        known=Known.now().kept(),
        digest="0" * 64,
        ran_at=timezone.now(),
    )
    return {"analysis": analysis.pk, "run": run.pk}
