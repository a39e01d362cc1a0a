"""Health and earned value of 500 projects with 200,000 activities at a new report date, as a job; and reading them.

Every plan has a baseline, a frozen report date, people on each activity, a control account with a budget and actuals.
Earned value and health are taken together for all of them on a SQLite database in a file; the limit is 15 seconds.
Then the board, the watermelons, one project's health and what changed are read in this process, each computed anew:
the limit is 100 ms. The floor beside it is the bare reading of the frozen rows.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from bench import cost
from bench.filling import AS_OF, fill
from bench.harness import Row

PROJECTS, ROWS = 500, 400
TAKING, READING = 15.0, 100.0
EARLIER = date(2026, 11, 13)


def run(small: bool = False) -> list[Row]:
    """Return the seconds of taking and the milliseconds of reading."""
    projects, rows = (10, 40) if small else (PROJECTS, ROWS)
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        cost.set_up(folder)
        fill(projects, rows)
        cost.spend(rows)
        _promise()
        return [*_taken(projects, projects * rows), *_read()]


def _promise() -> None:
    """Give every plan a baseline, and the report date of the week before."""
    from django.db import transaction

    from kaname.domains.schedule.models import Baseline, BaselineActivity, Plan, ProgressDate

    columns = "uid", "start", "finish", "name", "duration"
    with transaction.atomic():
        for plan in Plan.objects.all():
            baseline = Baseline.objects.create(plan=plan, number=1, name="当初", finish=plan.baseline_finish)
            rows = plan.activities.order_by("position").values(*columns)
            made = [BaselineActivity(baseline=baseline, kind="task", **row) for row in rows]
            BaselineActivity.objects.bulk_create(made, batch_size=500)
            frozen = ProgressDate.objects.get(plan=plan)
            ProgressDate.objects.create(plan=plan, as_of=EARLIER, answer=frozen.answer, rows=frozen.rows)


def _taken(projects: int, activities: int) -> list[Row]:
    from kaname.domains.reporting.actions import standing
    from kaname.domains.reporting.models import HealthSnapshot
    from kaname.domains.schedule.models import ProgressDate

    bare = _seconds(lambda: [len(r) for r in ProgressDate.objects.filter(as_of=AS_OF).values_list("rows", flat=True)])
    standing.measure(EARLIER)
    taken = _seconds(lambda: standing.measure(AS_OF))
    if HealthSnapshot.objects.filter(as_of=AS_OF).count() != projects:
        raise RuntimeError("not every project was judged")
    what = f"earned value and health of {projects} projects, {activities:,} activities, at a new date"
    again = _seconds(lambda: standing.measure(AS_OF))
    return [
        Row("the frozen rows, read only", f"{bare:.2f} s"),
        Row(what, f"{taken:.2f} s", f"{TAKING:.0f} s", taken <= TAKING, f"{taken / TAKING:.2f} of the limit"),
        Row("the same again: nothing is written", f"{again:.2f} s"),
    ]


def _read() -> list[Row]:
    from django.core.management import call_command
    from django.test import Client

    from kaname.domains.people.models import User

    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(person__code="B000"))
    pages = {
        "the board": "/portfolio/",
        "the watermelons": "/portfolio/watermelons/",
        "one project's health": "/projects/PRJ1/axes/",
        "one project's forecast": "/projects/PRJ1/forecast/",
        "what changed in all projects": "/portfolio/changes/",
    }
    return [_page(client, what, path) for what, path in pages.items()]


def _page(client: Any, what: str, path: str) -> Row:
    times = []
    for n in range(12):
        start = time.perf_counter()
        response = client.get(f"{path}?n={n}")
        times.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")
    taken = statistics.median(times[2:])
    return Row(f"{what}, computed anew", f"{taken:.0f} ms", f"{READING:.0f} ms", taken <= READING)


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
