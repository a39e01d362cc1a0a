"""One edit in a project of 10,000 activities, from the POST to the whole answer: limit 150 ms (issue 3).

Processor time of the serving process, all of it: sign-in, permission, schedule, writing, audit, JSON.
"""

import json
import os
import statistics
import sys
import tempfile
import time

ROWS = 1_000 if "--small" in sys.argv else 10_000
EDITS, LIMIT = 15, 0.150


def main() -> None:
    """Make the project in a database of its own and print the median as a ratio of the limit."""
    os.environ["KANAME_DATA_DIR"] = tempfile.mkdtemp(prefix="kaname-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaname.settings.test")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client, plan = _project()
    times = {name: _timed(client, plan, name) for name in ("last", "first", "tried")}
    for name, found in times.items():
        median = statistics.median(found)
        print(f"edit {name:6} {1000 * median:7.1f} ms  {median / LIMIT:.2f} of the limit")


def _project():
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
    for i in range(ROWS):
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
    links = [(i, i + d) for i in range(ROWS) for d in (1, 3) if i % 50 and i + d < ROWS and i // 50 == (i + d) // 50]
    links += [(50 * k + 25, 50 * k + 51) for k in range(ROWS // 50 - 1) if k % 5]
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
    print(f"create {ROWS} activities, {len(links)} relations: {time.perf_counter() - begun:.2f} s")
    client = Client()
    client.force_login(user)
    begun = time.perf_counter()
    size = len(client.get("/projects/PJ01/gantt/data").content)
    print(f"data, first time: {time.perf_counter() - begun:.2f} s, {size / 1e6:.1f} MB")
    begun = time.perf_counter()
    client.get("/projects/PJ01/gantt/data")
    print(f"data, again: {time.perf_counter() - begun:.2f} s")
    return client, plan


def _timed(client, plan, name):
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
        assert answer.status_code == 200, answer.content[:300]
    moved = answer.json()["consequence"]["moved"]
    print(f"  {name}: {moved} activities move, answer of {len(answer.content) / 1000:.0f} kB")
    return found[2:]


if __name__ == "__main__":
    main()
