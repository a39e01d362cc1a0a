"""A reporting round over 200 projects and 2,000 people: opened as a job, its mails, its chase list.

Plans of 40 activities with ten people each stand in a SQLite database in a file. The job lists who must report, tells
everybody and mails each a link of their own (written to a folder, as without a mail server); the limit is ten seconds
for all of it. The chase list is the whole answer to a signed-in administrator's request, the median of nine; the limit
is 100 ms.
"""

import logging
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.harness import Row

OPENS, SHOWS = 10.0, 0.1
STEPS = 40


def run(small: bool = False) -> list[Row]:
    """Return the seconds of opening, of each page, and the number of queries of the chase list."""
    projects, people = (5, 50) if small else (200, 2000)
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        set_up(Path(folder))
        fill(projects, people)
        used = time.process_time()
        opening = opened()
        used = time.process_time() - used
        page, queries = shown()
    said = f"{projects} projects, {people:,} people"
    return [
        Row(
            f"a round opened with its mails, {said}", f"{opening:.2f} s", "10 s", opening <= OPENS, f"CPU {used:.2f} s"
        ),
        Row(f"its chase list, {queries} queries", f"{1000 * page:.0f} ms", "100 ms", page <= SHOWS),
    ]


def set_up(folder: Path, queued: bool = False) -> None:
    """Make a database in a folder; jobs are done at once, or ``queued`` for a worker."""
    import os

    os.environ |= {"KANAME_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "kaname.settings.prod"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    for name in ("django.tasks", "kaname.request", "django.request"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if not queued:
        settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    call_command("migrate", verbosity=0)


def fill(projects: int, people: int) -> None:
    """Make running projects whose people are all assigned to open work of this week."""
    from kaname.domains.core.instants import TICKS_A_DAY, ticks_of_date
    from kaname.domains.core.models import Organisation
    from kaname.domains.people.models import Person, RoleHolding, User
    from kaname.domains.project.models import Project
    from kaname.domains.resource.models import Resource
    from kaname.domains.schedule.models import Activity, Assignment, Plan

    Organisation.objects.create(id=1, name="計測", as_of=date(2026, 11, 19))
    users = [User(email=f"u{n}@example.com", name=f"担当 {n}", password="!") for n in range(people)]
    users = User.objects.bulk_create(users)
    row = Person.objects.bulk_create(Person(code=f"P{n:05}", name=u.name, user=u) for n, u in enumerate(users))
    RoleHolding.objects.create(person=row[0], role="pmo_manager", valid_from=date(2020, 4, 1))
    pool = Resource.objects.bulk_create(Resource(name=p.name, person=p) for p in row)
    start = ticks_of_date(date(2026, 11, 2))
    heads = Project.objects.bulk_create(
        Project(code=f"B{n:04}", name=f"計画 {n}", status="executing") for n in range(projects)
    )
    plans = Plan.objects.bulk_create(Plan(project=head, start=start) for head in heads)
    activities = Activity.objects.bulk_create(
        Activity(
            plan=plan,
            uid=str(n),
            position=n,
            wbs=str(n),
            name=f"作業 {n}",
            start=start + n * TICKS_A_DAY,
            finish=start + (n + 5) * TICKS_A_DAY,
            duration=24000,
        )
        for plan in plans
        for n in range(STEPS)
    )
    share = people // projects
    Assignment.objects.bulk_create(
        Assignment(
            plan_id=activity.plan_id,
            activity=activity,
            resource=pool[(i // STEPS) * share + activity.position % share],
            units=1.0,
        )
        for i, activity in enumerate(activities)
    )


def opened() -> float:
    """Return the seconds of the job that opens the round, mails included."""
    from kaname.domains.people.models import User
    from kaname.domains.schedule.actions.rounds import opening
    from kaname.domains.schedule.models import ExpectedReport, RoundLink

    begun = time.perf_counter()
    job = opening.ask_open(by=User.objects.get(email="u0@example.com"), base_url="http://localhost/")
    taken = time.perf_counter() - begun
    job.refresh_from_db()
    if job.status != "done" or not ExpectedReport.objects.count() == RoundLink.objects.count() > 0:
        raise RuntimeError(f"{job.status}: {job.failure} {job.result}")
    return taken


def shown() -> tuple[float, int]:
    """Return the median seconds of the chase list, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kaname.domains.people.models import User

    client = Client()
    client.force_login(User.objects.get(email="u0@example.com"))
    taken: list[Any] = []
    for _n in range(10):
        begun = time.perf_counter()
        if client.get("/rounds/").status_code != 200:
            raise RuntimeError("the chase list does not answer")
        taken.append(time.perf_counter() - begun)
    with CaptureQueriesContext(connection) as asked:
        client.get("/rounds/")
    return statistics.median(taken[1:]), len(asked)
