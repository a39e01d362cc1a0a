"""The registers of 500 projects: 10,000 issues, 5,000 risks, 5,000 defects, each with its way; read by a PMO manager.

Three in five issues and defects have come to their end; a risk has been scored twice. Each page is asked for, computed
anew each time, on a SQLite database in a file; the median is shown, and the limit is a tenth of a second. Beside them
the three axes of health that the registers tell, of all projects at a new date: part of what a job does.
"""

import logging
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.harness import Row
from bench.importing import set_up

LIMIT = 0.1
TODAY = date(2026, 11, 20)
ISSUES, RISKS, DEFECTS = 20, 10, 10
PATHS = {
    "issues": "/issues/",
    "risks": "/risks/",
    "quality of all projects": "/quality/",
    "defects": "/quality/defects/",
}


def run(small: bool = False) -> list[Row]:
    """Return the seconds of each page, and of the axes of all projects."""
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        set_up(Path(folder))
        logging.getLogger("kaname.request").setLevel(logging.WARNING)
        _collect()
        projects, repeat = (10, 2) if small else (500, 10)
        user = fill(projects)
        found = [_page(user, what, path, repeat) for what, path in PATHS.items()]
        return [*found, *_axes(projects)]


def _collect() -> None:
    """Gather the pages' pictures and styles, whose names the pages ask for."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def fill(projects: int) -> Any:
    """Write the rows straight into the tables; return the PMO manager."""
    from kaname.domains.core.models import Organisation
    from kaname.domains.people.models import Person, User
    from kaname.domains.project.models import Project

    Organisation.objects.update_or_create(id=1, defaults={"name": "計測", "as_of": TODAY})
    person = Person.objects.get(code="P1")
    rows = (Project(code=f"P{n:04}", name=f"案件{n}", status="executing") for n in range(projects))
    made = Project.objects.bulk_create(rows)
    _issues(made, person)
    _risks(made, person)
    _defects(made, person)
    _measures(made)
    return User.objects.get(person=person)


def _issues(projects: list[Any], person: Any) -> None:
    """Twenty a project, over twelve weeks: taken in, worked on, three in five rejected in the end."""
    from kaname.domains.control.models import Issue, IssueStep

    rows, ways = [], []
    for project in projects:
        for n in range(1, ISSUES + 1):
            raised = TODAY - timedelta(days=4 * n)
            over = n % 5 > 1
            state = "rejected" if over else "working"
            values = {"owner": person, "due": TODAY + timedelta(days=n - 4), "severity": 1 + n % 3, "level": n % 3 // 2}
            rows.append(
                Issue(
                    project=project, number=n, code=f"{project.code}-課-{n:04}", title=f"課題{n}", kind="issue",
                    raised_on=raised, raised_by=person, state=state, rejected_as="duplicate" if over else "", **values,
                )
            )  # fmt: skip
            ways.append([("raised", raised), ("accepted", raised + timedelta(1)), (state, raised + timedelta(3))])
    steps = []
    for row, way in zip(Issue.objects.bulk_create(rows), ways, strict=True):
        for state, day in way:
            values = {name: getattr(row, name) for name in ("owner", "due", "severity", "level")}
            steps.append(IssueStep(issue=row, kind="moved", day=day, entered_at=_at(day), state=state, **values))
    IssueStep.objects.bulk_create(steps, batch_size=2000)


def _risks(projects: list[Any], person: Any) -> None:
    from kaname.domains.risk.models import Risk, RiskStep

    rows, given = [], []
    for project in projects:
        for n in range(1, RISKS + 1):
            values = {
                "state": "watched", "category": "technical", "cause": "原因", "event": f"事象{n}", "effect": "影響",
                "probability": 1 + n % 5, "impact_delay": 1 + n % 4, "impact_cost": 2, "impact_quality": 1,
                "response": "mitigate", "response_due": TODAY, "review_due": TODAY + timedelta(days=n), "owner": person,
            }  # fmt: skip
            values["score"] = values["probability"] * max(values["impact_delay"], 2)
            rows.append(Risk(project=project, number=n, code=f"{project.code}-危-{n:04}", **values))
            given.append(values)
    steps = []
    for row, values in zip(Risk.objects.bulk_create(rows), given, strict=True):
        for weeks in (8, 2):
            day = TODAY - timedelta(weeks=weeks)
            steps.append(RiskStep(risk=row, day=day, entered_at=_at(day), **values))
    RiskStep.objects.bulk_create(steps, batch_size=2000)


def _defects(projects: list[Any], person: Any) -> None:
    from kaname.domains.quality.models import Defect, DefectStep

    rows = []
    for project in projects:
        for n in range(1, DEFECTS + 1):
            over = n % 5 > 1
            values = {"cause": "coding", "injected": "coding", "state": "closed"} if over else {"state": "fixing"}
            values |= {"severity": f"s{1 + n % 3}", "owner": person, "due": TODAY + timedelta(days=n - 4)}
            rows.append(
                Defect(
                    project=project, number=n, code=f"{project.code}-障-{n:04}", title=f"障害{n}", stage="integration",
                    found_on=TODAY - timedelta(days=7 * n), **values,
                )
            )  # fmt: skip
    steps = []
    for row in Defect.objects.bulk_create(rows):
        for state, days in (("raised", 0), ("fixing", 2), (row.state, 4)):
            values = {"state": state, "severity": row.severity, "owner": row.owner, "due": row.due}
            steps.append(DefectStep(defect=row, made_at=_at(row.found_on + timedelta(days=days)), **values))
    DefectStep.objects.bulk_create(steps, batch_size=2000)


def _measures(projects: list[Any]) -> None:
    from kaname.domains.quality.models import Measure, Metric, Reading

    metric = Metric.objects.create(
        code="BENCH", name="不具合密度", formula="defects", stage="integration", unit="ksloc", lower=1, upper=2
    )
    begun = TODAY - timedelta(weeks=12)
    rows = (Measure(project=p, number=1, metric=metric, lower=1, upper=2, begun_on=begun) for p in projects)
    readings = []
    for measure in Measure.objects.bulk_create(rows):
        for week in range(6):
            day = begun + timedelta(weeks=2 * week)
            said = {"count": 15.0, "size": 10.0, "unit": "ksloc", "value": 1.5, "n": 5, "lower": 1.0, "upper": 2.0}
            readings.append(Reading(measure=measure, as_of=day, written_at=_at(day), **said))
    Reading.objects.bulk_create(readings, batch_size=2000)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _page(user: Any, what: str, path: str, repeat: int) -> Row:
    from django.core.cache import caches
    from django.test import Client

    client = Client()
    client.force_login(user)

    def read() -> None:
        caches["pages"].clear()
        if client.get(path, headers={"host": "localhost"}).status_code != 200:
            raise RuntimeError(path)

    read()
    taken = statistics.median(_seconds(read) for _ in range(repeat))
    return Row(f"{what}: {path}", f"{taken:.3f} s", f"{LIMIT} s", taken <= LIMIT)


def _axes(projects: int) -> list[Row]:
    from kaname.domains.core.queries import organisation
    from kaname.domains.project.models import Project
    from kaname.domains.reporting.bridge.registers import of_registers
    from kaname.domains.reporting.rules.limits import Limits

    rows = list(Project.objects.all())
    limits = {kind: Limits.of(organisation(), kind) for kind in {p.project_type for p in rows}}
    taken = statistics.median(_seconds(lambda: of_registers(rows, limits, TODAY)) for _ in range(3))
    return [Row(f"three axes of {projects} projects", f"{taken:.2f} s")]


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
