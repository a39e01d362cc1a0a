"""Earned value of 500 projects with 200,000 activities at a new report date: one call, as a job makes it.

Each project has eight control accounts, a budget line of yen and minutes an activity, approved, a closed report date
with the progress of every activity, and 160 posted actuals. What is timed is everything from reading the frozen inputs
to the committed snapshots of projects and accounts in both units with their audit events, and then the same call
again, which finds that nothing changed. The limit of fifteen seconds is for this and the health of all projects
together (see the bench of health).
"""

import os
import random
import tempfile
import time
from datetime import timedelta

from bench.filling import AS_OF, FIRST, fill
from bench.harness import Row

PROJECTS, ROWS, ACCOUNTS, ACTUALS = 500, 400, 8, 160
LIMIT = 15.0


def run(small: bool = False) -> list[Row]:
    """Return the seconds of taking earned value, and of finding nothing to do."""
    projects, rows = (10, 40) if small else (PROJECTS, ROWS)
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        set_up(folder)
        fill(projects, rows)
        spend(rows)
        first, again = taken(), taken()
    words = f"earned value of {projects} projects, {projects * rows:,} activities"
    return [
        Row(f"{words}, new report date", f"{first:.1f} s", f"{LIMIT:.0f} s", first <= LIMIT),
        Row(f"{words}, again: nothing changed", f"{again:.1f} s"),
    ]


def set_up(folder: str) -> None:
    """Make an empty database in a folder."""
    os.environ |= {"KANAME_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kaname.settings.prod"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def spend(rows: int) -> None:
    """Give every project its money: accounts, an approved budget, a closed report date, actuals."""
    from django.db import transaction

    from kaname.domains.schedule.models import Plan

    with transaction.atomic():
        for plan in Plan.objects.select_related("project"):
            _money(plan, rows, random.Random(plan.pk))


def _money(plan, rows: int, rng: random.Random) -> None:
    from kaname.domains.cost.models import Actual, ControlAccount, CostBaseline, CostBaselineLine
    from kaname.domains.schedule.models import ProgressDate

    project = plan.project
    made = ControlAccount.objects.bulk_create(
        [ControlAccount(project=project, code=f"CA-{n}", name=f"勘定{n}") for n in range(ACCOUNTS)]
    )
    held = list(plan.activities.order_by("position").values_list("uid", "start", "finish", "percent_complete"))
    baseline = CostBaseline.objects.create(
        project=project, number=1, name="当初予算", valid_from=FIRST, yen=rows * 500_000, minutes=rows * 4800
    )
    CostBaselineLine.objects.bulk_create(
        [
            CostBaselineLine(baseline=baseline, account=made[n % ACCOUNTS], activity_uid=uid, category="labour",
                             yen=500_000, minutes=4800, phasing="even", earning="progress", start=start, finish=finish)
            for n, (uid, start, finish, _percent) in enumerate(held)
        ]
    )  # fmt: skip
    told = {uid: [start, finish, percent, 0, False] for uid, start, finish, percent in held}
    answer = {"status_date": plan.status_date, "finish": plan.finish, "baseline_finish": plan.baseline_finish}
    ProgressDate.objects.create(plan=plan, as_of=AS_OF, rows=told, answer=answer)
    Actual.objects.bulk_create(
        [
            Actual(project=project, account=made[n % ACCOUNTS], incurred_on=FIRST + timedelta(rng.randrange(300)),
                   yen=rng.randrange(1_000_000), minutes=rng.randrange(9600), document=f"D{n}")
            for n in range(ACTUALS)
        ]
    )  # fmt: skip


def taken() -> float:
    """Return the seconds of one call for every project."""
    from kaname.domains.cost.actions import evm
    from kaname.domains.project.models import Project

    start = time.perf_counter()
    found = evm.take(projects=Project.objects.all(), as_of=AS_OF, by=None)
    if len(found) != Project.objects.count():
        raise RuntimeError(f"{len(found)} of {Project.objects.count()} projects")
    return time.perf_counter() - start
