"""How all projects stand on a day: earned value, health and forecasts, taken together by hand or after a freeze."""

from datetime import date
from typing import Any

from django.db import transaction

from kaname.domains.core.actions import jobs
from kaname.domains.core.models import Job
from kaname.domains.cost.actions import evm
from kaname.domains.people.enums import Level, Subject
from kaname.domains.people.models import User
from kaname.domains.people.rules import check_company
from kaname.domains.project.enums import RUNNING
from kaname.domains.project.models import Project
from kaname.domains.project.rules import check_write
from kaname.domains.reporting.actions import forecasts, health
from kaname.domains.schedule.models import ReportingRound

TAKE, SIMULATE = "health.take", "forecast.take"
"""The kinds of the jobs."""


@transaction.atomic
def ask(*, as_of: date, by: Any) -> Job:
    """Let a worker compute how every running project stands on a day."""
    check_company(by, Subject.REPORT, Level.EDIT)
    return jobs.enqueue(kind=TAKE, title=f"{as_of:%Y-%m-%d}", arguments={"as_of": as_of.isoformat()}, by=by)


def run(job: Job) -> dict[str, int]:
    """Do what :func:`ask` asked for."""
    by = User.objects.get(pk=job.owner_id)
    as_of = date.fromisoformat(job.arguments["as_of"])
    jobs.progress(job, 0, 3)
    written = measure(as_of, by)
    jobs.progress(job, 1, 3)
    simulated = forecasts.take(by=None, as_of=as_of, tell=lambda _done, _total: jobs.progress(job, 2, 3))
    return {"health": written, "forecasts": len(simulated)}


@transaction.atomic
def ask_simulation(*, project: Project, by: Any) -> Job:
    """Let a worker simulate one project's plan as it stands."""
    check_write(by, project, Subject.REPORT)
    return jobs.enqueue(kind=SIMULATE, title=str(project), arguments={"project": project.pk}, by=by)


def run_simulation(job: Job) -> dict[str, int]:
    """Do what :func:`ask_simulation` asked for."""
    by = User.objects.get(pk=job.owner_id)
    jobs.progress(job, 0, 1)
    found = forecasts.take(by=by, projects=Project.objects.filter(pk=job.arguments["project"]))
    return {"forecasts": len(found), "project": job.arguments["project"]}


def measure(as_of: date, by: Any = None) -> int:
    """Take earned value, then the health that is judged by it; return how many snapshots of health were written."""
    projects = list(Project.objects.filter(status__in=RUNNING))
    evm.take(projects=projects, as_of=as_of, by=None)
    return len(health.take(as_of=as_of, by=by, projects=projects).written)


def after_round(round_: ReportingRound) -> None:
    """Compute how projects stand once a round has frozen their plans."""
    measure(round_.as_of)
    forecasts.take(by=None, as_of=round_.as_of)
