"""One edit in a project of 10,000 activities, from the POST to the whole answer.

A duration is changed: of an activity near the end, of one that all others wait for, and tried out without keeping it.
Processor time of the serving process, all of it: sign-in, permission, schedule, writing, audit, JSON. The limit from a
click to the redrawn chart is 150 ms; the browser's share is measured in gantt_frames.
"""

import json
import os
import statistics
import tempfile
import time
from typing import Any

from bench.harness import Row

EDITS, LIMIT = 15, 0.150
KINDS = {
    "last": "an activity near the end, kept",
    "first": "an activity that the others wait for, kept",
    "tried": "the same, tried out",
}


def run(small: bool = False) -> list[Row]:
    """Return the median of each kind of edit as a ratio of the limit."""
    count = 1_000 if small else 10_000
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        os.environ |= {"KANAME_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kaname.settings.test"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        rows, client, plan = _project(count)
        for name, words in KINDS.items():
            found, moved, size = _timed(client, plan, name)
            median = statistics.median(found)
            note = f"{median / LIMIT:.2f} of the limit; {moved:,} activities move, answer of {size / 1000:.0f} kB"
            rows.append(Row(words, f"{1000 * median:.1f} ms", f"{1000 * LIMIT:.0f} ms", median <= LIMIT, note))
        return rows


def _project(count: int) -> tuple[list[Row], Any, Any]:
    """Make the project in the database of the settings; return how long the first reading takes, a client, the plan."""
    from datetime import datetime

    from django.test import Client

    from kaname.domains.people.enums import Role
    from kaname.domains.people.models import Person, User
    from kaname.domains.project.models import Project, ProjectMember
    from kaname.domains.schedule.actions import plans
    from kaname.exchange.document import Activity, Calendar, PlanDocument, Relation
    from kaname.exchange.document import Project as Head

    week = (((480, 720), (780, 1020)),) * 5 + ((), ())
    activities = []
    for i in range(count):
        summary = i % 50 == 0
        parent = None if summary else str(i - i % 50)
        activities.append(
            Activity(
                str(i),
                f"活動 {i}",
                number=i + 1,
                wbs=f"{i // 50 + 1}" if summary else f"{i // 50 + 1}.{i % 50}",
                outline_level=1 if summary else 2,
                parent_id=parent,
                kind="summary" if summary else "task",
                duration=480.0 * (1 + i % 7),
            )
        )
    links = [(i, i + d) for i in range(count) for d in (1, 3) if i % 50 and i + d < count and i // 50 == (i + d) // 50]
    links += [(50 * k + 25, 50 * k + 51) for k in range(count // 50 - 1) if k % 5]
    document = PlanDocument(
        "mspdi",
        Head(name="速さ", start=datetime(2026, 4, 1, 8), calendar_id="1"),
        calendars=[Calendar("1", "標準", week)],
        activities=activities,
        relations=[Relation(str(a), str(b)) for a, b in dict.fromkeys(links)],
    )
    project = Project.objects.create(code="PJ01", name="速さ")
    user = User.objects.create(email="bench@example.com", name="見本")
    person = Person.objects.create(code="1", name="見本", user=user)
    ProjectMember.objects.create(project=project, person=person, role=Role.PROJECT_MANAGER, valid_from="2020-01-01")
    begun = time.perf_counter()
    plan = plans.create(project=project, document=document, by=None)
    made = time.perf_counter() - begun
    client = Client()
    client.force_login(user)
    rows = [Row(f"a plan of {count:,} activities and {len(links):,} relations made", f"{made:.2f} s")]
    for words in ("its data for the chart, first time", "again"):
        begun = time.perf_counter()
        size = len(client.get("/projects/PJ01/gantt/data").content)
        rows.append(Row(words, f"{time.perf_counter() - begun:.2f} s", note=f"{size / 1e6:.1f} MB"))
    return rows, client, plan


def _timed(client: Any, plan: Any, name: str) -> tuple[list[float], int, int]:
    """Return the seconds of each edit, how many activities the last one moved, and the bytes of its answer."""
    rows = list(plan.activities.exclude(kind="summary").order_by("position").values_list("id", flat=True))
    pk = rows[-30] if name == "last" else rows[20]
    found = []
    for i in range(EDITS + 2):
        version = type(plan).objects.values_list("version", flat=True).get(pk=plan.pk)
        change = {"op": "set", "id": pk, "field": "duration", "before": 0, "after": 4800 * (2 + i % 2)}
        body = json.dumps({"version": version, "keep": name != "tried", "edits": [change]})
        begun = time.process_time()
        answer = client.post("/projects/PJ01/gantt/edits", body, content_type="application/json")
        found.append(time.process_time() - begun)
        if answer.status_code != 200:
            raise RuntimeError(answer.content[:300])
    return found[2:], answer.json()["consequence"]["moved"], len(answer.content)
