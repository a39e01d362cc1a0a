"""Eight who write and eight who read for a minute on SQLite, each a process of its own, through the actions and queries
that the pages use: no error, nothing lost. (Redmine on SQLite answers "database is locked".)

A write is an edit of an activity with its recalculation and its audit event; a read the project list and a plan's rows.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from bench.filling import EMAIL
from bench.harness import Row
from bench.served import environment, filled

SECONDS, EACH = 60, 8


def run(small: bool) -> list[Row]:
    seconds = 3 if small else SECONDS
    subprocess.run([sys.executable, "-m", "kaname.engine.warm"], check=True)  # as serve does in the background
    with filled(EACH, 20) as folder:
        said = [_begin(folder, role, n, seconds) for n in range(EACH) for role in ("write", "read")]
        answers = [json.loads(process.communicate()[0].splitlines()[-1]) for process in said]
        kept = _kept(folder)
    writes = [a for a in answers if a["role"] == "write"]
    reads = [a for a in answers if a["role"] == "read"]
    errors = [e for a in answers for e in a["errors"]]
    done = sum(a["done"] for a in writes)
    whole, told = done == kept["edits"] and not kept["broken"], "; ".join(sorted(set(errors))[:3])
    took = np.array([seconds for a in writes for seconds in a["took"]])
    median, most, slowest = np.percentile(took, (50, 99, 100))
    told_time = f"median {median:.2f} s, 99 % within {most:.1f} s, slowest {slowest:.1f} s"
    return [
        Row(f"errors of {EACH} writers and {EACH} readers in {seconds} s", str(len(errors)), "0", not errors, told),
        Row("acknowledged edits that are not there", str(done - kept["edits"]), "0", whole, "the audit chain whole"),
        Row("edits a second", f"{done / seconds:.0f}", note=told_time),
        Row("reads a second meanwhile", f"{sum(a['done'] for a in reads) / seconds:.0f}"),
    ]  # fmt: skip


def _begin(folder: Path, role: str, number: int, seconds: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "bench.writers", role, str(number), str(seconds)]
    return subprocess.Popen(words, env=environment(folder), stdout=subprocess.PIPE, text=True)


def _kept(folder: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.writers", "count", "0", "0"],
        env=environment(folder), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def write(user, number: int, turn: int) -> None:
    """Change the duration of one activity of the process's own project."""
    from kaname.domains.schedule.actions import edits
    from kaname.domains.schedule.models import Plan

    plan = Plan.objects.get(project__code=f"PRJ{number + 1}")
    row = plan.activities.order_by("position")[turn % 20]
    value = (1 + turn % 9) * 4800 + (turn // 20 % 7) * 600
    edits.apply(
        plan=plan,
        edits=[{"op": "set", "id": row.pk, "field": "duration", "before": row.duration, "after": value}],
        version=plan.version,
        by=user,
    )


def look(user, number: int) -> None:
    """Read what a list and a plan's page read."""
    from kaname.domains.project.models import Project
    from kaname.domains.schedule.models import Activity

    list(Project.objects.visible_to(user).select_related("plan"))
    list(Activity.objects.visible_to(user).filter(plan__project__code=f"PRJ{number + 1}").values_list())


def main() -> None:
    """Be one writer, one reader, or count what was kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaname.settings.prod")
    import django

    django.setup()
    from kaname.domains.core.models import AuditEvent
    from kaname.domains.core.queries import broken_links
    from kaname.domains.people.models import User
    from kaname.engine.warm import warm_schedules

    role, number, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    if role == "count":
        edits = AuditEvent.objects.filter(verb="plan.edit").count()
        print(json.dumps({"edits": edits, "broken": list(broken_links())}))
        return
    if role == "write":
        warm_schedules()
    user, end = User.objects.get(email=EMAIL), time.monotonic() + seconds
    answer = {"role": role, "done": 0, "errors": [], "took": []}
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            write(user, number, answer["done"]) if role == "write" else look(user, number)
            answer["done"] += 1
        except Exception as problem:  # noqa: BLE001 - every error counts
            answer["errors"].append(f"{type(problem).__name__}: {problem}")
        answer["took"].append(round(time.monotonic() - begun, 3))
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
