"""Simulating plans and keeping what comes out, with every promise that it makes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kaname.domains.core.actions import audit
from kaname.domains.core.instants import finish_date_of
from kaname.domains.core.queries import today
from kaname.domains.people.enums import Subject
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.actions import promises
from kaname.domains.reporting.bridge.simulating import ITERATIONS, Simulated, simulated, simulated_state
from kaname.domains.reporting.enums import Method
from kaname.domains.reporting.models import ForecastSnapshot, Promise
from kaname.domains.schedule.bridge.frozen import state_at
from kaname.domains.schedule.models import Plan

COMPARED = ("plan_version", "cpm", "p50", "p80", "target", "iterations", "seed", "spread", "calc_version")


def take(
    *,
    by: Any,
    projects: Iterable[Project] | None = None,
    iterations: int = ITERATIONS,
    tell: Callable[[int, int], object] = max,
    as_of: date | None = None,
) -> list[ForecastSnapshot]:
    """Simulate the plans of projects (all that run) as they stand, and keep the answers under their status dates.

    ``as_of``: as they were frozen last up to a day; plans that were closed before whole plans were kept are left out,
    since nothing that was not known then may count.
    One short transaction a project; ``tell`` hears how far it is. The same plan and seed again write nothing.
    """
    plans = Plan.objects.select_related("project").filter(project__status__in=RUNNING)
    chosen = list(plans if projects is None else plans.filter(project__in=list(projects)))
    for plan in chosen:
        check_write(by, plan.project, Subject.REPORT)
    written = []
    for done, plan in enumerate(chosen):
        tell(done, len(chosen))
        then, found = _simulated(plan, iterations, as_of)
        row = None if found is None else _keep(then, found, by)
        written += [row] if row is not None else []
    return written


def _simulated(plan: Plan, iterations: int, as_of: date | None) -> tuple[Plan, Simulated | None]:
    """Return the plan's head as it stands or stood, and its forecast."""
    if as_of is None:
        return plan, simulated(plan, iterations)
    frozen = plan.progress_dates.filter(as_of__lte=as_of).order_by("-as_of").first()
    if frozen is None and as_of >= today():
        return plan, simulated(plan, iterations)  # not begun yet: nothing of it is frozen
    state = None if frozen is None else state_at(frozen)
    return (plan, None) if state is None else (state.plan, simulated_state(state, iterations))


@transaction.atomic
def _keep(plan: Plan, found: Simulated, by: Any) -> ForecastSnapshot | None:
    day = today() if plan.status_date is None else finish_date_of(plan.status_date)
    before = ForecastSnapshot.objects.filter(project=plan.project, as_of=day).order_by("-revision").first()
    row = ForecastSnapshot(project=plan.project, as_of=day, taken_at=timezone.now(), taken_by=by, **found.values)
    if before is not None:
        if all(getattr(before, name) == getattr(row, name) for name in COMPARED):
            return None
        row.revision = before.revision + 1
    row.save(force_insert=True)
    promises.add(_promised(plan.project, day, row, found), by)
    after = {"as_of": day, "p50": finish_date_of(row.p50), "p80": finish_date_of(row.p80), "band": row.band}
    audit.record(verb="forecast.take", subject=plan.project, by=by, after=after, project_id=plan.project_id)
    return row


def _promised(project: Project, day: date, row: ForecastSnapshot, found: Simulated) -> list[Promise]:
    said = [("", "", row.p50, row.p80), *((uid, *told) for uid, told in found.milestones.items())]
    return [
        Promise(project=project, as_of=day, method=method, uid=uid, name=name, day=finish_date_of(at))
        for uid, name, p50, p80 in said
        for method, at in ((Method.P50, p50), (Method.P80, p80))
    ]
