"""Equality with Microsoft Project: what we compute from a file against what Microsoft Project stored in it, for every
auto-scheduled, active activity. Early and late dates are compared as working instants of the activity's calendar (the
end of Friday equals the beginning of Monday), slack to a tenth of a minute. Stored dates are never an input.

A stored value can be wrong only where the file contradicts itself; such an activity is an exception with its reason:

- *late dates out of date*: an unfinished activity without successors, constraint or deadline must have the project's
  finish as its late finish; the file stores another date (the plan was changed and late dates were not refreshed). Its
  predecessors inherit the error.
- *no stored schedule*: the file stores no early dates, so its critical flags were not computed.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.harness import Row
from kaname.engine.calendar_kernels import work_at
from kaname.engine.cpm import Schedule
from kaname.engine.days import instant_of
from kaname.engine.diagnostics import ProblemsFound
from kaname.engine.network import Flag
from kaname.exchange.compile import RESOLUTION, CompiledPlan, schedule_plan
from kaname.exchange.document import Constraint
from kaname.exchange.formats import read_plan

DATES = ("early_start", "early_finish", "late_start", "late_finish")
STALE = "late dates out of date"
NONE_STORED = "no stored schedule"


@dataclass(frozen=True)
class Difference:
    """One field of one activity that differs, and why."""

    source: str
    activity: str
    field: str
    ours: object
    stored: object
    reason: str


@dataclass
class Comparison:
    """How many values were compared and equal, by field, and what differs."""

    compared: Counter = field(default_factory=Counter)
    equal: Counter = field(default_factory=Counter)
    exceptions: list[Difference] = field(default_factory=list)

    def unexplained(self, name: str) -> list[Difference]:
        return [e for e in self.exceptions if e.field == name and not e.reason]


def files_of(realdata: Path) -> list[Path]:
    """Return the plans of Microsoft Project among the real files."""
    folders = [realdata / "msproject" / "mspdi", realdata / "msproject-templates" / "mspdi"]
    return sorted(path for folder in folders for path in folder.rglob("*.xml"))


def compare(paths: list[Path]) -> Comparison:
    """Schedule each file and compare."""
    found = Comparison()
    for path in paths:
        try:
            compiled, dates = schedule_plan(read_plan(path))
        except ProblemsFound as problems:
            found.exceptions.append(Difference(path.name, "", "file", str(problems), "", "unreadable"))
            continue
        compare_plan(path.name, compiled, dates, found)
    return found


def compare_plan(source: str, compiled: CompiledPlan, dates: Schedule, found: Comparison) -> None:
    """Compare one plan's activities."""
    stale = out_of_date(compiled)
    for row, activity in enumerate(compiled.activities):
        if activity.manual or not activity.active:
            continue
        for name, ours, stored, equal in values(compiled, dates, row):
            found.compared[name] += 1
            found.equal[name] += equal
            if not equal:
                reason = STALE if row in stale and not name.startswith("early") else ""
                reason = NONE_STORED if activity.stored.early_start is None else reason
                found.exceptions.append(Difference(source, activity.id, name, ours, stored, reason))


def values(compiled: CompiledPlan, dates: Schedule, row: int) -> list[tuple[str, object, object, bool]]:
    """Return field, ours, stored and whether they are equal, for each value that the file stores."""
    stored, network = compiled.activities[row].stored, dates.network
    rows = {int(network.column("calendar")[row]), int(network.column("float_calendar")[row])}
    answer = []
    for name in DATES:
        theirs = getattr(stored, name)
        if theirs is not None:
            ours, instant = int(getattr(dates, name)[row]), instant_of(theirs, RESOLUTION)
            answer.append((name, ours, instant, same_work(network.tables.tape, rows, ours, instant)))
    for name, ours in (("total_slack", dates.total_float[row]), ("free_slack", dates.free_float[row])):
        theirs = getattr(stored, name)
        if theirs is not None:
            answer.append((name, ours / RESOLUTION, theirs, abs(ours / RESOLUTION - theirs) < 0.051))
    if stored.critical is not None:
        answer.append(("critical", bool(dates.critical[row]), stored.critical, dates.critical[row] == stored.critical))
    return answer


def same_work(tape: object, calendars: set[int], a: int, b: int) -> bool:
    """Tell whether two instants are the same working instant of one of the activity's calendars."""
    return any(work_at(tape, c, a) == work_at(tape, c, b) for c in calendars)


def out_of_date(compiled: CompiledPlan) -> set[int]:
    """Return the rows whose stored late dates contradict the stored project finish, and all rows before them."""
    network, project = compiled.network, compiled.document.project
    has_successor = set(network.pred.tolist())
    summary = network.column("flags") & int(Flag.SUMMARY)
    wrong = [
        row
        for row, a in enumerate(compiled.activities)
        if row not in has_successor
        and not summary[row]
        and a.actual_finish is None
        and a.constraint in (Constraint.ASAP, Constraint.ALAP, Constraint.SNET, Constraint.FNET)
        and a.deadline is None
        and a.stored.late_finish is not None
        and project.finish is not None
        and not same_work(
            network.tables.tape,
            {int(network.column("calendar")[row]), int(network.column("float_calendar")[row])},
            instant_of(a.stored.late_finish, RESOLUTION),
            instant_of(project.finish, RESOLUTION),
        )
    ]
    return closure(network, wrong)


def closure(network: object, rows: list[int]) -> set[int]:
    """Return rows and all their predecessors and summaries."""
    before: dict[int, list[int]] = {}
    for p, s in zip(network.pred.tolist(), network.succ.tolist(), strict=True):
        before.setdefault(s, []).append(p)
    parent, found, stack = network.column("parent"), set(), list(rows)
    while stack:
        row = stack.pop()
        if row not in found:
            found.add(row)
            stack += before.get(row, []) + ([int(parent[row])] if parent[row] >= 0 else [])
    return found


def run(small: bool) -> list[Row]:
    realdata = Path(os.environ.get("KANAME_REALDATA", Path(__file__).parent.parent.parent / "shared" / "data"))
    if not realdata.is_dir():
        return [Row("equality", "-", "100 %", None, f"no real files at {realdata}")]
    found = compare(files_of(realdata))
    rows = []
    for name, count in found.compared.items():
        unexplained = len(found.unexplained(name))
        excepted = count - found.equal[name] - unexplained
        share = found.equal[name] / count
        note = f"{excepted} exceptions with a reason, {unexplained} without"
        rows.append(
            Row(name.replace("_", " "), f"{share:.2%} of {count}", "100 %, exceptions listed", unexplained == 0, note)
        )
    counted = Counter((e.source, e.reason or "unexplained") for e in found.exceptions)
    activities = {
        key: len({e.activity for e in found.exceptions if (e.source, e.reason or "unexplained") == key})
        for key in counted
    }
    return rows + [
        Row(f"exceptions in {source}", f"{activities[source, why]} activities", "", None, why)
        for source, why in counted
    ]
