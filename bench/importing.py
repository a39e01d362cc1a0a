"""Import of a plan of 4,000 activities, from bytes to committed.

A Microsoft Project XML file of 4,000 activities, 8,000 relations and 4,000 assignments goes the whole way on a SQLite
database in a file: received, read, checked by scheduling it, compared with what is there, and committed with its
audit events; then its next version with 400 changed durations beside edits made here. The limit is five seconds; the
floor beside it is the bare reading of the file. The median of three plans is shown.
"""

import logging
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.harness import Row

LIMIT = 5.0


def run(small: bool = False) -> list[Row]:
    """Return the seconds of a first import and of an update."""
    with tempfile.TemporaryDirectory(prefix="kaname-bench-") as folder:
        set_up(Path(folder))
        size, repeat = (400, 1) if small else (4000, 3)
        results = [once(size, number) for number in range(repeat)]
    rows = []
    for name, limit in (("reading", 0), ("first", LIMIT), ("looked", LIMIT), ("update", LIMIT), ("again", LIMIT)):
        taken = statistics.median(result[name][0] for result in results)
        spent = statistics.median(result[name][1] for result in results)
        words = {
            "reading": f"the file read, {size} activities",
            "first": "a new project, from bytes to committed",
            "looked": "its next version, from bytes to the preview of a three-way comparison",
            "update": "that version committed",
            "again": "the same file again: nothing to do",
        }[name]
        if limit:
            rows.append(
                Row(
                    words,
                    f"{taken:.2f} s",
                    f"{limit:.0f} s",
                    taken <= limit,
                    f"{taken / limit:.2f} of the limit; CPU {spent:.2f} s",
                )
            )
        else:
            rows.append(Row(words, f"{taken:.2f} s", note=f"CPU {spent:.2f} s"))
    return rows


def set_up(folder: Path) -> None:
    """Make a database in a folder, with the company and a PMO manager in it."""
    import os

    os.environ |= {"KANAME_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "kaname.settings.prod"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    logging.getLogger("django.tasks").setLevel(logging.WARNING)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    call_command("migrate", verbosity=0)
    from datetime import date

    from kaname.domains.people.models import Person, RoleHolding, User

    user = User.objects.create(email="manager@example.com", name="管理者")
    person = Person.objects.create(code="P1", name="管理者", user=user)
    RoleHolding.objects.create(person=person, role="pmo_manager", valid_from=date(2020, 4, 1))


def once(size: int, number: int) -> dict[str, tuple[float, float]]:
    """Return the seconds of each step with one plan."""
    from bench.reading_mspdi import plan
    from kaname.domains.schedule.bridge import files
    from kaname.domains.schedule.models import Plan
    from kaname.exchange import mspdi

    document = plan(size)
    document.project.name = f"計画 {number}"
    first = mspdi.write(document)
    for activity in document.activities[::10]:
        activity.duration = (activity.duration or 0.0) + 480.0
        activity.remaining_duration = activity.duration
    second = mspdi.write(document)
    name = f"plan {number}.xml"
    taken = {"reading": clocked(lambda: files.read(first, name)), "first": clocked(lambda: imported(first, name))}
    made = Plan.objects.order_by("-id")[0]
    if made.activities.count() != size:
        raise RuntimeError("the plan was not imported")
    made.activities.filter(position__in=range(1, size, 10)).update(name="変更した作業")
    looked: list[Any] = []
    taken["looked"] = clocked(lambda: looked.append(previewed(second, name)))
    taken["update"] = clocked(lambda: committed(*looked[0]))
    taken["again"] = clocked(lambda: imported(second, name))
    return taken


def imported(content: bytes, name: str) -> None:
    """Take a file the whole way, as its preview proposes."""
    committed(*previewed(content, name))


def previewed(content: bytes, name: str) -> tuple[Any, dict[str, dict[str, Any]]]:
    """Receive and read a file, and compare it with where it goes."""
    from kaname.domains.people.models import User
    from kaname.domains.schedule.actions.importing import batches, uploads

    user = User.objects.get()
    job = batches.receive(files=[uploads.keep(name, [content])], by=user)
    job.refresh_from_db()
    choices: dict[str, dict[str, Any]] = {}
    for intent in batches.proposed(job, user):
        project = {"target": "new", "code": intent.code, "name": intent.name, "manager": user.person.pk}
        if intent.project is not None:
            project = {"target": intent.project.code}
            intent.merge  # noqa: B018 - the preview compares, and so does the commit
        choices[intent.reading.upload.digest] = project
    return job, choices


def committed(job: Any, choices: dict[str, dict[str, Any]]) -> None:
    """Commit what was looked at."""
    from kaname.domains.people.models import User
    from kaname.domains.schedule.actions.importing import batches

    done = batches.ask_commit(job=job, choices=choices, by=User.objects.get())
    done.refresh_from_db()
    if done.status != "done":
        raise RuntimeError(f"{done.status}: {done.failure} {done.result}")


def clocked(work: Any) -> tuple[float, float]:
    """Return the seconds that one call took, and those that this process used for it."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used
