"""The queue of decisions: 500 projects with twenty decisions each, read by a PMO manager.

Ten thousand decisions, one in five waiting, each waiting one holding up two activities, on a SQLite database in a file;
the page `/decisions/` is asked for as a browser does, computed anew each time, and the look at the clock that takes
what is overdue one level up is timed where nothing is due. The limit is a tenth of a second; the median is shown.
"""

import logging
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.harness import Row
from bench.importing import set_up

LIMIT = 0.1
TODAY = date(2026, 11, 20)


def run(small: bool = False) -> list[Row]:
    """Return the seconds of a page, and of a look at the clock."""
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        set_up(Path(folder))
        logging.getLogger("kaname.request").setLevel(logging.WARNING)
        _collect()
        projects, repeat = (10, 2) if small else (500, 10)
        user = fill(projects, 20)
        page, tick = timed(user, repeat)
    count = projects * 20
    return [
        Row(f"/decisions/ over {count} decisions", f"{page:.3f} s", f"{LIMIT} s", page <= LIMIT, f"{repeat} readings"),
        Row("the clock looks for overdue ones", f"{tick:.3f} s", note="none due"),
    ]


def _collect() -> None:
    """Gather the pages' pictures and styles, whose names the pages ask for."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def fill(projects: int, each: int) -> Any:
    """Write the rows straight into the tables; return the PMO manager."""
    from kaname.domains.control.models import Decision
    from kaname.domains.core.models import Organisation
    from kaname.domains.people.models import Person, User
    from kaname.domains.project.models import Project
    from kaname.domains.schedule.models import Activity, Plan

    Organisation.objects.update_or_create(id=1, defaults={"name": "計測", "as_of": TODAY})
    person = Person.objects.get(code="P1")
    made = Project.objects.bulk_create(Project(code=f"P{n:04}", name=f"案件{n}") for n in range(projects))
    plans = Plan.objects.bulk_create(Plan(project=p, start=298_000_000) for p in made)
    rows = Activity.objects.bulk_create(
        Activity(plan=plan, uid=str(n), position=n, name=f"活動{n}", start=298_000_000)
        for plan in plans
        for n in (1, 2)
    )
    raised = datetime(2026, 11, 2, tzinfo=UTC)
    found = Decision.objects.bulk_create(_decision(p, n, person, raised) for p in made for n in range(1, each + 1))
    waiting = [d for d in found if d.state == "raised"]
    by_project = {p.pk: rows[2 * n : 2 * n + 2] for n, p in enumerate(made)}
    through = Decision.blocked.through
    through.objects.bulk_create(
        through(decision_id=d.pk, activity_id=a.pk) for d in waiting for a in by_project[d.project_id]
    )
    return User.objects.get(person=person)


def _decision(project: Any, number: int, person: Any, raised: datetime) -> Any:
    from kaname.domains.control.models import Decision

    values: dict[str, Any] = {"state": "raised", "decide_by": TODAY + timedelta(days=number)}
    if number % 5:
        taken = {
            "chosen": "A",
            "reason": "理由",
            "decided_by": person,
            "decided_at": raised + timedelta(days=number % 9),
        }
        values |= {"state": "decided", **taken}
    code = f"{project.code}-決-{number:04}"
    return Decision(
        project=project, number=number, code=code, question=f"問い{number}", decider=person, raised_at=raised,
        raised_by=person, **values,
    )  # fmt: skip


def timed(user: Any, repeat: int) -> tuple[float, float]:
    """Return the median seconds of the page and of the clock's look."""
    from django.core.cache import caches
    from django.test import Client

    from kaname.domains.control.actions.escalation import escalate_overdue

    client, pages, ticks = Client(), [], []
    client.force_login(user)
    client.get("/decisions/", headers={"host": "localhost"})
    for _ in range(repeat):
        caches["pages"].clear()
        begun = time.perf_counter()
        assert client.get("/decisions/", headers={"host": "localhost"}).status_code == 200
        pages.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        escalate_overdue()
        ticks.append(time.perf_counter() - begun)
    return statistics.median(pages), statistics.median(ticks)
