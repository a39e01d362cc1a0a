"""Reading Microsoft Project's XML.

A plan of 10,000 activities, 20,000 relations and 10,000 assignments, with the fields that Microsoft Project writes
(stored dates, slack, costs, one baseline), is read from bytes to the document. The peer is the bare parse of the same
bytes by lxml, which is the floor of any reader built on it. The best of five readings is shown.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bench.harness import Row, seconds
from kaname.exchange import kaname_json, mspdi
from kaname.exchange.calendar_shifts import STANDARD_WEEK
from kaname.exchange.document import (
    Activity,
    Assignment,
    Baseline,
    Calendar,
    PlanDocument,
    Project,
    Relation,
    Resource,
    StoredSchedule,
)
from kaname.exchange.safety import parse_xml

TARGET = 1.5
REPEAT = 5
"""The best of so many readings counts: others may use the machine meanwhile."""
DAY = timedelta(days=1)


def plan(size: int) -> PlanDocument:
    """Return a plan of ``size`` activities in chains that cross."""
    start = datetime(2026, 4, 1, 8)
    activities = []
    for i in range(1, size + 1):
        first = start + (i % 700) * DAY
        last = first + timedelta(hours=9)
        activities.append(
            Activity(
                str(i),
                f"作業 {i}",
                i,
                f"{i // 100}.{i % 100}",
                duration=480.0 * (1 + i % 9),
                remaining_duration=480.0 * (1 + i % 9),
                percent_complete=0.0,
                work=480.0,
                cost=1000.0 * i,
                calendar_id="1",
                deadline=last if i % 50 == 0 else None,
                baselines={0: Baseline(0, first, last, 480.0, 480.0, 1000.0)},
                stored=StoredSchedule(first, last, first, last, first, last, 480.0, 0.0, 480.0, 480.0, False),
            )
        )
    relations = [Relation(str(i - step), str(i)) for i in range(1, size + 1) for step in (1, 37) if i > step]
    resources = [Resource(str(i), f"担当 {i}") for i in range(1, 51)]
    assignments = [
        Assignment(str(i), str(i), str(1 + i % 50), 1.0, 480.0, start=start, finish=start + DAY)
        for i in range(1, size + 1)
    ]
    calendars = [Calendar("1", "標準", STANDARD_WEEK)]
    project = Project(name="大きな計画", start=start, calendar_id="1")
    return PlanDocument("mspdi", project, [], calendars, activities, relations, resources, assignments)


def _processor(work: Callable[[], object]) -> float:
    """Return the least processor time of a call, which others' load on the machine changes less."""
    taken = []
    for _ in range(REPEAT):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def run(small: bool) -> list[Row]:
    """Return the time to read, against the target and against the bare parse."""
    size = 1000 if small else 10_000
    data = mspdi.write(plan(size))
    taken = min(seconds(lambda: mspdi.read(data, "plan.xml"), repeat=1) for _ in range(REPEAT))
    parsed = min(seconds(lambda: parse_xml(data, "plan.xml"), repeat=1) for _ in range(REPEAT))
    own = kaname_json.write(plan(size))
    own_taken = min(seconds(lambda: kaname_json.read(own, "plan.json"), repeat=1, warm=0) for _ in range(REPEAT))
    processor = _processor(lambda: mspdi.read(data, "plan.xml"))
    scaled = TARGET * size / 10_000
    return [
        Row(
            f"MSPDI of {size:,} tasks ({len(data) / 1e6:.1f} MB)",
            f"{taken:.2f} s",
            f"at most {scaled:.2f} s",
            taken <= scaled,
            f"{taken / parsed:.1f} times the bare parse; {processor:.2f} s of processor",
        ),
        Row(f"own JSON of {size:,} activities ({len(own) / 1e6:.1f} MB)", f"{own_taken:.2f} s"),
    ]
